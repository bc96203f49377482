"""What an agent brings: skills, languages, credentials, interests; and what keeps them from a need."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, operational, personal, sensitive
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.glossary import Verdict
from volunteer_match.organisations.models import Site, Team
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import Account


class AgentProfile(Base):
    """One row for everybody who may volunteer. `is_adult` None means not said, which never passes an age gate."""

    __tablename__ = "agent_profiles"

    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), primary_key=True)
    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    site_id: Mapped[int | None] = personal(ForeignKey("sites.id"), index=True)
    team_id: Mapped[int | None] = personal(ForeignKey("teams.id"), index=True)
    is_adult: Mapped[bool | None] = personal()
    weekly_limit_minutes: Mapped[int | None] = personal()
    guide_ended_at: Mapped[datetime | None] = operational()
    attended_total: Mapped[int] = personal(default=0)
    digest_due_at: Mapped[datetime | None] = operational(index=True)
    """When the weekly digest is made next; None until it is planned for the first time."""
    digest_sent_at: Mapped[datetime | None] = operational()
    created_at: Mapped[datetime] = operational()

    account: Mapped[Account] = relationship(back_populates="profile")
    site: Mapped[Site | None] = relationship()
    team: Mapped[Team | None] = relationship()
    skills: Mapped[list["AgentSkill"]] = relationship(cascade="all, delete-orphan")
    languages: Mapped[list["AgentLanguage"]] = relationship(cascade="all, delete-orphan")
    credentials: Mapped[list["Credential"]] = relationship(cascade="all, delete-orphan", back_populates="agent")
    interests: Mapped[list["Interest"]] = relationship(cascade="all, delete-orphan")


class AgentSkill(Numbered, Base):
    """A skill held at a level (1 beginner … 4 expert), or wanted (`level` None), or both."""

    __tablename__ = "agent_skills"
    __table_args__ = (UniqueConstraint("agent_id", "skill_id"),)

    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"))
    skill_id: Mapped[int] = personal(ForeignKey("skills.id"), index=True)
    level: Mapped[int | None] = personal()
    is_wanted: Mapped[bool] = personal(default=False)
    skill: Mapped[Skill] = relationship()


class AgentLanguage(Addressed, Base):
    """A language with its proficiency, self-declared until a coordinator verified that level."""

    __tablename__ = "agent_languages"
    __table_args__ = (UniqueConstraint("agent_id", "tag"),)

    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"))
    tag: Mapped[str] = personal()
    level: Mapped[int] = personal()
    """1 is A1 … 6 is C2, 7 is native."""
    evidence: Mapped[str] = personal(default="")
    verdict: Mapped[Verdict | None] = personal()
    refusal: Mapped[str] = personal(default="")
    decided_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None] = operational()
    agent: Mapped[AgentProfile] = relationship(overlaps="languages")


class Credential(Addressed, Base):
    """Counts for matching only while its verdict is `verified` and it has not expired."""

    __tablename__ = "credentials"

    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True)
    kind: Mapped[str] = sensitive()
    reference: Mapped[str] = sensitive(default="")
    expires_on: Mapped[date | None] = sensitive()
    verdict: Mapped[Verdict | None] = sensitive()
    refusal: Mapped[str] = sensitive(default="")
    decided_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime | None] = operational()
    expiry_warned_at: Mapped[datetime | None] = operational()
    created_at: Mapped[datetime] = operational()
    agent: Mapped[AgentProfile] = relationship(back_populates="credentials")


class Interest(Base):
    """`cause:education`, `kind:tutoring` or `partner:<public id>`."""

    __tablename__ = "interests"

    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), primary_key=True)
    key: Mapped[str] = personal(primary_key=True)


class Block(Addressed, Base):
    """A coordinator keeps an agent from a kind or from a partner, with a reason and an end."""

    __tablename__ = "blocks"

    company_id: Mapped[int] = operational(ForeignKey("companies.id"), index=True)
    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), index=True)
    kind: Mapped[str | None] = personal()
    partner_id: Mapped[int | None] = personal(ForeignKey("partners.id"))
    reason: Mapped[str] = sensitive()
    created_by_id: Mapped[int | None] = operational(ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = operational()
    ends_at: Mapped[datetime | None] = personal()
    lifted_at: Mapped[datetime | None] = operational()
    agent: Mapped[AgentProfile] = relationship()
