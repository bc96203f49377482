"""The ranked people for one need, with what coordinators need to know of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.facts.record import Record, read_records
from volunteer_match.matches.models import Match
from volunteer_match.matches.ranking import best_for
from volunteer_match.matching.engine import Failed, Ranked
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.queries import find_seen_by_staff
from volunteer_match.organisations.queries import find_verification
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

SHOWN = 20
NEAR = 10
LIVE = (MatchState.INVITED, MatchState.WAITLISTED, MatchState.PENDING, MatchState.APPROVED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person for this need; `ranked` or `failed` is None. `match` is a live match they have here."""

    account: Account
    ranked: Ranked | None
    failed: Failed | None
    record: Record
    match: Match | None
    sessions: list[OpportunitySession]
    """Those they could be invited to."""


@dataclass(frozen=True, slots=True)
class Found:
    """`fitting` best first, `near` nearest first; `others` counts further ones who fit."""

    fitting: list[Candidate]
    near: list[Candidate]
    others: int
    asks_per_week: int


def find_staffable(public_id: str, coordinator: Account) -> Opportunity | None:
    """A need of a partner that the coordinator's company decided on, for which people may be looked for."""
    found = find_seen_by_staff(public_id)
    if found is None or find_verification(found.partner_id, coordinator.company_id) is None:
        return None
    return found


def people_for(opportunity: Opportunity, coordinator: Account, now: datetime) -> Found:
    """Everybody of the company, ranked for this need by the same code that the volunteers see."""
    company = coordinator.company
    assert company is not None, "coordinators belong to a company"
    best = best_for(opportunity, company, now, SHOWN, NEAR)
    fitting, near = best.ranked, best.failed
    people = _accounts([*(one.agent for one in fitting), *(one.agent for one in near)])
    ids = [account.id for account in people.values()]
    records, matches = read_records(ids, now), _live_matches(ids, opportunity)
    sessions = {session.public_id: session for session in opportunity.sessions}

    def candidate(found: Ranked | Failed) -> Candidate:
        account = people[found.agent]
        ranked = found if isinstance(found, Ranked) else None
        own = matches.get(account.id, [])
        open_ones = _open_sessions(ranked, sessions, opportunity, own)
        failed = found if isinstance(found, Failed) else None
        return Candidate(account, ranked, failed, records[account.id], own[0] if own else None, open_ones)

    return Found(
        [candidate(one) for one in fitting],
        [candidate(one) for one in near],
        best.passing - len(fitting),
        company.asks_per_week,
    )


def _open_sessions(
    ranked: Ranked | None, sessions: dict[str, OpportunitySession], opportunity: Opportunity, own: Sequence[Match]
) -> list[OpportunitySession]:
    if ranked is None:
        return []
    taken = {match.session_id for match in own}
    chosen = [sessions[one] for one in ranked.sessions] or list(opportunity.sessions[:1])
    return [session for session in chosen if session.id not in taken]


def _accounts(public_ids: Sequence[str]) -> dict[str, Account]:
    found = db.session.scalars(
        select(Account)
        .where(Account.public_id.in_(public_ids))
        .options(joinedload(Account.profile).joinedload(AgentProfile.team))
    )
    return {account.public_id: account for account in found}


def _live_matches(agent_ids: Sequence[int], opportunity: Opportunity) -> dict[int, list[Match]]:
    by_agent: dict[int, list[Match]] = defaultdict(list)
    for match in db.session.scalars(
        select(Match)
        .where(Match.agent_id.in_(agent_ids), Match.opportunity_id == opportunity.id, Match.state.in_(LIVE))
        .options(joinedload(Match.session))
        .order_by(Match.starts_at, Match.id)
    ):
        by_agent[match.agent_id].append(match)
    return by_agent


def invited_to(opportunity: Opportunity, company_id: int | None) -> list[Match]:
    """Invitations of the company that wait for an answer."""
    return list(
        db.session.scalars(
            select(Match)
            .where(
                Match.opportunity_id == opportunity.id,
                Match.company_id == company_id,
                Match.state == MatchState.INVITED,
            )
            .options(joinedload(Match.agent).joinedload(AgentProfile.account), joinedload(Match.session))
            .order_by(Match.state_since)
        )
    )


def find_colleague(public_id: str, company_id: int | None) -> Account | None:
    """An active volunteer of the same company."""
    return db.session.scalar(
        select(Account)
        .join(AgentProfile, AgentProfile.account_id == Account.id)
        .where(
            Account.public_id == public_id,
            Account.company_id == company_id,
            Account.deactivated_at.is_(None),
            Account.deleted_at.is_(None),
        )
    )
