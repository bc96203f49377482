"""A small world for tests: an owner, a colleague and a stranger of everything.

Company *Northwind* employs `agent`, `colleague`, `coordinator`, `second_coordinator` and `admin`; company *Elsewhere*
employs `stranger` and `foreign_coordinator`. Partner *Open Desk* (verified by Northwind) has `partner` and
`partner_colleague`; partner *Far Shore* (verified by nobody) has `other_partner`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from volunteer_match.availability.models import AvailabilityWindow
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, Kind, OpportunityState, Role, Verdict
from volunteer_match.notifications.models import NoticePreferences
from volunteer_match.opportunities.models import (
    Opportunity,
    OpportunityLanguage,
    OpportunitySession,
    OpportunitySkill,
)
from volunteer_match.organisations.models import Company, Partner, PartnerMember, PartnerVerification, Site, Team
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import Account
from volunteer_match.people.passwords import hasher
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, AgentSkill

PASSWORD = "seven quiet herons"
_quick_hash: list[str] = []


def password_hash() -> str:
    """Hashed once for all people of the tests."""
    if not _quick_hash:
        _quick_hash.append(hasher.hash(PASSWORD))
    return _quick_hash[0]


@dataclass
class World:
    """Row numbers and public ids by name; rows are fetched anew in each test's own transaction."""

    now: datetime
    accounts: dict[str, int] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)
    password: str = PASSWORD

    @classmethod
    def build(cls, now: datetime) -> "World":
        world = cls(now)
        world._companies()
        world._partners()
        world._skills()
        for name, company, role in (
            ("agent", "northwind", Role.AGENT),
            ("colleague", "northwind", Role.AGENT),
            ("coordinator", "northwind", Role.COORDINATOR),
            ("second_coordinator", "northwind", Role.COORDINATOR),
            ("admin", "northwind", Role.ADMINISTRATOR),
            ("stranger", "elsewhere", Role.AGENT),
            ("foreign_coordinator", "elsewhere", Role.COORDINATOR),
        ):
            world.add_account(name, role, company=company)
        for name in ("agent", "colleague", "coordinator", "stranger"):
            world.add_profile(name)
        return world

    def at(self, now: datetime) -> "World":
        """The same people at another moment."""
        self.now = now
        return self

    def _companies(self) -> None:
        for name in ("northwind", "elsewhere"):
            company = Company(name=name.title(), created_at=self.now)
            db.session.add(company)
            db.session.flush()
            site = Site(company_id=company.id, name="Manila", country="PH", time_zone="Asia/Manila")
            db.session.add(site)
            db.session.flush()
            team = Team(company_id=company.id, site_id=site.id, name="Manila Blue")
            db.session.add(team)
            db.session.flush()
            self.ids[name] = company.id
            self.ids[f"{name}_site"], self.ids[f"{name}_team"] = site.id, team.id

    def _partners(self) -> None:
        for name, title in (("open_desk", "Open Desk"), ("far_shore", "Far Shore")):
            partner = Partner(
                name=title, country="GB", time_zone="Europe/London", cause="education", created_at=self.now
            )
            db.session.add(partner)
            db.session.flush()
            self.ids[name] = partner.id
        db.session.add(
            PartnerVerification(
                company_id=self.ids["northwind"],
                partner_id=self.ids["open_desk"],
                verdict=Verdict.VERIFIED,
                decided_at=self.now,
            )
        )
        for name, partner in (
            ("partner", "open_desk"),
            ("partner_colleague", "open_desk"),
            ("other_partner", "far_shore"),
        ):
            self.add_account(name, Role.PARTNER_MEMBER)
            db.session.add(
                PartnerMember(account_id=self.accounts[name], partner_id=self.ids[partner], joined_at=self.now)
            )

    def _skills(self) -> None:
        for code, title, spanish in (
            ("maths-tutoring", "Maths tutoring", "Clases de matemáticas"),
            ("patience", "Patience", "Paciencia"),
            ("captioning", "Captioning", "Subtitulado"),
        ):
            if db.session.scalar(select(Skill).where(Skill.code == code)) is None:
                db.session.add(Skill(code=code, group="soft-skills", name_en=title, name_es=spanish, synonyms=[]))
        db.session.flush()

    def add_account(self, name: str, role: Role, *, company: str | None = None) -> Account:
        """An account named after its place in the tests: `agent` is Agent Surname, agent@example.org."""
        account = Account(
            company_id=self.ids[company] if company else None,
            role=role,
            email=self.email(name),
            password_hash=password_hash(),
            given_name=name.replace("_", " ").title(),
            family_name="Surname",
            time_zone="Asia/Manila" if company else "Europe/London",
            time_zone_confirmed_at=self.now,
            created_at=self.now,
        )
        db.session.add(account)
        db.session.flush()
        # Without quiet hours: what a test expects must not hang on the hour at which it runs.
        db.session.add(NoticePreferences(account_id=account.id, digest_day=1, digest_hour=9))
        db.session.flush()
        self.accounts[name] = account.id
        return account

    def add_profile(self, name: str) -> AgentProfile:
        """A volunteer who is always free, speaks English at C1 and teaches maths at an advanced level."""
        account = self.account(name)
        profile = AgentProfile(
            account_id=account.id,
            company_id=account.company_id,
            is_adult=True,
            guide_ended_at=self.now,
            created_at=self.now,
        )
        db.session.add(profile)
        db.session.flush()
        db.session.add_all(
            [AvailabilityWindow(agent_id=account.id, day=day, start_minute=0, end_minute=1440) for day in range(7)]
        )
        db.session.add(AgentLanguage(agent_id=account.id, tag="en", level=5))
        db.session.add(AgentSkill(agent_id=account.id, skill_id=self.skill("maths-tutoring").id, level=3))
        db.session.flush()
        return profile

    def add_opportunity(
        self,
        name: str = "fractions",
        *,
        partner: str = "open_desk",
        places: int = 1,
        sessions: int = 1,
        starts_in: timedelta = timedelta(days=3),
        minutes: int = 60,
        state: OpportunityState = OpportunityState.PUBLISHED,
        flexible: bool = False,
        skill_level: int | None = 2,
        language_level: int | None = 4,
        **columns: Any,
    ) -> Opportunity:
        """A published tutoring need, in three days, then the same hour on the days after."""
        values = {
            "kind": Kind.TUTORING,
            "format": Format.FLEXIBLE if flexible else Format.SCHEDULED,
            "cause": "education",
            "title": name.replace("_", " ").capitalize(),
            "description": "An hour of maths with a learner who likes football.",
            "time_zone": "Europe/London",
            "how_to_join": "https://meet.example.org/room",
            "created_at": self.now,
            "published_at": self.now,
            "minutes_needed": minutes if flexible else None,
            "deadline": self.now + starts_in if flexible else None,
            **columns,
        }
        opportunity = Opportunity(partner_id=self.ids[partner], state=state, **values)
        db.session.add(opportunity)
        db.session.flush()
        for index in range(1 if flexible else sessions):
            start = (self.now + starts_in + timedelta(days=index)).replace(minute=0, second=0, microsecond=0)
            self._add_session(opportunity, None if flexible else start, minutes, places)
        if skill_level:
            skill = self.skill("maths-tutoring")
            db.session.add(
                OpportunitySkill(opportunity_id=opportunity.id, skill_id=skill.id, level=skill_level, is_required=True)
            )
        if language_level:
            db.session.add(
                OpportunityLanguage(opportunity_id=opportunity.id, tag="en", level=language_level, is_required=True)
            )
        db.session.flush()
        self.ids[name] = opportunity.public_id
        return opportunity

    @staticmethod
    def _add_session(opportunity: Opportunity, start: datetime | None, minutes: int, places: int) -> None:
        db.session.add(
            OpportunitySession(
                opportunity_id=opportunity.id,
                local_start=start.astimezone(UTC).replace(tzinfo=None) if start else None,
                time_zone="UTC",
                minutes=minutes if start else None,
                starts_at=start,
                ends_at=start + timedelta(minutes=minutes) if start else None,
                places=places,
            )
        )
        db.session.flush()

    def account(self, name: str) -> Account:
        found = db.session.get(Account, self.accounts[name])
        assert found is not None
        return found

    @staticmethod
    def skill(code: str) -> Skill:
        return db.session.execute(select(Skill).where(Skill.code == code)).scalar_one()

    @staticmethod
    def email(name: str) -> str:
        return f"{name.replace('_', '.')}@example.org"
