"""Accounts and how they are reached: sign-in sessions, one-time links, invitations, failed attempts."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from volunteer_match.database import Base, Keep, operational, personal, sensitive
from volunteer_match.database.base import Addressed, Numbered
from volunteer_match.glossary import Role

if TYPE_CHECKING:
    from volunteer_match.organisations.models import Company, PartnerMember
    from volunteer_match.people.profile.models import AgentProfile


class Account(Addressed, Base):
    """A person who signs in. After deletion the row stays as an anonymous mark, so that totals stay true."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("company_id", "employee_number"),)

    company_id: Mapped[int | None] = operational(ForeignKey("companies.id"), index=True)
    role: Mapped[Role] = operational()
    email: Mapped[str | None] = personal(unique=True)
    """Lower case; None once deleted."""
    employee_number: Mapped[str | None] = personal()
    """By which workforce management knows them."""
    password_hash: Mapped[str | None] = sensitive()
    given_name: Mapped[str] = personal(default="")
    family_name: Mapped[str] = personal(default="")
    locale: Mapped[str] = personal(default="en")
    time_zone: Mapped[str] = personal(default="UTC")
    time_zone_confirmed_at: Mapped[datetime | None] = operational()
    shortcuts_enabled: Mapped[bool] = operational(default=True)
    created_at: Mapped[datetime] = operational()
    deactivated_at: Mapped[datetime | None] = operational()
    deleted_at: Mapped[datetime | None] = operational()

    company: Mapped["Company | None"] = relationship()
    profile: Mapped["AgentProfile | None"] = relationship(back_populates="account")
    membership: Mapped["PartnerMember | None"] = relationship()

    @property
    def is_active(self) -> bool:
        return self.deactivated_at is None and self.deleted_at is None

    @property
    def display_name(self) -> str:
        """Given name and the first letter of the family name: enough to recognise, no more than needed."""
        if self.deleted_at is not None:
            return "—"
        return f"{self.given_name} {self.family_name[:1]}.".strip() if self.family_name else self.given_name

    @property
    def full_name(self) -> str:
        """The whole name, as payroll and papers know people; nothing of somebody who left."""
        return "—" if self.deleted_at is not None else f"{self.given_name} {self.family_name}".strip()

    @property
    def initials(self) -> str:
        return (self.given_name[:1] + self.family_name[:1]).upper()


class SignInSession(Addressed, Base):
    """One signed-in browser. The cookie holds a token; only its hash is here."""

    __tablename__ = "sign_in_sessions"

    token_hash: Mapped[str] = sensitive(unique=True, keep=Keep.MONTH)
    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), index=True, keep=Keep.MONTH)
    user_agent: Mapped[str] = personal(default="", keep=Keep.MONTH)
    created_at: Mapped[datetime] = personal(keep=Keep.MONTH)
    last_seen_at: Mapped[datetime] = personal(keep=Keep.MONTH)
    expires_at: Mapped[datetime] = operational()
    ended_at: Mapped[datetime | None] = operational()
    account: Mapped[Account] = relationship()


class Attempt(Numbered, Base):
    """Something that is limited per key and time, such as a failed sign-in. Keys are hashed."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_kind_key_at", "kind", "key_hash", "at"),)

    kind: Mapped[str] = operational(keep=Keep.DAY)
    key_hash: Mapped[str] = personal(keep=Keep.DAY)
    at: Mapped[datetime] = operational(keep=Keep.DAY)


class AccountLink(Numbered, Base):
    """A one-time link to an existing account: purpose `password-reset` or `email-change`."""

    __tablename__ = "account_links"

    token_hash: Mapped[str] = sensitive(unique=True, keep=Keep.MONTH)
    purpose: Mapped[str] = operational()
    account_id: Mapped[int] = personal(ForeignKey("accounts.id"), index=True, keep=Keep.MONTH)
    new_email: Mapped[str | None] = personal(keep=Keep.MONTH)
    created_at: Mapped[datetime] = operational()
    expires_at: Mapped[datetime] = operational()
    used_at: Mapped[datetime | None] = operational()
    account: Mapped[Account] = relationship()


class AccountInvitation(Addressed, Base):
    """An invitation to make an account with a role; not to be mixed up with an invitation to an opportunity."""

    __tablename__ = "account_invitations"

    token_hash: Mapped[str] = sensitive(unique=True, keep=Keep.MONTH)
    email: Mapped[str] = personal(index=True, keep=Keep.MONTH)
    given_name: Mapped[str] = personal(default="", keep=Keep.MONTH)
    family_name: Mapped[str] = personal(default="", keep=Keep.MONTH)
    employee_number: Mapped[str] = personal(default="", keep=Keep.MONTH)
    role: Mapped[Role] = operational()
    company_id: Mapped[int | None] = operational(ForeignKey("companies.id"))
    partner_id: Mapped[int | None] = operational(ForeignKey("partners.id"), index=True)
    site_id: Mapped[int | None] = operational(ForeignKey("sites.id"))
    team_id: Mapped[int | None] = operational(ForeignKey("teams.id"))
    invited_by_id: Mapped[int | None] = personal(ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = operational()
    expires_at: Mapped[datetime] = operational()
    accepted_at: Mapped[datetime | None] = operational()
    revoked_at: Mapped[datetime | None] = operational()
