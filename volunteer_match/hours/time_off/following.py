"""Volunteer time off that was given for a match goes when the match does, or when its session moves away from it."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select

from volunteer_match.extensions import db
from volunteer_match.glossary import KEEPS_PLACE, TimeOffAct
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.hours.time_off.requests import take_step
from volunteer_match.hours.time_off.rules import FROM
from volunteer_match.hours.time_off.telling import tell_person
from volunteer_match.matches.models import Match
from volunteer_match.matches.places import lock_agents
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.web.application import settings

BATCH = 100
"""Requests that one sweep looks at."""


def _has_lost_its_match(now: datetime) -> ColumnElement[bool]:
    """What can still be undone is left alone."""
    undone_until = now - timedelta(seconds=settings().notice_delay_seconds)
    is_gone = Match.state.not_in(KEEPS_PLACE) & (Match.state_since <= undone_until)
    is_elsewhere = or_(Match.starts_at >= TimeOffRequest.ends_at, Match.ends_at <= TimeOffRequest.starts_at)
    return is_gone | is_elsewhere


def take_back_needless(now: datetime) -> int:
    """Takes back what nobody needs any more, before it begins, and tells the person. Returns how many it were."""
    needless = (
        select(TimeOffRequest)
        .join(Match, TimeOffRequest.match_id == Match.id)
        .where(
            TimeOffRequest.state.in_(FROM[TimeOffAct.WITHDRAW]),
            TimeOffRequest.starts_at > now,
            _has_lost_its_match(now),
        )
        .order_by(TimeOffRequest.id)
        .limit(BATCH)
        .execution_options(populate_existing=True)
    )
    free = lock_agents((request.agent_id for request in db.session.scalars(needless)), skip_locked=True)
    held = [request for request in db.session.scalars(needless) if request.agent_id in free]
    for request in held:
        take_step(request, TimeOffAct.WITHDRAW, None, now)
        tell_person(request, NoticeKind.TIME_OFF_NEEDLESS, now)
    return len(held)
