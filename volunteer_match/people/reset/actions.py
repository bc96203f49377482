"""One-time links, and a new password by one."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import update

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.notifications.actions import queue_email
from volunteer_match.people.models import Account, AccountLink
from volunteer_match.people.reset.queries import EMAIL_CHANGE, PASSWORD_RESET
from volunteer_match.people.sign_in.actions import end_all_sessions, record_attempt
from volunteer_match.people.sign_in.queries import count_attempts_in_turn, find_account_by_email, hash_token

LINK_LIFETIME = timedelta(hours=2)
REQUEST_WINDOW = timedelta(minutes=15)
MAX_REQUESTS_PER_ACCOUNT = 3
MAX_REQUESTS_PER_ADDRESS = 20


def make_link(account: Account, purpose: str, now: datetime, *, new_email: str | None = None) -> str:
    """A new one-time link of `purpose`; older ones stop working. Returns its token, which is kept nowhere."""
    void_links(account, purpose, now)
    token = secrets.token_urlsafe(32)
    db.session.add(
        AccountLink(
            token_hash=hash_token(token),
            purpose=purpose,
            account=account,
            new_email=new_email,
            created_at=now,
            expires_at=now + LINK_LIFETIME,
        )
    )
    return token


def void_links(account: Account, purpose: str, now: datetime) -> None:
    """Links of `purpose` that were not used stop working."""
    db.session.execute(
        update(AccountLink)
        .where(AccountLink.account_id == account.id, AccountLink.purpose == purpose, AccountLink.used_at.is_(None))
        .values(used_at=now)
    )


def request_reset(email: str, address: str, now: datetime) -> bool:
    """Sends a link to `email` if it is an active account's. False when this was asked too often."""
    key = email.strip().lower()
    if count_attempts_in_turn("reset:address", address, now, REQUEST_WINDOW) >= MAX_REQUESTS_PER_ADDRESS:
        return False
    record_attempt("reset:address", address, now)
    # Beyond the limit of one account nothing is sent, and the answer stays the same: it tells nothing either way.
    is_flood = count_attempts_in_turn("reset:account", key, now, REQUEST_WINDOW) >= MAX_REQUESTS_PER_ACCOUNT
    record_attempt("reset:account", key, now)
    account = find_account_by_email(key)
    if account is None or not account.is_active or is_flood or account.email is None:
        return True
    token = make_link(account, PASSWORD_RESET, now)
    params = {"name": account.given_name, "path": f"/password-reset/{token}", "hours": LINK_LIFETIME.seconds // 3600}
    queue_email(account.email, PASSWORD_RESET, params, now, account=account)
    return True


def use_link(link: AccountLink, now: datetime) -> bool:
    """Uses a link up; False where another request did so a moment ago."""
    used = db.session.execute(
        update(AccountLink).where(AccountLink.id == link.id, AccountLink.used_at.is_(None)).values(used_at=now)
    )
    return bool(used.rowcount == 1)  # type: ignore[attr-defined]


def reset_password(link: AccountLink, password_hash: str, now: datetime) -> bool:
    """Sets the password, uses the link up and signs every browser out. False where the link was just used."""
    if not use_link(link, now):
        return False
    account = link.account
    account.password_hash = password_hash
    end_all_sessions(account, now)
    void_links(account, EMAIL_CHANGE, now)
    record("account.password-reset", account, now, subject=account)
    tell_password_changed(account, now)
    return True


def tell_password_changed(account: Account, now: datetime) -> None:
    """So that nobody's password changes behind their back."""
    if account.email:
        queue_email(account.email, "password-changed", {"name": account.given_name}, now, account=account)
