"""All writes of volunteer time off. The agent's row is held while the balance is read, checked and changed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import TimeOffAct, TimeOffState
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.hours.time_off.models import TimeOffRequest, TimeOffStep
from volunteer_match.hours.time_off.queries import find_account, has_overlap, is_at_work
from volunteer_match.hours.time_off.rules import (
    FROM,
    LEADS_TO,
    ActFacts,
    RequestFacts,
    TimeOffRefusal,
    change_of,
    is_automatic,
    judge_act,
    judge_request,
)
from volunteer_match.hours.time_off.telling import tell_person, tell_staff
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.models import Match
from volunteer_match.matches.places import lock_agents
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused

AT_ONCE = 200
"""Requests that one sweep marks as taken."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for."""

    starts_at: datetime
    ends_at: datetime
    note: str = ""
    match: Match | None = None

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


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
    request = _begin(agent, wish, day, at_work, now)
    if is_automatic(wish.minutes, account.terms.in_year(account.terms.year_of(day)).automatic):
        _take_step(request, TimeOffAct.APPROVE, None, now)
    else:
        tell_staff(request, now)
    return request


def _begin(agent: AgentProfile, wish: Wish, day: date, at_work: bool | None, now: datetime) -> TimeOffRequest:
    request = TimeOffRequest(
        company_id=agent.company_id,
        agent_id=agent.account_id,
        site_id=agent.site_id,
        match_id=wish.match.id if wish.match else None,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        day=day,
        minutes=wish.minutes,
        note=wish.note,
        is_at_work=at_work,
        state=TimeOffState.REQUESTED,
        created_at=now,
        changed_at=now,
    )
    db.session.add(request)
    db.session.flush()
    _write(request, TimeOffAct.REQUEST, agent.account, now)
    return request


def _write(
    request: TimeOffRequest,
    act: TimeOffAct,
    actor: Account | None,
    now: datetime,
    *,
    approved: int = 0,
    taken: int = 0,
    note: str = "",
) -> None:
    step = TimeOffStep(
        agent_id=request.agent_id,
        request_id=request.id,
        at=now,
        day=request.day,
        actor_id=actor.id if actor else None,
        act=act,
        approved_change=approved,
        taken_change=taken,
        note=note,
    )
    db.session.add(step)
    note_change("agent", request.agent_id, now)
    db.session.flush()


def _take_step(
    request: TimeOffRequest,
    act: TimeOffAct,
    actor: Account | None,
    now: datetime,
    *,
    minutes: int | None = None,
    note: str = "",
) -> None:
    """Does `act` to a request whose agent is held; raises Refused."""
    then = request.minutes if minutes is None else minutes
    change = change_of(act, request.state, request.minutes, then)
    is_yes = act is TimeOffAct.APPROVE
    facts = ActFacts(
        state=request.state,
        is_own=actor is not None and actor.id == request.agent_id,
        has_begun=request.starts_at <= now,
        is_over=request.ends_at <= now,
        has_reason=bool(note),
        overlaps=is_yes and has_overlap(request.agent_id, request.starts_at, request.ends_at, request),
        left_after=_left_after(request, change.approved + change.taken, now),
    )
    if refusal := judge_act(act, facts):
        raise Refused(refusal)
    request.state, request.minutes, request.changed_at = LEADS_TO[act], then, now
    _write(request, act, actor, now, approved=change.approved, taken=change.taken, note=note)


def _left_after(request: TimeOffRequest, more: int, now: datetime) -> int:
    """The least that is left in any year when so much more is used; what uses no more always fits."""
    if more <= 0:
        return 0
    account = find_account(request.agent, now, request.day)
    return account.least_left(account.terms.year_of(request.day), more) if account else -more


def _hold(request: TimeOffRequest) -> None:
    lock_agents([request.agent_id])
    db.session.refresh(request)


def approve(request: TimeOffRequest, actor: Account, now: datetime) -> None:
    """A coordinator's yes. Said twice, it is one."""
    _hold(request)
    if request.state is TimeOffState.APPROVED:
        return
    _take_step(request, TimeOffAct.APPROVE, actor, now)
    record("time-off.approve", actor, now, subject=request)
    tell_person(request, NoticeKind.TIME_OFF_APPROVED, now)


def refuse(request: TimeOffRequest, reason: str, actor: Account, now: datetime) -> None:
    """A coordinator's no, with the reason; also takes a yes back before that time begins."""
    _hold(request)
    if request.state is TimeOffState.REFUSED:
        return
    _take_step(request, TimeOffAct.REFUSE, actor, now, note=reason)
    record("time-off.refuse", actor, now, subject=request)
    tell_person(request, NoticeKind.TIME_OFF_REFUSED, now, reason=reason)


def withdraw(request: TimeOffRequest, actor: Account, now: datetime) -> None:
    """The agent takes it back, before that time begins."""
    _hold(request)
    if request.state is not TimeOffState.WITHDRAWN:
        _take_step(request, TimeOffAct.WITHDRAW, actor, now)


def adjust(request: TimeOffRequest, minutes: int, reason: str, actor: Account, now: datetime) -> None:
    """A coordinator says how much was really taken (0: nothing)."""
    _hold(request)
    if request.state is TimeOffState.TAKEN and request.minutes == minutes:
        return
    before = request.minutes
    _take_step(request, TimeOffAct.ADJUST, actor, now, minutes=minutes, note=reason)
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
        _take_step(request, TimeOffAct.WITHDRAW, None, now)
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
        _take_step(request, TimeOffAct.TAKE, None, now)
    return len(still)
