"""Asking for the password once more, without letting a found browser guess it."""

from typing import Any

from flask import abort
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.people.passwords import is_password
from volunteer_match.people.sign_in.actions import ATTEMPT_WINDOW, MAX_FAILURES_PER_ACCOUNT, record_attempt
from volunteer_match.people.sign_in.queries import count_attempts, count_attempts_in_turn
from volunteer_match.web.clock import now

KIND = "password-asked"


def is_own_password(form: Any, field: Any) -> bool:
    """Whether `field` holds the signed-in person's password; says so on it if not. Too many failures are a 429.

    A failure is kept in a transaction of its own, for the page that tells of it is no success.
    """
    key, password_hash = current_user.public_id, current_user.password_hash
    if count_attempts(KIND, key, now(), ATTEMPT_WINDOW) >= MAX_FAILURES_PER_ACCOUNT:
        abort(429)
    is_right = is_password(password_hash, field.data or "")
    begin_write(db.session)
    # Guesses sent all at once passed the first look together; this one is taken in turn.
    if count_attempts_in_turn(KIND, key, now(), ATTEMPT_WINDOW) >= MAX_FAILURES_PER_ACCOUNT:
        abort(429)
    if is_right:
        db.session.rollback()  # what follows may hash once more, and must hold no lock meanwhile
        return True
    record_attempt(KIND, key, now())
    db.session.commit()
    field.errors = [*field.errors, _("That is not your password.")]
    return False
