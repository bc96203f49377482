"""Skills, languages, credentials and interests of all agents."""

from typing import Any

import numpy as np
from sqlalchemy import case, func, select

from volunteer_match.database.expressions import day_of
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Verdict
from volunteer_match.matches.facts.record import served_keys
from volunteer_match.matches.keeping.gathering import Gathered
from volunteer_match.matches.keeping.texts import Span, numbers_in, read_numbers, strung, unpacked
from volunteer_match.matches.models import Match
from volunteer_match.matching.tables import NONE, CredentialTable, InterestTable, LanguageTable, SkillTable
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Partner
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.profile.models import AgentLanguage, AgentSkill, Credential, Interest

_LEVELS = 8


class Profiles:
    """Gathers them span by span."""

    def __init__(self) -> None:
        rows = db.session.execute(select(Skill.id, Skill.code).order_by(Skill.id)).all()
        self._codes = tuple(code for _, code in rows)
        self._skills = max((key for key, _ in rows), default=0) + 1
        self._place = np.zeros(self._skills, dtype=np.int64)
        self._place[[key for key, _ in rows]] = np.arange(len(rows))
        self.skills = Gathered("agent", "name", "level", "wanted")
        self.languages = Gathered("agent", "name", "level", "verified")
        self.credentials = Gathered("agent", "name", "expires")
        self.interests = Gathered("agent", "name", "served")

    def read(self, span: Span) -> None:
        self._read_skills(span)
        self._read_languages(span)
        self._read_credentials(span)
        self._read_chosen(span)
        self._read_served(span)

    def tables(self) -> dict[str, Any]:
        """As fields of an `AgentTable`; `agent` is still a row number."""
        flag = np.bool_
        return {
            "skills": SkillTable(**self.skills.columns(wanted=flag), names=self._codes),
            "languages": LanguageTable(**self.languages.columns(verified=flag), names=tuple(self.languages.names)),
            "credentials": CredentialTable(**self.credentials.columns(), names=tuple(self.credentials.names)),
            "interests": InterestTable(**self.interests.columns(served=flag), names=tuple(self.interests.names)),
        }

    def _read_skills(self, span: Span) -> None:
        wanted = case((AgentSkill.is_wanted, 1), else_=0)
        packed = (AgentSkill.agent_id - span.first) * self._skills + AgentSkill.skill_id
        packed = (packed * _LEVELS + func.coalesce(AgentSkill.level, 0)) * 2 + wanted
        codes = read_numbers(select(strung(packed)).where(span.holds(AgentSkill.agent_id)))
        agents, skill, level, is_wanted = unpacked(codes, self._skills, _LEVELS, 2)
        self.skills.add(agents + span.first, name=self._place[skill], level=level, wanted=is_wanted)

    def _read_languages(self, span: Span) -> None:
        verified = case((AgentLanguage.verdict == Verdict.VERIFIED, 1), else_=0)
        packed = ((AgentLanguage.agent_id - span.first) * _LEVELS + AgentLanguage.level) * 2 + verified
        for tag, text in db.session.execute(
            select(AgentLanguage.tag, strung(packed))
            .where(span.holds(AgentLanguage.agent_id))
            .group_by(AgentLanguage.tag)
        ):
            agents, level, is_verified = unpacked(numbers_in(text), _LEVELS, 2)
            name = self.languages.number(tag)
            self.languages.add(agents + span.first, name=name, level=level, verified=is_verified)

    def _read_credentials(self, span: Span) -> None:
        for kind, agents, days in db.session.execute(
            select(
                Credential.kind,
                strung(Credential.agent_id),
                strung(func.coalesce(day_of(Credential.expires_on), NONE)),
            )
            .where(span.holds(Credential.agent_id), Credential.verdict == Verdict.VERIFIED)
            .group_by(Credential.kind)
        ):
            self.credentials.add(numbers_in(agents), name=self.credentials.number(kind), expires=numbers_in(days))

    def _read_chosen(self, span: Span) -> None:
        for key, agents in db.session.execute(
            select(Interest.key, strung(Interest.agent_id)).where(span.holds(Interest.agent_id)).group_by(Interest.key)
        ):
            self.interests.add(numbers_in(agents), name=self.interests.number(key), served=0)

    def _read_served(self, span: Span) -> None:
        """Who served several needs of one kind has it once."""
        what = (Opportunity.kind, Opportunity.cause, Partner.public_id)
        served = (
            select(Match.agent_id, *what)
            .join(Opportunity, Match.opportunity_id == Opportunity.id)
            .join(Partner, Opportunity.partner_id == Partner.id)
            .where(span.holds(Match.agent_id), Match.state == MatchState.COMPLETED)
            .distinct()
            .subquery()
        )
        kind, cause, partner = (served.c[column.key] for column in what)
        by_key: dict[str, list[Any]] = {}
        for *said, text in db.session.execute(
            select(kind, cause, partner, strung(served.c.agent_id)).group_by(kind, cause, partner)
        ):
            for key in served_keys(*said):
                by_key.setdefault(key, []).append(numbers_in(text))
        for key, pieces in sorted(by_key.items()):
            self.interests.add(np.unique(np.concatenate(pieces)), name=self.interests.number(key), served=1)
