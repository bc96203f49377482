"""An organisation applies by itself: an account, a partner that nobody has verified, and a link to set a password."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.notifications.actions import queue_email
from volunteer_match.organisations.actions import ProfileValues, found_partner
from volunteer_match.people.models import Account
from volunteer_match.people.reset.actions import LINK_LIFETIME, make_link
from volunteer_match.people.reset.queries import PASSWORD_RESET
from volunteer_match.people.sign_in.actions import record_attempt
from volunteer_match.people.sign_in.queries import count_attempts_in_turn, find_account_by_email

WINDOW = timedelta(hours=1)
MAX_FROM_ADDRESS = 5
MAX_TO_EMAIL = 2


@dataclass(frozen=True, slots=True)
class Applicant:
    given_name: str
    family_name: str
    email: str
    locale: str


def apply(applicant: Applicant, profile: ProfileValues, address: str, now: datetime) -> bool:
    """Takes an application; False when too many came from this network address in an hour.

    The answer is the same whether or not the e-mail address has an account: only its owner learns that, by e-mail.
    """
    email = applicant.email.strip().lower()
    if count_attempts_in_turn("apply:address", address, now, WINDOW) >= MAX_FROM_ADDRESS:
        return False
    record_attempt("apply:address", address, now)
    is_flood = count_attempts_in_turn("apply:email", email, now, WINDOW) >= MAX_TO_EMAIL
    record_attempt("apply:email", email, now)
    known = find_account_by_email(email)
    if known is not None:
        if known.is_active and not is_flood:
            queue_email(email, "already-registered", {"name": known.given_name, "path": "/sign-in"}, now, account=known)
        return True
    with suppress(IntegrityError), db.session.begin_nested():  # of the same form, sent twice at once, one is enough
        _welcome(applicant, email, profile, now)
    return True


def _welcome(applicant: Applicant, email: str, profile: ProfileValues, now: datetime) -> None:
    account = Account(
        role=Role.PARTNER_MEMBER,
        email=email,
        given_name=applicant.given_name,
        family_name=applicant.family_name,
        locale=applicant.locale,
        time_zone=profile.time_zone,
        time_zone_confirmed_at=now,
        created_at=now,
    )
    db.session.add(account)
    db.session.flush()
    partner = found_partner(profile, account, now)
    token = make_link(account, PASSWORD_RESET, now)
    params = {
        "name": account.given_name,
        "partner": partner.name,
        "path": f"/password-reset/{token}",
        "hours": LINK_LIFETIME.seconds // 3600,
    }
    queue_email(email, "partner-application", params, now, account=account)
