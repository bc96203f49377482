"""The last 30 days as a replay reads them: invitations and claims in their order, and who else could have been chosen.

History is kept of what people did, not of what they were: skills, languages, hours and shifts are those of today.
Other promises are left out, and a need counts as open from its publication to its end, with every session that is not
cancelled.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy import ColumnElement, func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import Move, OpportunityState
from volunteer_match.matches.exposure.queries import IS_ASK, IS_CONNECTION, active
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Settings
from volunteer_match.matching.fit import measure
from volunteer_match.matching.gates import judge
from volunteer_match.matching.lineup import might_pass
from volunteer_match.matching.occasions import case_of
from volunteer_match.matching.time import Calendar
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.queries import is_verified_by
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

WINDOW = timedelta(days=30)
MOST_PEOPLE, MOST_NEEDS = 400, 400
"""No more are looked at, besides those that were chosen."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One invitation, or what one claim took at once: `weight` sessions. `is_chosen`: from a list, by our people."""

    at: datetime
    agent: str
    need: str
    weight: int = 1
    is_chosen: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """A volunteer, and since when."""

    facts: AgentFacts
    joined: datetime


@dataclass(frozen=True, slots=True)
class Need:
    """A need, and from when to when it was open."""

    facts: OpportunityFacts
    published: datetime
    ended: datetime | None

    def is_open(self, at: datetime) -> bool:
        return self.published <= at and (self.ended is None or at < self.ended)


@dataclass
class Judge:
    """Who could do what at a moment. Once no pairs are `left` to judge, callers stop: so the page stays quick."""

    settings: Settings
    left: int
    _calendars: dict[str, Calendar] = field(default_factory=dict)

    def people_for(self, need: Need, people: Iterable[Person], at: datetime) -> dict[str, Fraction]:
        """Exact fits of those who had joined and pass every gate."""
        fits = {one.facts.id: self._points(one.facts, need.facts, at) for one in people if one.joined <= at}
        return {key: points for key, points in fits.items() if points is not None}

    def needs_for(self, person: Person, needs: Iterable[Need], at: datetime) -> dict[str, Fraction]:
        """Exact fits of open needs of which the agent passes every gate."""
        fits = {one.facts.id: self._points(person.facts, one.facts, at) for one in needs if one.is_open(at)}
        return {key: points for key, points in fits.items() if points is not None}

    def _points(self, agent: AgentFacts, need: OpportunityFacts, at: datetime) -> Fraction | None:
        if not might_pass(agent, need):
            return None
        self.left -= 1
        calendar = self._calendars.setdefault(agent.id, Calendar(agent))
        case = case_of(agent, need, at, self.settings, calendar=calendar)
        report = judge(case)
        return measure(case, report.sessions).points if report.passed else None


def read_asks(company_id: int, until: datetime) -> list[Happened]:
    """All invitations of the company's people, the oldest first."""
    rows = db.session.execute(
        select(MatchEvent.at, Account.public_id, Opportunity.public_id)
        .join(Match, MatchEvent.match_id == Match.id)
        .join(Account, Account.id == Match.agent_id)
        .join(Opportunity, Opportunity.id == Match.opportunity_id)
        .where(Match.company_id == company_id, IS_ASK, MatchEvent.at <= until)
        .order_by(MatchEvent.at, MatchEvent.id)
    )
    return [Happened(at, agent, need) for at, agent, need in rows]


def read_connections(company_id: int, until: datetime) -> list[Happened]:
    """Whoever got places in needs of the company's partners, the oldest first; of other companies too."""
    rows = db.session.execute(
        select(
            MatchEvent.at,
            Account.public_id,
            Opportunity.public_id,
            func.count(),
            Match.company_id,
            MatchEvent.move,
        )
        .join(Match, MatchEvent.match_id == Match.id)
        .join(Account, Account.id == Match.agent_id)
        .join(Opportunity, Opportunity.id == Match.opportunity_id)
        .where(IS_CONNECTION, MatchEvent.at <= until, is_verified_by(Opportunity.partner_id, company_id))
        .group_by(MatchEvent.at, Account.public_id, Opportunity.public_id, Match.company_id, MatchEvent.move)
        .order_by(MatchEvent.at, Account.public_id, Opportunity.public_id)
    )
    return [
        Happened(at, agent, need, weight, whose == company_id and move is Move.CLAIM)
        for at, agent, need, weight, whose, move in rows
    ]


def read_people(company_id: int, chosen: set[str], since: datetime) -> dict[str, Person]:
    """Active volunteers: those `chosen`, and of all the others an even choice."""
    people = select(AgentProfile.account_id, Account.public_id, AgentProfile.created_at)
    rows = sorted(db.session.execute(active(people, company_id)), key=lambda row: row.public_id)
    step = -(-len(rows) // MOST_PEOPLE) or 1
    picked = {row.account_id: row for row in [*rows[::step], *(row for row in rows if row.public_id in chosen)]}
    facts = agent_facts(list(picked), since)
    return {one.id: Person(_unpromised(one), picked[key].created_at) for key, one in facts.items()}


def _unpromised(agent: AgentFacts) -> AgentFacts:
    """Without promises, of which a replay would make others."""
    return replace(agent, busy=(), promised=(), pending=0, returned_from=frozenset(), active=True)


def _were_open(company_id: int, since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Opportunity.state != OpportunityState.DRAFT,
        Opportunity.published_at.is_not(None),
        Opportunity.ended_at.is_(None) | (Opportunity.ended_at > since),
        is_verified_by(Opportunity.partner_id, company_id),
    )


def read_needs(company_id: int, since: datetime) -> dict[str, Need]:
    """Needs of the company's partners that were open at some time since then, the newest of them."""
    there = (
        select(Opportunity.id, Opportunity.published_at, Opportunity.ended_at)
        .where(*_were_open(company_id, since))
        .order_by(Opportunity.published_at.desc(), Opportunity.id)
        .limit(MOST_NEEDS)
    )
    rows = {row.id: row for row in db.session.execute(there)}
    facts = opportunity_facts(list(rows), since)
    return {one.id: Need(_opened(one), rows[key].published_at, rows[key].ended_at) for key, one in facts.items()}


def _opened(need: OpportunityFacts) -> OpportunityFacts:
    return replace(need, sessions=tuple(replace(session, places=max(1, session.places)) for session in need.sessions))


def read_places(company_id: int, since: datetime) -> dict[str, int]:
    """All places of the same needs, those of sessions that are over included."""
    rows = db.session.execute(
        select(Opportunity.public_id, func.sum(OpportunitySession.places))
        .join(OpportunitySession, OpportunitySession.opportunity_id == Opportunity.id)
        .where(*_were_open(company_id, since), OpportunitySession.cancelled_at.is_(None))
        .group_by(Opportunity.public_id)
    )
    return dict(rows.all())
