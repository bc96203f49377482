"""Who is coming: approved people and those whose attendance was noted, with what the need asked of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, true
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.absences.queries import said_by_themselves
from volunteer_match.matches.cover.queries import instead_of, seeking
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.levels import language_meets
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.people.profile.models import AgentProfile, AgentSkill
from volunteer_match.web.labels import language_name, level_name, proficiency_name, skill_name

COMING = (MatchState.APPROVED, MatchState.COMPLETED, MatchState.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Comer:
    """One person as a partner sees them: first name and initial, and what the need asked; no contact."""

    match_id: str
    name: str
    brings: str
    state: MatchState
    is_asked: bool
    """A new yes is waited for, because something has changed."""
    said_yes_again: bool
    is_own: bool
    """The reader's own, of whom others say whether they came."""
    is_seeking: bool
    """Looks for a substitute."""
    says_so: bool
    """Said themselves that they were there, and nobody else yet."""
    instead_of: str | None
    """The name of the person they stand in for."""

    @property
    def is_unsaid(self) -> bool:
        """Whether the reader may still say if this person came."""
        return self.state is MatchState.APPROVED and not self.is_own


def read_coming(opportunity: Opportunity, viewer: Account) -> list[tuple[OpportunitySession, list[Comer]]]:
    """The sessions that aren't cancelled, in order, each with who comes, in the order they were approved.

    The partner sees everybody; coordinators see the people of their own company.
    """
    agent = joinedload(Match.agent)
    found = db.session.scalars(
        select(Match)
        .where(
            Match.opportunity_id == opportunity.id,
            Match.state.in_(COMING),
            Match.company_id == viewer.company_id if is_staff(viewer.role) else true(),
        )
        .options(
            agent.joinedload(AgentProfile.account),
            agent.selectinload(AgentProfile.skills).joinedload(AgentSkill.skill),
            agent.selectinload(AgentProfile.languages),
        )
        .order_by(Match.state_since, Match.id)
    )
    matches = list(found)
    again = _who_said_yes_again([match.id for match in matches])
    saying, looking = said_by_themselves(matches), seeking(match.id for match in matches)
    replaced = instead_of(row.id for row in opportunity.sessions)
    by_session: dict[int, list[Comer]] = {}
    for match in matches:
        comer = Comer(
            match_id=match.public_id,
            name=match.agent.account.display_name,
            brings=_brings(match.agent, opportunity),
            state=match.state,
            is_asked=match.confirm_by is not None,
            said_yes_again=match.id in again and match.confirm_by is None,
            is_own=match.agent_id == viewer.id,
            is_seeking=match.id in looking,
            says_so=match.id in saying,
            instead_of=replaced.get((match.session_id, match.agent_id)),
        )
        by_session.setdefault(match.session_id, []).append(comer)
    return [(row, by_session.get(row.id, [])) for row in opportunity.sessions if row.cancelled_at is None]


def _who_said_yes_again(match_ids: Sequence[int]) -> set[int]:
    """Matches that were asked for anew, and whose agents have said yes since."""
    newest = (
        select(MatchEvent.match_id, func.max(MatchEvent.id).label("id"))
        .where(MatchEvent.match_id.in_(match_ids), MatchEvent.move.in_((Move.ASK_AGAIN, Move.CONFIRM)))
        .group_by(MatchEvent.match_id)
        .having(func.count(MatchEvent.id) > 1)
        .subquery()
    )
    said = select(MatchEvent.match_id).join(newest, MatchEvent.id == newest.c.id)
    return set(db.session.scalars(said.where(MatchEvent.move == Move.CONFIRM)))


def _brings(agent: AgentProfile, opportunity: Opportunity) -> str:
    """What the need asked for and this person has: nothing else of their profile."""
    asked = {row.skill_id for row in opportunity.skills}
    skills = [
        f"{skill_name(row.skill)}: {level_name(row.level)}"
        for row in agent.skills
        if row.level is not None and row.skill_id in asked
    ]
    languages = [
        f"{language_name(row.tag)}: {proficiency_name(row.level)}"
        for row in agent.languages
        if any(language_meets(row.tag, wanted.tag) for wanted in opportunity.languages)
    ]
    return ", ".join(skills + languages)
