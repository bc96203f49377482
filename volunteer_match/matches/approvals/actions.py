"""What a coordinator does to their own queue."""

from datetime import datetime

from volunteer_match.extensions import db
from volunteer_match.matches.models import Claim, Snooze
from volunteer_match.people.models import Account


def snooze_claim(made: Claim, actor: Account, until: datetime) -> None:
    """Puts the claim aside in this coordinator's queue until that moment."""
    db.session.merge(Snooze(coordinator_id=actor.id, claim_id=made.id, until=until))
