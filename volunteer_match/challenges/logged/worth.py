"""What something is worth that a person logs: by the country of their site and the company's factors."""

from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.effects import Typed, Worth, assess
from volunteer_match.challenges.factors.queries import current
from volunteer_match.challenges.factors.sets import FactorSet
from volunteer_match.challenges.models import Participation


def worth_of(participation: Participation, code: str, typed: Typed, factors: FactorSet | None = None) -> Worth:
    """By the factors of now, or by others."""
    country = participation.site.country if participation.site else ""
    return assess(ACTIONS[code], typed, country, factors or current(participation.challenge.company_id))
