"""What stands in a signed file: an achievement credential of Open Badges 3.0, as plain values. Pure.

The model is https://www.imsglobal.org/spec/ob/v3p0/, sections B.1 (credential), 8.2 (VC-JWT) and B.9 (identity).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
LIST_LIFETIME_HOURS = 24


@dataclass(frozen=True, slots=True)
class Issuer:
    """`address` is where its profile is."""

    address: str
    name: str
    site: str


@dataclass(frozen=True, slots=True)
class Achievement:
    """`sort` is an AchievementType of the specification; `image` an address or None."""

    address: str
    sort: str
    name: str
    description: str
    criteria: str
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever knows the e-mail address can see that the file is about it; it can't be read out. `name` None: unsaid."""

    uuid: str
    email: str
    salt: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """What is said of the holder. `status` is the address of a list with the file's place in it."""

    uuid: str
    at: datetime
    status: tuple[str, int]
    words: str = ""
    days: tuple[date, date] | None = None
    evidence: str | None = None


def profile(issuer: Issuer) -> dict[str, Any]:
    return {"id": issuer.address, "type": ["Profile"], "name": issuer.name, "url": issuer.site}


def achievement(made: Achievement, issuer: Issuer) -> dict[str, Any]:
    described = {
        "id": made.address,
        "type": ["Achievement"],
        "achievementType": made.sort,
        "name": made.name,
        "description": made.description,
        "criteria": {"narrative": made.criteria},
        "creator": profile(issuer),
    }
    return described | ({"image": {"id": made.image, "type": "Image"}} if made.image else {})


def credential(issuer: Issuer, made: Achievement, holder: Holder, award: Award) -> dict[str, Any]:
    """The payload of the file: the credential, with the claims that repeat parts of it (section 8.2.4.1)."""
    body: dict[str, Any] = {
        "@context": [VC, OPEN_BADGES],
        "id": f"urn:uuid:{award.uuid}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": made.name,
        "issuer": profile(issuer),
        "validFrom": instant(award.at),
        "credentialSubject": _subject(made, issuer, holder, award),
        "credentialStatus": _status(*award.status),
    }
    if award.evidence:
        body["evidence"] = [{"id": award.evidence, "type": ["Evidence"], "name": "Check page"}]
    return with_claims(body, award.at)


def _subject(made: Achievement, issuer: Issuer, holder: Holder, award: Award) -> dict[str, Any]:
    subject: dict[str, Any] = {
        "id": f"urn:uuid:{holder.uuid}",
        "type": ["AchievementSubject"],
        "identifier": _identifiers(holder),
        "achievement": achievement(made, issuer),
    }
    if award.words:
        subject["narrative"] = award.words
    if award.days:
        starts, ends = (f"{day.isoformat()}T00:00:00Z" for day in award.days)
        subject |= {"activityStartDate": starts, "activityEndDate": ends}
    return subject


def _identifiers(holder: Holder) -> list[dict[str, Any]]:
    digest = sha256(f"{holder.email.lower()}{holder.salt}".encode()).hexdigest()
    hashed = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": holder.salt,
    }
    if holder.name is None:
        return [hashed]
    plain = {"type": "IdentityObject", "hashed": False, "identityHash": holder.name, "identityType": "name"}
    return [hashed, plain]


def _status(address: str, place: int) -> dict[str, Any]:
    return {
        "id": f"{address}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place),
        "statusListCredential": address,
    }


def status_list(issuer: Issuer, address: str, bits: str, now: datetime, until: datetime) -> dict[str, Any]:
    """The payload of a list: a credential too, which ends so that no old one is shown about."""
    body = {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.address,
        "validFrom": instant(now),
        "validUntil": instant(until),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits,
        },
    }
    return with_claims(body, now) | {"exp": int(until.timestamp())}


def with_claims(body: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    issuer = body["issuer"]
    return {
        **body,
        "iss": issuer if isinstance(issuer, str) else issuer["id"],
        "jti": body["id"],
        "sub": body["credentialSubject"]["id"],
        "nbf": int(at.timestamp()),
    }


def instant(moment: datetime) -> str:
    """In whole seconds, as `nbf` has it, with a Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
