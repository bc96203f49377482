"""What somebody asks for, and the facts that the guards of a move look at: dear ones are read only where asked for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from volunteer_match.glossary import Format, MatchState, Move, OpportunityState, ReturnReason
from volunteer_match.matches.absences.noting import Missed
from volunteer_match.matches.asks import asks_left
from volunteer_match.matches.eligibility import Standing, read_standing, safeguards_hold
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_rule import Guard, MoveRule
from volunteer_match.matches.places import read_session_locked
from volunteer_match.matches.promises.rules import decide_by
from volunteer_match.matches.rules import MoveFacts
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.web.application import settings


@dataclass(frozen=True, slots=True)
class Request:
    """One move that somebody (None: the platform) asks for.

    `claim_id` is the claim that a new beginning belongs to; `standing` spares reading the same facts twice.
    """

    move: Move
    actor: Account | None
    now: datetime
    reason: ReturnReason | None = None
    note: str = ""
    standing: Standing | None = None
    claim_id: int | None = None
    missed: Missed | None = None
    is_called: bool = False
    """Whether the agent was asked to stand in here, and nobody else did yet."""


def is_late(opportunity: Opportunity, session: OpportunitySession, now: datetime) -> bool:
    """Whether the session has begun, or the deadline of a flexible need has passed."""
    limit = session.starts_at if opportunity.format is Format.SCHEDULED else opportunity.deadline
    return limit is not None and now >= limit


def gather(match: Match, rule: MoveRule, last: MatchEvent | None, request: Request) -> MoveFacts:
    """The facts that the guards of `rule` look at; dear ones only where they are asked for."""
    opportunity, session, now = match.opportunity, match.session, request.now
    asks = set(rule.guards)
    late = is_late(opportunity, session, now)
    return MoveFacts(
        is_open=opportunity.state is OpportunityState.PUBLISHED and session.cancelled_at is None,
        is_late=late,
        has_started=late or opportunity.format is Format.FLEXIBLE,
        is_full=Guard.FULL in asks and _is_full(session),
        gates_pass=Guard.GATES in asks and not late and _pass_gates(match, rule, request),
        safeguards_hold=Guard.SAFEGUARDS in asks and _hold_safeguards(match, now),
        asks_left=asks_left(match.agent, now) if Guard.ASKS in asks else 0,
        has_reason=request.reason is not None,
        has_ended=opportunity.format is Format.FLEXIBLE or (session.ends_at is not None and now >= session.ends_at),
        is_own=last is not None and request.actor is not None and last.actor_id == request.actor.id,
        is_called=request.is_called,
        has_cause=request.missed is not None,
        is_in_time=last is not None and now - last.at <= timedelta(seconds=settings().notice_delay_seconds),
        had=last.from_state if last else None,
        is_asked=match.confirm_by is not None,
        is_unanswered=match.confirm_by is not None and match.confirm_by <= now,
        has_waited=late or (Guard.WAITED in asks and _has_waited(match, now)),
    )


def _is_full(session: OpportunitySession) -> bool:
    locked = read_session_locked(session.id)
    return locked.taken >= locked.places


def _has_waited(match: Match, now: datetime) -> bool:
    """Whether a claim that is not waiting for its agent waited for a decision as long as the company lets it."""
    if match.confirm_by is not None:
        return False
    return decide_by(match.state_since, company_of(match).pending_days, match.starts_at) <= now


def _pass_gates(match: Match, rule: MoveRule, request: Request) -> bool:
    """The cap on pending claims is asked where the match becomes pending; what it is already is no hindrance to it."""
    besides = [match] if rule.from_states == {rule.to_state} else []
    standing = request.standing or read_standing(match.agent.account, match.opportunity, request.now, besides=besides)
    becomes_pending = rule.to_state is MatchState.PENDING and not besides
    return (standing if becomes_pending else standing.without_cap()).passes(match.session)


def _hold_safeguards(match: Match, now: datetime) -> bool:
    standing = read_standing(match.agent.account, match.opportunity, now, besides=[match])
    return safeguards_hold(standing.report([match.session]))


def company_of(match: Match) -> Company:
    company = match.agent.account.company
    assert company is not None, "only employees of a company volunteer"
    return company
