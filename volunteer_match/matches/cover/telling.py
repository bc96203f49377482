"""Notices about searches for a substitute. Those about the moves themselves are in the table of moves."""

from datetime import datetime, timedelta

from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.telling import match_params
from volunteer_match.notifications.actions import notify, stop_notices
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.queries import staff_of
from volunteer_match.web.application import settings


def _cause_of(ask: CoverAsk) -> str:
    return f"cover-ask:{ask.public_id}"


def tell_asked(ask: CoverAsk, now: datetime) -> None:
    """Asks, after the notice delay: a request that is taken back at once reaches nobody."""
    _tell(ask, NoticeKind.COVER_ASKED, now, _delay())


def tell_asked_anew(ask: CoverAsk, now: datetime, *, fits: bool) -> None:
    """At another time: what still waits speaks of the old one. Whom it no longer fits is not asked again."""
    stop_notices(_cause_of(ask), now)
    if fits:
        _tell(ask, NoticeKind.COVER_ASKED, now, _delay())


def tell_not_needed(ask: CoverAsk, now: datetime) -> bool:
    """Says that it is covered, and stops what still asks. False for who could not yet know that they are asked."""
    stop_notices(_cause_of(ask), now)
    knows = now >= ask.asked_at + _delay()
    if knows:
        _tell(ask, NoticeKind.COVER_CLOSED, now, timedelta())
    return knows


def _tell(ask: CoverAsk, kind: NoticeKind, now: datetime, delay: timedelta) -> None:
    params, path = match_params(ask.request.match), f"/cover-asks/{ask.public_id}"
    notify(ask.agent.account, kind, params, path, now, delay=delay, cause=_cause_of(ask))


def _delay() -> timedelta:
    return timedelta(seconds=settings().notice_delay_seconds)


def tell_nobody_found(request: CoverRequest, now: datetime) -> None:
    """Agent and coordinators hear in time that the place may stay empty."""
    match, cause = request.match, f"cover-request:{request.public_id}"
    params = match_params(match)
    notify(
        match.agent.account, NoticeKind.COVER_NOT_FOUND, params, f"/matches/{match.public_id}/cover", now, cause=cause
    )
    for account in staff_of(request.company_id):
        if account.id != match.agent_id:
            path = f"/cover-requests/{request.public_id}"
            notify(account, NoticeKind.COVER_UNCOVERED, params, path, now, cause=cause)
