"""Making the signed file of something."""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey
from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import SignedThing
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.open_badges.credential import LIST_LIFETIME_HOURS, credential, status_list
from volunteer_match.recognition.open_badges.keys import find_private, find_signing_key, signing_key
from volunteer_match.recognition.open_badges.models import BadgeKey, SignedBadge
from volunteer_match.recognition.open_badges.queries import find_signed, revoked_places
from volunteer_match.recognition.open_badges.sources import address, contents_of, issuer_of, status_address
from volunteer_match.recognition.open_badges.status import FULL, PLACES, encoded_list

ALGORITHM = "RS256"


def _sign(payload: dict[str, Any], pair: tuple[BadgeKey, RSAKey]) -> str:
    """A compact JWS. `kid` is where the public key is: whoever verifies asks us, not the file, whose key it is."""
    key, private = pair
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": address("open_badges.show_key", key_id=key.public_id)}
    return jwt.encode(header, payload, private, algorithms=[ALGORITHM])


def signed_file(source: Certificate | BadgeAward, now: datetime) -> str:
    """The file of a certificate or of a badge. In a writing transaction: the first time it gets its place in a list,
    and the company its key.
    """
    pair = signing_key(source.company_id, now)
    thing = SignedThing.CERTIFICATE if isinstance(source, Certificate) else SignedThing.BADGE
    signed = find_signed(thing, source.public_id) or _give_place(thing, source, now)
    said = contents_of(source, signed, pair[0])
    return _sign(credential(issuer_of(source.company_id), said.achievement, said.holder, said.award), pair)


def _give_place(thing: SignedThing, source: Certificate | BadgeAward, now: datetime) -> SignedBadge:
    """At random, so that a place tells nothing of when; the key's turn, which is taken, keeps two from one place."""
    number, taken = _open_list(source.company_id)
    place = secrets.randbelow(PLACES)
    while place in taken:
        place = secrets.randbelow(PLACES)
    signed = SignedBadge(
        company_id=source.company_id,
        agent_id=source.agent_id,
        thing=thing,
        source=source.public_id,
        uuid=str(uuid.uuid4()),
        holder_uuid=str(uuid.uuid4()),
        salt=secrets.token_urlsafe(12),
        list_number=number,
        place=place,
        created_at=now,
    )
    db.session.add(signed)
    db.session.flush()
    return signed


def _open_list(company_id: int) -> tuple[int, set[int]]:
    """The newest list with room, and its places that are taken."""
    mine = SignedBadge.company_id == company_id
    number = db.session.scalar(select(func.max(SignedBadge.list_number)).where(mine)) or 1
    taken = set(db.session.scalars(select(SignedBadge.place).where(mine, SignedBadge.list_number == number)))
    return (number + 1, set()) if len(taken) >= FULL else (number, taken)


def signed_list(key: BadgeKey, number: int, now: datetime) -> str | None:
    """The list as it is now, signed by that key, or by the newest where that one can't be read; None without any."""
    private = find_private(key)
    pair = (key, private) if private else find_signing_key(key.company_id)
    if pair is None:
        return None
    until = now + timedelta(hours=LIST_LIFETIME_HOURS)
    bits = encoded_list(revoked_places(key.company_id, number))
    return _sign(status_list(issuer_of(key.company_id), status_address(key, number), bits, now, until), pair)
