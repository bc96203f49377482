"""All writes of volunteer time off. The agent's row is held while the balance is read, checked and changed."""

from datetime import datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import TimeOffAct, TimeOffState
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.hours.time_off.models import TimeOffRequest, TimeOffStep
from volunteer_match.hours.time_off.queries import find_account, has_overlap, is_at_work
from volunteer_match.hours.time_off.requests import Wish, begin_request, hold, take_step
from volunteer_match.hours.time_off.rules import (
    FROM,
    RequestFacts,
    TimeOffRefusal,
    is_automatic,
    judge_request,
)
from volunteer_match.hours.time_off.telling import tell_person, tell_staff
from volunteer_match.matches.places import lock_agents
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused

AT_ONCE = 200
"""Requests that one sweep marks as taken."""


def ask(agent: AgentProfile, wish: Wish, now: datetime) -> TimeOffRequest:
    """A request; approved by itself where the site's terms allow it, else it waits for a coordinator."""
    lock_agents([agent.account_id])
    day = day_in(zone_of(agent), wish.starts_at)
    account = find_account(agent, now, day)
    at_work = is_at_work(agent.account_id, wish.starts_at, wish.ends_at)
    facts = RequestFacts(
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        now=now,
        has_terms=account is not None,
        overlaps=has_overlap(agent.account_id, wish.starts_at, wish.ends_at),
        is_at_work=at_work,
        is_enough=account is not None and account.least_left(account.terms.year_of(day), wish.minutes) >= 0,
    )
    if refusal := judge_request(facts):
        raise Refused(refusal)
    assert account is not None
    request = begin_request(agent, wish, day, at_work, now)
    if is_automatic(wish.minutes, account.terms.in_year(account.terms.year_of(day)).automatic):
        take_step(request, TimeOffAct.APPROVE, None, now)
    else:
        tell_staff(request, now)
    return request


def approve(request: TimeOffRequest, actor: Account, now: datetime) -> None:
    """A coordinator's yes. Said twice, it is one."""
    hold(request)
    if request.state is TimeOffState.APPROVED:
        return
    take_step(request, TimeOffAct.APPROVE, actor, now)
    record("time-off.approve", actor, now, subject=request)
    tell_person(request, NoticeKind.TIME_OFF_APPROVED, now)


def refuse(request: TimeOffRequest, reason: str, actor: Account, now: datetime) -> None:
    """A coordinator's no, with the reason; also takes a yes back before that time begins."""
    hold(request)
    if request.state is TimeOffState.REFUSED:
        return
    take_step(request, TimeOffAct.REFUSE, actor, now, note=reason)
    record("time-off.refuse", actor, now, subject=request)
    tell_person(request, NoticeKind.TIME_OFF_REFUSED, now, reason=reason)


def withdraw(request: TimeOffRequest, actor: Account, now: datetime) -> None:
    """The agent takes it back, before that time begins."""
    hold(request)
    if request.state is not TimeOffState.WITHDRAWN:
        take_step(request, TimeOffAct.WITHDRAW, actor, now)


def adjust(request: TimeOffRequest, minutes: int, reason: str, actor: Account, now: datetime) -> None:
    """A coordinator says how much was really taken (0: nothing)."""
    hold(request)
    if request.state is TimeOffState.TAKEN and request.minutes == minutes:
        return
    before = request.minutes
    take_step(request, TimeOffAct.ADJUST, actor, now, minutes=minutes, note=reason)
    record("time-off.adjust", actor, now, subject=request, minutes=[before, minutes])
    tell_person(request, NoticeKind.TIME_OFF_ADJUSTED, now, reason=reason)


def grant(agent: AgentProfile, minutes: int, reason: str, actor: Account, now: datetime) -> None:
    """A coordinator adds to (or takes from) what somebody has this year. Raises Refused."""
    lock_agents([agent.account_id])
    account = find_account(agent, now)
    if account is None:
        raise Refused(TimeOffRefusal.NO_TERMS)
    if actor.id == agent.account_id:
        raise Refused(TimeOffRefusal.OWN_REQUEST)
    if minutes < 0 and account.least_left(account.this_year, granted=minutes) < 0:
        raise Refused(TimeOffRefusal.NOT_ENOUGH)
    db.session.add(
        TimeOffStep(
            agent_id=agent.account_id,
            at=now,
            day=day_in(zone_of(agent), now),
            actor_id=actor.id,
            act=TimeOffAct.GRANT,
            granted_change=minutes,
            note=reason,
        )
    )
    record("time-off.grant", actor, now, subject=agent.account, minutes=minutes)


def end_time_off_of(account: Account, now: datetime) -> int:
    """Withdraws what somebody who leaves still had ahead; what has begun stays as it is. Returns how many."""
    lock_agents([account.id])
    ahead = select(TimeOffRequest).where(TimeOffRequest.agent_id == account.id, TimeOffRequest.starts_at > now)
    ending = [
        request
        for request in db.session.scalars(ahead.execution_options(populate_existing=True))
        if request.state in FROM[TimeOffAct.WITHDRAW]
    ]
    for request in ending:
        take_step(request, TimeOffAct.WITHDRAW, None, now)
    return len(ending)


def take_due(now: datetime) -> int:
    """Marks as taken what was approved and is over; returns how many."""
    over = list(
        db.session.scalars(
            select(TimeOffRequest)
            .where(TimeOffRequest.state == TimeOffState.APPROVED, TimeOffRequest.ends_at <= now)
            .order_by(TimeOffRequest.ends_at)
            .limit(AT_ONCE)
        )
    )
    lock_agents({request.agent_id for request in over})
    for request in over:
        db.session.refresh(request)
    still = [request for request in over if request.state is TimeOffState.APPROVED]
    for request in still:
        take_step(request, TimeOffAct.TAKE, None, now)
    return len(still)
