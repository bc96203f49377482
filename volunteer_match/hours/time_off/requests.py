"""Writes of requests: every change is a line of the ledger, checked while the agent's row is held."""

from dataclasses import dataclass
from datetime import date, datetime

from volunteer_match.extensions import db
from volunteer_match.glossary import TimeOffAct, TimeOffState
from volunteer_match.hours.time_off.models import TimeOffRequest, TimeOffStep
from volunteer_match.hours.time_off.queries import find_account, has_overlap
from volunteer_match.hours.time_off.rules import LEADS_TO, ActFacts, change_of, judge_act
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.models import Match
from volunteer_match.matches.places import lock_agents
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused


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


def begin_request(agent: AgentProfile, wish: Wish, day: date, at_work: bool | None, now: datetime) -> TimeOffRequest:
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


def take_step(
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


def hold(request: TimeOffRequest) -> None:
    lock_agents([request.agent_id])
    db.session.refresh(request)
