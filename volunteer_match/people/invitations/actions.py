"""Inviting people, and making their account when they accept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.matches.changes import note_change
from volunteer_match.notifications.actions import queue_email
from volunteer_match.organisations.models import Company, Partner, PartnerMember
from volunteer_match.people.invitations.queries import find_recent
from volunteer_match.people.models import Account, AccountInvitation
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.queries import has_number
from volunteer_match.people.rules import AccountRefusal
from volunteer_match.people.sign_in.queries import find_account_by_email, hash_token
from volunteer_match.refusals import Refused
from volunteer_match.web.locale import SOURCE

INVITATION_LIFETIME = timedelta(days=14)
SAME_FORM = timedelta(seconds=10)
"""The same wish within so short a time is one that was sent twice."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is invited, and what they become. Numbers are row numbers."""

    email: str
    role: Role
    given_name: str = ""
    family_name: str = ""
    company_id: int | None = None
    partner_id: int | None = None
    site_id: int | None = None
    team_id: int | None = None
    employee_number: str = ""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a person says when they accept."""

    given_name: str
    family_name: str
    locale: str
    time_zone: str
    password_hash: str


def make_invitation(guest: Guest, actor: Account | None, now: datetime) -> tuple[AccountInvitation, str]:
    """An invitation and the token of its link, without an e-mail. An open one to the same address stops working.

    Raises Refused(HAS_ACCOUNT).
    """
    email = guest.email.strip().lower()
    if find_account_by_email(email) is not None:
        raise Refused(AccountRefusal.HAS_ACCOUNT)
    _revoke_open(email, guest.company_id, guest.partner_id, now)
    token = secrets.token_urlsafe(32)
    invitation = AccountInvitation(
        token_hash=hash_token(token),
        email=email,
        given_name=guest.given_name,
        family_name=guest.family_name,
        employee_number=guest.employee_number,
        role=guest.role,
        company_id=guest.company_id,
        partner_id=guest.partner_id,
        site_id=guest.site_id,
        team_id=guest.team_id,
        invited_by_id=actor.id if actor else None,
        created_at=now,
        expires_at=now + INVITATION_LIFETIME,
    )
    db.session.add(invitation)
    db.session.flush()
    record("invitation.make", actor, now, subject=invitation, company_id=guest.company_id, role=guest.role.value)
    return invitation, token


def _revoke_open(email: str, company_id: int | None, partner_id: int | None, now: datetime) -> None:
    db.session.execute(
        update(AccountInvitation)
        .where(
            AccountInvitation.email == email,
            AccountInvitation.company_id == company_id,
            AccountInvitation.partner_id == partner_id,
            AccountInvitation.accepted_at.is_(None),
            AccountInvitation.revoked_at.is_(None),
        )
        .values(revoked_at=now)
    )


def invite(guest: Guest, actor: Account | None, now: datetime) -> AccountInvitation:
    """Invites somebody and sends them the link; the same form sent twice sends one. Raises Refused(HAS_ACCOUNT)."""
    email = guest.email.strip().lower()
    if recent := find_recent(email, guest.company_id, guest.partner_id, now - SAME_FORM):
        return recent
    invitation, token = make_invitation(guest, actor, now)
    _send(invitation, token, actor, now)
    return invitation


def invite_quietly(guest: Guest, actor: Account | None, now: datetime) -> None:
    """Invites somebody; who has an account already is told so by e-mail, and the one who asked learns nothing of it."""
    try:
        invite(guest, actor, now)
    except Refused:
        account = find_account_by_email(guest.email)
        if account is not None and account.is_active and account.email:
            params = {"name": account.given_name, "path": "/sign-in"}
            queue_email(account.email, "already-registered", params, now, account=account)


def _inviter(invitation: AccountInvitation) -> str:
    """Who stands in the subject: the organisation, which the guest knows, rather than a person."""
    if invitation.partner_id is not None:
        return db.session.get_one(Partner, invitation.partner_id).name
    return db.session.get_one(Company, invitation.company_id).name if invitation.company_id else "Volunteer Match"


def _send(invitation: AccountInvitation, token: str, actor: Account | None, now: datetime) -> None:
    """In the language of whoever invites: they know the guest, and nobody else does yet."""
    params = {
        "name": invitation.given_name,
        "inviter": _inviter(invitation),
        "role": invitation.role.value,
        "path": f"/invitations/{token}",
        "days": INVITATION_LIFETIME.days,
    }
    locale = actor.locale if actor else SOURCE
    queue_email(invitation.email, "invitation", params, now, company_id=invitation.company_id, locale=locale)


def resend(invitation: AccountInvitation, actor: Account, now: datetime) -> None:
    """Sends a new link, good for 14 days again; the old one works no longer."""
    is_recent = invitation.expires_at > now + INVITATION_LIFETIME - SAME_FORM
    if invitation.accepted_at is not None or invitation.revoked_at is not None or is_recent:
        return
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.expires_at = hash_token(token), now + INVITATION_LIFETIME
    record("invitation.resend", actor, now, subject=invitation)
    _send(invitation, token, actor, now)


def revoke(invitation: AccountInvitation, actor: Account, now: datetime) -> None:
    """The link works no longer. A second time changes nothing."""
    if invitation.accepted_at is None and invitation.revoked_at is None:
        invitation.revoked_at = now
        record("invitation.revoke", actor, now, subject=invitation)


def accept(invitation: AccountInvitation, wish: NewAccount, now: datetime) -> Account:
    """Makes the account, with its place in the company or its membership. Raises Refused(HAS_ACCOUNT).

    The link is used up first, by one UPDATE: of two who hold it at once, one comes too late.
    """
    used = db.session.execute(
        update(AccountInvitation)
        .where(AccountInvitation.id == invitation.id, AccountInvitation.accepted_at.is_(None))
        .values(accepted_at=now)
    )
    if used.rowcount != 1 or find_account_by_email(invitation.email) is not None:  # type: ignore[attr-defined]
        raise Refused(AccountRefusal.HAS_ACCOUNT)
    account = Account(
        company_id=invitation.company_id,
        role=invitation.role,
        email=invitation.email,
        password_hash=wish.password_hash,
        given_name=wish.given_name,
        family_name=wish.family_name,
        employee_number=_free_number(invitation),
        locale=wish.locale,
        time_zone=wish.time_zone,
        time_zone_confirmed_at=now,
        created_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(account)
    except IntegrityError as fault:  # another invitation to the same address was accepted at this moment
        raise Refused(AccountRefusal.HAS_ACCOUNT) from fault
    _join(account, invitation, now)
    record("invitation.accept", account, now, subject=account, role=account.role.value)
    return account


def _free_number(invitation: AccountInvitation) -> str | None:
    """The number that came with the invitation, unless somebody else got it meanwhile."""
    number = invitation.employee_number
    return number if number and not has_number(invitation.company_id, number) else None


def _join(account: Account, invitation: AccountInvitation, now: datetime) -> None:
    if invitation.partner_id is not None:
        db.session.add(PartnerMember(account_id=account.id, partner_id=invitation.partner_id, joined_at=now))
    elif account.role is Role.AGENT and account.company_id is not None:
        db.session.add(
            AgentProfile(
                account_id=account.id,
                company_id=account.company_id,
                site_id=invitation.site_id,
                team_id=invitation.team_id,
                created_at=now,
            )
        )
        note_change("agent", account.id, now)
