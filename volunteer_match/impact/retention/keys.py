"""How a person of the list is known again without being named: a hash that only this installation can make."""

import hashlib
import hmac

from flask import current_app

from volunteer_match.people.models import Account

PURPOSE = b"employments"


def maker(company_id: int) -> "hmac.HMAC":
    """The keyed hash of a company, to be copied for each person: the same address elsewhere has another hash."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, b"%b:%d:" % (PURPOSE, company_id), hashlib.sha256)


def person_key(made: "hmac.HMAC", written: str) -> str:
    """The hash of an e-mail address or an employee number, as anybody may write it."""
    one = made.copy()
    one.update(written.strip().lower().encode())
    return one.hexdigest()


def keys_of(account: Account) -> list[str]:
    """Under which keys the list may know this person."""
    if account.company_id is None:
        return []
    made = maker(account.company_id)
    return [person_key(made, known) for known in (account.email, account.employee_number) if known]
