"""The queue of a coordinator, and everything needed to decide the claim in focus."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, MatchState
from volunteer_match.matches.approvals.rules import Waiting, in_order
from volunteer_match.matches.eligibility import need_without, read_standing
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.record import Record, read_records
from volunteer_match.matches.models import Claim, Match, Snooze
from volunteer_match.matches.promises.rules import decide_by
from volunteer_match.matches.ranking import best_besides
from volunteer_match.matching.engine import Failed, Ranked
from volunteer_match.matching.gate import Gate
from volunteer_match.matching.ranking import rank_agents
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

AROUND = timedelta(hours=12)
NEXT_BEST = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One claim with what a decision needs. `ranked` is None where a gate fails."""

    claim: Claim
    pending: list[Match]
    gates: tuple[Gate, ...]
    ranked: Ranked | None
    record: Record
    nearby: list[Match]
    """What the agent has promised within half a day of these sessions."""
    rivals: list[Match]
    """Others who wait for the same sessions."""


def waiting_for(coordinator: Account, now: datetime) -> list[Waiting]:
    """Pending claims of the company in their order, without one's own and those put aside."""
    assert coordinator.company is not None, "coordinators belong to a company"
    snoozed = select(Snooze.claim_id).where(Snooze.coordinator_id == coordinator.id, Snooze.until > now)
    matches = db.session.scalars(
        select(Match)
        .where(
            Match.company_id == coordinator.company_id,
            Match.state == MatchState.PENDING,
            Match.confirm_by.is_(None),
            Match.claim_id.is_not(None),
            Match.claim_id.not_in(snoozed),
            Match.agent_id != coordinator.id,
            Match.starts_at.is_(None) | (Match.starts_at > now),
        )
        .options(
            joinedload(Match.claim),
            joinedload(Match.agent).joinedload(AgentProfile.account),
            joinedload(Match.opportunity).joinedload(Opportunity.partner),
        )
        .order_by(Match.starts_at, Match.id)
    )
    by_claim: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        assert match.claim_id is not None
        by_claim[match.claim_id].append(match)
    return in_order([_waiting(group, coordinator.company.pending_days) for group in by_claim.values()], now)


def _waits(match: Match) -> bool:
    """Whether it waits for a coordinator: what its agent is asked for first does not yet."""
    return match.state is MatchState.PENDING and match.confirm_by is None


def _waiting(group: Sequence[Match], days: int) -> Waiting:
    first = group[0]
    assert first.claim is not None
    return Waiting(
        claim_id=first.claim.public_id,
        person=first.agent.account.display_name,
        title=first.opportunity.title,
        language=first.opportunity.language,
        partner=first.opportunity.partner.name,
        since=min(match.state_since for match in group),
        starts_at=first.starts_at,
        sessions=len(group),
        ends_at=min(decide_by(match.state_since, days, match.starts_at) for match in group),
    )


def read_case(claim_id: str, coordinator: Account, now: datetime) -> Case:
    """The claim in focus; it is one of `waiting_for`."""
    claim = db.session.execute(
        select(Claim)
        .where(Claim.public_id == claim_id, Claim.company_id == coordinator.company_id)
        .options(
            joinedload(Claim.agent).joinedload(AgentProfile.account),
            joinedload(Claim.opportunity).joinedload(Opportunity.partner),
            selectinload(Claim.matches).joinedload(Match.session),
        )
    ).scalar_one()
    pending = [match for match in claim.matches if _waits(match)]
    gates, ranked = _judged(claim, pending, now)
    return Case(
        claim=claim,
        pending=pending,
        gates=gates,
        ranked=ranked,
        record=read_records([claim.agent_id], now)[claim.agent_id],
        nearby=_nearby(claim, pending),
        rivals=_rivals(claim, pending),
    )


def _judged(claim: Claim, pending: Sequence[Match], now: datetime) -> tuple[tuple[Gate, ...], Ranked | None]:
    """Gates for what is pending, and the fit, both as if the claim had not been made: what the agent saw."""
    standing = read_standing(claim.agent.account, claim.opportunity, now, besides=pending)
    report = standing.report([match.session for match in pending])
    ranking = rank_agents(standing.need, [standing.agent], now, standing.settings)
    found: list[Ranked | Failed] = [*ranking.ranked, *ranking.failed]
    return report.gates, found[0] if isinstance(found[0], Ranked) else None


def _nearby(claim: Claim, pending: Sequence[Match]) -> list[Match]:
    starts = [match.starts_at for match in pending if match.starts_at]
    ends = [match.ends_at for match in pending if match.ends_at]
    if not starts or not ends:
        return []
    return list(
        db.session.scalars(
            select(Match)
            .where(
                Match.agent_id == claim.agent_id,
                Match.state.in_(HOLDS_PLACE),
                Match.id.not_in([match.id for match in pending]),
                Match.ends_at > min(starts) - AROUND,
                Match.starts_at < max(ends) + AROUND,
            )
            .options(joinedload(Match.opportunity))
            .order_by(Match.starts_at)
        )
    )


def _rivals(claim: Claim, pending: Sequence[Match]) -> list[Match]:
    return list(
        db.session.scalars(
            select(Match)
            .where(
                Match.session_id.in_([match.session_id for match in pending]),
                Match.agent_id != claim.agent_id,
                Match.company_id == claim.company_id,
                Match.state.in_([MatchState.PENDING, MatchState.WAITLISTED]),
            )
            .options(joinedload(Match.agent).joinedload(AgentProfile.account))
            .order_by(Match.state_since, Match.id)
        )
    )


def next_best(claim: Claim, coordinator: Account, now: datetime) -> list[tuple[str, int]]:
    """Names and order (in tenths) of the best who could have these places instead. Ranks the whole company."""
    assert coordinator.company is not None, "coordinators belong to a company"
    pending = [match for match in claim.matches if _waits(match)]
    need = need_without(opportunity_facts([claim.opportunity_id], now)[claim.opportunity_id], pending)
    best = best_besides(need, coordinator.company, claim.agent_id, now, NEXT_BEST)
    found = db.session.scalars(select(Account).where(Account.public_id.in_([one.agent for one in best])))
    names = {account.public_id: account.display_name for account in found}
    return [(names[one.agent], one.order) for one in best]
