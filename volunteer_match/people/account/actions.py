"""Changes that people make to their own account."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_change
from volunteer_match.notifications.actions import queue_email
from volunteer_match.people.models import Account, AccountLink, SignInSession
from volunteer_match.people.reset.actions import LINK_LIFETIME, make_link, tell_password_changed, use_link, void_links
from volunteer_match.people.reset.queries import EMAIL_CHANGE, PASSWORD_RESET
from volunteer_match.people.sign_in.actions import end_all_sessions
from volunteer_match.people.sign_in.queries import find_account_by_email


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may change without further ado."""

    given_name: str
    family_name: str
    locale: str
    time_zone: str
    shortcuts_enabled: bool


def change_settings(account: Account, wish: Settings, now: datetime) -> None:
    """Saves them. Another time zone moves the hours in which the person is free, so matching is told."""
    is_moved = account.time_zone != wish.time_zone
    account.given_name, account.family_name = wish.given_name, wish.family_name
    account.locale, account.time_zone = wish.locale, wish.time_zone
    account.time_zone_confirmed_at = now
    account.shortcuts_enabled = wish.shortcuts_enabled
    if is_moved and account.profile is not None:
        note_change("agent", account.id, now)


def choose_language(account: Account, locale: str) -> None:
    """Pages and e-mails are in it from now on."""
    account.locale = locale


def change_password(account: Account, password_hash: str, session: SignInSession, now: datetime) -> None:
    """Sets the password and signs every other browser out; links that were on their way stop working."""
    account.password_hash = password_hash
    end_all_sessions(account, now, but=session)
    void_links(account, PASSWORD_RESET, now)
    void_links(account, EMAIL_CHANGE, now)
    record("account.password-change", account, now, subject=account)
    tell_password_changed(account, now)


def request_email_change(account: Account, new_email: str, now: datetime) -> None:
    """Sends a link to the new address and word to the old one. Nothing changes before the link is followed.

    Whether the new address has an account already is not told: the link then leads nowhere.
    """
    address = new_email.strip().lower()
    queue_email(
        account.email or address,
        "email-change-asked",
        {"name": account.given_name, "new_email": address},
        now,
        account=account,
    )
    if find_account_by_email(address) is not None:
        return
    token = make_link(account, EMAIL_CHANGE, now, new_email=address)
    params = {"name": account.given_name, "path": f"/account/email/{token}", "hours": LINK_LIFETIME.seconds // 3600}
    queue_email(address, EMAIL_CHANGE, params, now, account=account)


def confirm_email(link: AccountLink, now: datetime) -> bool:
    """Makes the new address the one to sign in with. False where somebody else has it by now."""
    account = link.account
    if link.new_email is None or not use_link(link, now):
        return False
    try:
        with db.session.begin_nested():
            account.email = link.new_email
            db.session.flush()
    except IntegrityError:
        return False
    void_links(account, PASSWORD_RESET, now)
    record("account.email-change", account, now, subject=account)
    return True
