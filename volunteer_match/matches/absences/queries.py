"""What pages show of absences. Each look-up is scoped: what is not yours is not found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.absences.actions import facts_of
from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.absences.noting import find_standing
from volunteer_match.matches.absences.rules import appeal_ends_at, refusal_of_appeal
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_rule import Who
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.people.profile.models import AgentProfile

RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AbsenceShown:
    """What one reader sees of a standing absence. What the agent said to it stays between them and the company."""

    absence: Absence
    is_excused: bool
    may_appeal: bool
    ends_at: datetime
    shows_appeal: bool


def absence_shown(match: Match, part: Who, now: datetime) -> AbsenceShown | None:
    absence = find_standing(match.id) if match.state is MatchState.NO_SHOW else None
    if absence is None:
        return None
    return AbsenceShown(
        absence=absence,
        is_excused=match.is_excused,
        may_appeal=part is Who.AGENT and refusal_of_appeal(facts_of(absence), now) is None,
        ends_at=appeal_ends_at(absence.noted_at),
        shows_appeal=part is not Who.PARTNER,
    )


def _appeals(viewer: Account) -> Select[Absence]:
    """Those of the company, without one's own."""
    match = joinedload(Absence.match)
    return (
        select(Absence)
        .where(
            Absence.company_id == viewer.company_id,
            Absence.agent_id != viewer.id,
            Absence.appealed_at.is_not(None),
        )
        .options(
            match.joinedload(Match.opportunity).joinedload(Opportunity.partner),
            match.joinedload(Match.agent).joinedload(AgentProfile.account),
            joinedload(Absence.noted_by),
        )
    )


def waiting_appeals(viewer: Account) -> list[Absence]:
    """What waits for a coordinator, the longest first."""
    waiting = _appeals(viewer).where(Absence.decided_at.is_(None), Absence.taken_back_at.is_(None))
    return list(db.session.scalars(waiting.order_by(Absence.appealed_at, Absence.id)))


def decided_appeals(viewer: Account, now: datetime) -> list[Absence]:
    """Those of the last month, the newest first."""
    decided = _appeals(viewer).where(Absence.decided_at > now - RECENT)
    return list(db.session.scalars(decided.order_by(Absence.decided_at.desc(), Absence.id)))


def find_appeal(public_id: str, viewer: Account) -> Absence | None:
    return db.session.scalar(_appeals(viewer).where(Absence.public_id == public_id))


def attendance_open(session: OpportunitySession, viewer: Account) -> list[Match]:
    """Approved matches of a session of which nothing is said yet; for staff of their company, without their own."""
    mine = [Match.company_id == viewer.company_id, Match.agent_id != viewer.id] if is_staff(viewer.role) else []
    approved = select(Match).where(Match.session_id == session.id, Match.state == MatchState.APPROVED, *mine)
    return list(db.session.scalars(approved.order_by(Match.agent_id)))


def said_by_themselves(matches: Iterable[Match]) -> set[int]:
    """Of these matches (row numbers) those that are done because the agent said so, and nobody else yet."""
    done = [match.id for match in matches if match.state is MatchState.COMPLETED]
    events = db.session.execute(
        select(MatchEvent.match_id, MatchEvent.actor_id == Match.agent_id)
        .join(Match, MatchEvent.match_id == Match.id)
        .where(MatchEvent.match_id.in_(done), MatchEvent.move == Move.COMPLETE)
        .order_by(MatchEvent.id)
    )
    return {match_id for match_id, is_own in dict(events.all()).items() if is_own}
