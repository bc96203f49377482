"""The open needs of all partners in the index. Who may see which of them is asked of the database for every page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matching.index import Index
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.queries import is_still_to_come

AT_ONCE = 500


def open_ids(now: datetime, among: Sequence[int] | None = None) -> list[int]:
    """Row numbers of needs (`among` some, else of all) that are published and still to come."""
    chosen = select(Opportunity.id).where(Opportunity.state == OpportunityState.PUBLISHED, is_still_to_come(now))
    if among is not None:
        chosen = chosen.where(Opportunity.id.in_(among))
    return list(db.session.scalars(chosen.order_by(Opportunity.id)))


def put_needs(index: Index, ids: Sequence[int], now: datetime) -> None:
    """Reads needs that are open anew. What has begun is none of their facts."""
    for start in range(0, len(ids), AT_ONCE):
        for key, facts in opportunity_facts(ids[start : start + AT_ONCE], now).items():
            coming = tuple(session for session in facts.sessions if session.start > now)
            index.put_opportunity(key, replace(facts, sessions=coming))


def renew_needs(index: Index, ids: Sequence[int], now: datetime) -> None:
    """Reads needs anew that may have changed; whatever is not open any more leaves the index."""
    for start in range(0, len(ids), AT_ONCE):
        chunk = ids[start : start + AT_ONCE]
        still_open = open_ids(now, chunk)
        for key in {*chunk} - {*still_open}:
            index.drop_opportunity(key)
        put_needs(index, still_open, now)
