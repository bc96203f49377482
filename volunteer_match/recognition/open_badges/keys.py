"""Keys of companies: made when first needed, kept encrypted, replaced when an administrator says so.

The private half is encrypted with a key that is derived from the installation's secret: a copy of the database signs
nothing. With a new secret it can't be read any more, so a new pair is made, and the old public half stays published.

An older key signs no more files, but goes on to sign the lists that its files point at: some verifiers read the list
with the key that they had for the file.
"""

from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc.jwk import RSAKey
from sqlalchemy import select, update

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import take_turn_for
from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.recognition.open_badges.models import BadgeKey
from volunteer_match.web.application import settings

BITS = 2048
"""The least that RS256 allows (RFC 7518, section 3.3), the one algorithm that every verifier of Open Badges has."""


def _cipher() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=b"volunteer-match", info=b"open-badges signing key")
    return Fernet(urlsafe_b64encode(derived.derive(settings().secret_key.encode())))


def keys_of(company_id: int) -> list[BadgeKey]:
    """All of a company, newest first."""
    rows = select(BadgeKey).where(BadgeKey.company_id == company_id).order_by(BadgeKey.id.desc())
    return list(db.session.scalars(rows))


def find_private(key: BadgeKey) -> RSAKey | None:
    """What signs; None where it signs no more, or was encrypted with another secret."""
    if not key.private_key or key.withdrawn_at is not None:
        return None
    try:
        return RSAKey.import_key(_cipher().decrypt(key.private_key))
    except InvalidToken:
        return None


def signing_key(company_id: int, now: datetime) -> tuple[BadgeKey, RSAKey]:
    """The key that signs, made where there is none. In a writing transaction."""
    take_turn_for(db.session, f"badge-key:{company_id}")
    return find_signing_key(company_id) or _make(company_id, now)


def find_signing_key(company_id: int) -> tuple[BadgeKey, RSAKey] | None:
    """The same without making one."""
    newest = next(iter(keys_of(company_id)), None)
    private = find_private(newest) if newest else None
    return (newest, private) if newest and private else None


def _make(company_id: int, now: datetime) -> tuple[BadgeKey, RSAKey]:
    private = RSAKey.generate_key(BITS, private=True)
    public: dict[str, Any] = dict(private.as_dict(private=False))
    kept = _cipher().encrypt(private.as_pem(private=True)).decode()
    key = BadgeKey(company_id=company_id, public_jwk=public, private_key=kept, created_at=now)
    db.session.add(key)
    db.session.flush()
    return key, private


def replace_key(company_id: int, actor: Account, now: datetime, *, leaked: bool) -> BadgeKey:
    """A new key signs from now on. `leaked`: whatever earlier ones signed is to be trusted no more."""
    take_turn_for(db.session, f"badge-key:{company_id}")
    if leaked:
        earlier = update(BadgeKey).where(BadgeKey.company_id == company_id, BadgeKey.withdrawn_at.is_(None))
        db.session.execute(earlier.values(withdrawn_at=now, private_key=""))
    key, _private = _make(company_id, now)
    record("badge-key.replace", actor, now, subject=key, leaked=leaked)
    return key
