"""A search for a substitute goes on when its session moves: for the new time, which everybody is asked about."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.matches.cover import rules
from volunteer_match.matches.cover.closing import search_of
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.cover.telling import tell_asked_anew
from volunteer_match.matches.eligibility import read_standing
from volunteer_match.matches.models import Match


def follow_sessions(session_ids: Iterable[int], now: datetime) -> None:
    """After these sessions (by row number) got other times; the agents who look for a substitute are locked."""
    searches = (
        select(CoverRequest)
        .join(Match, CoverRequest.match_id == Match.id)
        .where(CoverRequest.ended_at.is_(None), Match.session_id.in_(list(session_ids)))
        .order_by(CoverRequest.id)
        .execution_options(populate_existing=True)
    )
    for request in db.session.scalars(searches):
        _begin_anew(request, now)


def _begin_anew(request: CoverRequest, now: datetime) -> None:
    """Whoever has not answered has as long as a group has that is asked now. What was warned of may be ahead again."""
    search = search_of(request)
    warning = rules.warning_at(search.created_at, search.starts_at)
    if warning is not None and warning > now:
        request.warned_at = None
    request.next_group_at = now + rules.wait_after_group(rules.time_left(search.starts_at, now))
    request.due_at = rules.due_at(search_of(request))
    for ask in [one for one in request.asks if one.answer is None]:
        tell_asked_anew(ask, now, fits=_fits(ask, now))
    db.session.flush()


def _fits(ask: CoverAsk, now: datetime) -> bool:
    match = ask.request.match
    standing = read_standing(ask.agent.account, match.opportunity, now, besides=[match]).without_cap()
    return standing.passes(match.session)
