"""The secret in a feed's address: a token of the row, signed with the installation's secret.

So the address can be shown again at any time, and a copy of the database opens no feed.
"""

from hashlib import sha256

from itsdangerous import BadSignature, Signer

from volunteer_match.web.application import settings


def _signer() -> Signer:
    return Signer(settings().secret_key, salt="calendar-feed", key_derivation="hmac", digest_method=sha256)


def path_of(token: str) -> str:
    """Where the feed of this token is."""
    return f"/calendars/{_signer().sign(token).decode()}.ics"


def find_token(secret: str) -> str | None:
    """The token in an address; None where we never signed it. Nothing is looked up for a guess."""
    try:
        return _signer().unsign(secret).decode()
    except (BadSignature, UnicodeError):
        return None
