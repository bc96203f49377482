"""Signed files before a verifier that is not ours: openbadgeslib, which checks with PyJWT what joserfc signed.

It fetches the key and the list of what is revoked from the site, as any verifier does.
"""

import base64
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import jwt
import pytest
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.hours.deeds import Deeds
from tests.matches.acts import transaction
from tests.matches.browsing import SignIn
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.glossary import NameShown
from volunteer_match.people.personal_data.actions import delete_account
from volunteer_match.recognition.badges.catalogue import Badge
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.certificates.actions import issue, revoke
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.open_badges.keys import find_private, keys_of
from volunteer_match.recognition.open_badges.models import SignedBadge


def _fetch(visitor: CheckedClient, address: str) -> bytes:
    answer = visitor.get(urlsplit(address).path)
    if answer.status_code != 200:
        raise OSError(f"{address}: {answer.status_code}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return answer.data


def _verify(visitor: CheckedClient, token: str) -> Any:
    """What the verifier reads, whole; raises what it refuses."""
    jwk = json.loads(_fetch(visitor, jwt.get_unverified_header(token)["kid"]))
    assert "d" not in jwk
    key = jwt.PyJWK(jwk).key
    return OB3Verifier(pubkey_pem=key).verify(
        token, check_status=True, download=lambda address: _fetch(visitor, address)
    )


def _certificate(deeds: Deeds) -> Certificate:
    deeds.confirm(deeds.write_down(90, at=deeds.world.now), at=deeds.world.now)
    with transaction():
        day = deeds.world.now.date()
        return issue(deeds.account("agent"), day, day, NameShown.SHORT, deeds.world.now)


def _tampered(token: str) -> str:
    head, body, signature = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(body + "=="))
    said["credentialSubject"]["narrative"] = "999 h of confirmed volunteer time."
    return ".".join((head, base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("="), signature))


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_certificate_before_a_verifier(deeds: Deeds, signed: SignIn, visitor: CheckedClient) -> None:
    agent, admin = signed("agent"), signed("admin")
    certificate = _certificate(deeds)
    path = f"/certificates/{certificate.public_id}/open-badge"
    token = agent.get(path).get_data(as_text=True)
    read = _verify(visitor, token)
    assert (read.achievement.name, read.issuer.name) == ("Confirmed volunteer hours", "Northwind")
    said = jwt.decode(token, options={"verify_signature": False})
    assert set(jwt.get_unverified_header(token)) == {"alg", "typ", "kid"}, "no others are allowed (section 8.2.3)"
    subject = said["credentialSubject"]
    assert subject["narrative"] == "1 h 30 min of confirmed volunteer time."
    assert [one["identityHash"] for one in subject["identifier"]][1:] == ["Agent S."]
    assert "example.org" not in json.dumps(subject["identifier"]), "the address only as a hash"
    for address in (said["issuer"]["id"], subject["achievement"]["id"]):
        assert json.loads(_fetch(visitor, address))["id"] == address
    assert agent.get(path).get_data(as_text=True) == token, "the same file each time"
    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        _verify(visitor, _tampered(token))
    assert admin.send("/administration/badge-keys", {"why": ""}).status_code == 422
    assert admin.send("/administration/badge-keys", {"why": "routine"}).status_code == 303
    _verify(visitor, token)
    later = agent.get(path).get_data(as_text=True)
    assert jwt.get_unverified_header(later) != jwt.get_unverified_header(token)
    _verify(visitor, later)
    other = jwt.PyJWK(json.loads(_fetch(visitor, jwt.get_unverified_header(later)["kid"]))).key
    with pytest.raises(OB3VerificationError, match="Invalid signature"):
        OB3Verifier(pubkey_pem=other).verify(token)
    assert admin.send("/administration/badge-keys", {"why": "leaked"}).status_code == 303
    for old in (token, later):
        with pytest.raises(OSError, match="404"):
            _verify(visitor, old)
    newest = agent.get(path).get_data(as_text=True)
    _verify(visitor, newest)
    with transaction():
        revoke(db.session.scalars(select(Certificate)).one(), deeds.account("coordinator"), "x", deeds.world.now)
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        _verify(visitor, newest)
    assert agent.get(path).status_code == 404
    assert [one.details["leaked"] for one in db.session.query(AuditEntry).filter_by(action="badge-key.replace")] == [
        False,
        True,
    ]


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_badge_in_its_picture(deeds: Deeds, signed: SignIn, visitor: CheckedClient) -> None:
    """It names nobody, holds while the badge does, and ends with the account. Keys are kept encrypted."""
    agent, now = signed("agent"), deeds.world.now
    with transaction():
        account = deeds.account("agent")
        award = BadgeAward(
            company_id=account.company_id,
            agent_id=account.id,
            badge=Badge.FIRST_SESSION,
            earned_on=now.date(),
            ground=[],
            awarded_at=now - timedelta(days=1),
        )
        db.session.add(award)
    path = f"/badges/awards/{award.public_id}/open-badge"
    assert signed("colleague").get(path).status_code == 404
    picture = agent.get(path)
    assert picture.mimetype == "image/svg+xml"
    token = OB3Verifier.extract_token_from_svg(picture.data)
    assert token == agent.get(f"{path}?as=jwt").get_data(as_text=True)
    read = _verify(visitor, token)
    assert read.achievement.name == "The first time"
    said = jwt.decode(token, options={"verify_signature": False})
    assert "Agent" not in json.dumps(said)
    assert visitor.get(urlsplit(said["credentialSubject"]["achievement"]["image"]["id"]).path).status_code == 200
    assert visitor.get(urlsplit(said["credentialSubject"]["achievement"]["id"]).path).status_code == 200
    [key] = keys_of(deeds.world.ids["northwind"])
    assert "PRIVATE" not in key.private_key
    private = find_private(key)
    assert private is not None
    assert private.as_dict(private=False)["n"] == key.public_jwk["n"]
    status = said["credentialStatus"]
    with transaction():
        db.session.scalars(select(BadgeAward)).one().taken_back_at = now
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        _verify(visitor, token)
    with transaction():
        db.session.scalars(select(BadgeAward)).one().taken_back_at = None
    _verify(visitor, token)
    with transaction():
        delete_account(deeds.account("agent"), now)
    with pytest.raises(OB3VerificationError, match="'revocation' is set"):
        _verify(visitor, token)
    assert db.session.scalars(select(SignedBadge)).one().place == int(status["statusListIndex"])
    issuer = urlsplit(said["issuer"]["id"]).path
    for nowhere in (
        "/open-badges/issuers/nobody",
        f"{issuer}/status/2",
        f"{issuer}/status/0",
        "/open-badges/keys/none",
    ):
        assert visitor.get(nowhere).status_code == 404
    assert len(json.loads(visitor.get(f"{issuer}/keys").data)["keys"]) == 1
