"""What stands in one person's weekly digest, in their words and their zone."""

from datetime import datetime, timedelta
from typing import Any

from flask_babel import force_locale
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Role
from volunteer_match.matches.addresses import match_path
from volunteer_match.matches.explanations import Explainer
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.browsing.cards import Card, card_of
from volunteer_match.opportunities.browsing.for_you import ForYou
from volunteer_match.opportunities.browsing.listing import Choice
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.web.times import format_span, zone_label

WEEK = timedelta(days=7)
MOST_NEEDS = 5
MOST_COMMITMENTS = 5
LOOKED_AT = 20
"""Of the best that fit, those that the person has a match of already are left out."""


def digest_of(account: Account, now: datetime) -> dict[str, Any] | None:
    """Parameters of templates/email/digest; None where there is nothing to say."""
    with force_locale(account.locale):
        parts = {
            "needs": _needs(account, now),
            "coming": _coming(account, now),
            "thanked": _count_thanks(account, now),
        }
        if not any(parts.values()):
            return None
        zone = zone_label(account.time_zone, now)
        return {**parts, "name": account.given_name, "zone": zone, "path": "/for-you"}


def _needs(account: Account, now: datetime) -> list[dict[str, Any]]:
    """The best that fit, as *For you* has them, with fit and reason."""
    ranked, _near = ForYou(account, Choice(), now, near=0).offers(0, LOOKED_AT)
    explainer, suffix = Explainer(account.time_zone), "" if account.role is Role.AGENT else "?as=volunteer"
    fresh = [offer for offer in ranked if offer.match is None][:MOST_NEEDS]
    return [
        _need(card_of(offer, f"/opportunities/{offer.listing.public_id}{suffix}", explainer, account.time_zone, now))
        for offer in fresh
    ]


def _need(card: Card) -> dict[str, Any]:
    listing = card.offer.listing
    return {
        "title": listing.title,
        "language": listing.language,
        "partner": card.partner,
        "when": card.when,
        "fit": card.fit,
        "fit_word": card.fit_word,
        "reasons": list(card.reasons),
        "path": card.address,
    }


def _coming(account: Account, now: datetime) -> list[dict[str, Any]]:
    """What was promised for the next seven days."""
    matches = db.session.scalars(
        select(Match)
        .where(
            Match.agent_id == account.id,
            Match.state == MatchState.APPROVED,
            Match.starts_at > now,
            Match.starts_at <= now + WEEK,
        )
        .options(joinedload(Match.opportunity, innerjoin=True).joinedload(Opportunity.partner, innerjoin=True))
        .order_by(Match.starts_at)
        .limit(MOST_COMMITMENTS)
    )
    return [
        {
            "title": match.opportunity.title,
            "language": match.opportunity.language,
            "partner": match.opportunity.partner.name,
            "when": format_span(match.starts_at, match.ends_at, account.time_zone),
            "path": match_path(match),
        }
        for match in matches
        if match.starts_at and match.ends_at
    ]


def _count_thanks(account: Account, now: datetime) -> int:
    """How many sessions of the last seven days were confirmed."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Match.agent_id == account.id,
                Match.state == MatchState.COMPLETED,
                Match.state_since > now - WEEK,
                Match.state_since <= now,
            )
        )
        or 0
    )
