"""The page of one need as a volunteer sees it."""

from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.glossary import Format
from volunteer_match.matches.explanations import Explainer
from volunteer_match.opportunities.browsing.cards import card_of
from volunteer_match.opportunities.browsing.offers import look_closely
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page


def paragraphs(text: str) -> list[str]:
    """A partner's text as paragraphs; whatever it holds is escaped where it is shown."""
    return [paragraph for paragraph in (part.strip() for part in text.split("\n")) if paragraph]


def volunteer_show(opportunity: Opportunity) -> ResponseReturnValue:
    """What it is, whether it fits and why, and the times to claim."""
    account: Account = current_user.account
    look = look_closely(account, opportunity.id, now())
    explainer = Explainer(account.time_zone)
    ranked = look.offer.ranked
    return page(
        "opportunities/browsing/opportunity.html",
        opportunity=opportunity,
        paragraphs=paragraphs(opportunity.description),
        look=look,
        card=card_of(look.offer, "", explainer, account.time_zone, now()),
        is_flexible=opportunity.format is Format.FLEXIBLE,
        ranked=ranked,
        parts=explainer.parts(ranked.parts) if ranked else [],
        adjustment=explainer.adjustment(ranked.adjustment) if ranked else None,
        gates=explainer.gates(look.gates),
        is_fitting=all(gate.passed for gate in look.gates),
        zone=account.time_zone,
    )
