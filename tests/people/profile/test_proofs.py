"""Languages and credentials: what changes drops what was verified."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.glossary import Verdict
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.people.profile.actions import warn_expiring
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, Credential
from volunteer_match.web.application import Application

Stored = Callable[..., AgentProfile]


def _language(stored: Stored, tag: str = "en") -> AgentLanguage:
    return next(entry for entry in stored().languages if entry.tag == tag)


def _decide(app: Application, row: Any, verdict: Verdict) -> None:
    with app.app_context():
        db.session.add(row)
        row.verdict, row.refusal = verdict, "Not readable" if verdict is Verdict.REFUSED else ""
        db.session.commit()


def test_a_language_is_added_once_and_takes_the_new_level(agent: CheckedClient, stored: Stored) -> None:
    assert "Add a language" in agent.get("/profile/languages").text
    for level in ("4", "4", "6"):
        sent = {"tag": "pl", "level": level, "evidence": "Studied in Kraków"}
        assert agent.send("/profile/languages", sent).status_code == 303
    assert [(e.tag, e.level, e.evidence) for e in stored().languages if e.tag == "pl"] == [
        ("pl", 6, "Studied in Kraków")
    ]


@pytest.mark.parametrize("typed", [{"tag": ""}, {"tag": "tlh"}, {"level": ""}, {"level": "8"}, {"evidence": "x" * 501}])
def test_faulty_languages_are_told(agent: CheckedClient, stored: Stored, typed: dict[str, str]) -> None:
    response = agent.send("/profile/languages", {"tag": "pl", "level": "4", **typed})
    assert response.status_code == 422
    assert [entry.tag for entry in stored().languages] == ["en"]


@pytest.mark.parametrize(
    ("verdict", "level", "evidence", "kept"),
    [
        pytest.param(Verdict.VERIFIED, "5", "Other", Verdict.VERIFIED, id="same level, other words: stays verified"),
        pytest.param(Verdict.VERIFIED, "6", "", None, id="another level: verified anew"),
        pytest.param(Verdict.REFUSED, "5", "", Verdict.REFUSED, id="nothing new: stays refused"),
        pytest.param(Verdict.REFUSED, "5", "A certificate", None, id="new evidence: waits again"),
    ],
)
def test_what_a_changed_language_keeps(
    app: Application,
    agent: CheckedClient,
    stored: Stored,
    verdict: Verdict,
    level: str,
    evidence: str,
    kept: Verdict | None,
) -> None:
    entry = _language(stored)
    _decide(app, entry, verdict)
    address = f"/profile/languages/{_language(stored).public_id}"
    assert agent.get(address).status_code == 200
    assert agent.send(address, {"level": ""}).status_code == 422
    assert agent.send(address, {"level": level, "evidence": evidence}).status_code == 303
    assert (_language(stored).level, _language(stored).verdict) == (int(level), kept)


def test_languages_are_removed_and_a_colleagues_are_not_found(agent: CheckedClient, stored: Stored) -> None:
    theirs = next(iter(stored("colleague").languages)).public_id
    for path in (f"/profile/languages/{theirs}", f"/profile/languages/{theirs}/removal"):
        assert agent.send(path, {"level": "3"}).status_code == 404
    assert agent.get(f"/profile/languages/{theirs}").status_code == 404
    assert agent.send(f"/profile/languages/{_language(stored).public_id}/removal").status_code == 303
    assert stored().languages == []


def _proof(now: datetime, **other: str) -> dict[str, str]:
    day = (now + timedelta(days=200)).date().isoformat()
    return {"kind": "background-check", "reference": "NBI 4711", "expires_on": day, **other}


def test_a_credential_is_added_once_and_waits(agent: CheckedClient, stored: Stored, now: datetime) -> None:
    for _ in range(2):
        assert agent.send("/profile/credentials", _proof(now)).status_code == 303
    (credential,) = stored().credentials
    assert (credential.kind, credential.reference, credential.verdict) == ("background-check", "NBI 4711", None)
    assert "Not yet checked" in agent.get("/profile/credentials").text


@pytest.mark.parametrize(
    "typed",
    [{"kind": ""}, {"kind": "licence-to-kill"}, {"reference": " "}, {"expires_on": "2020-01-01"}, {"expires_on": "x"}],
)
def test_faulty_credentials_are_told(
    agent: CheckedClient, stored: Stored, now: datetime, typed: dict[str, str]
) -> None:
    assert agent.send("/profile/credentials", _proof(now, **typed)).status_code == 422
    assert stored().credentials == []


def test_an_edited_credential_has_to_be_verified_again(
    app: Application, agent: CheckedClient, stored: Stored, now: datetime
) -> None:
    agent.send("/profile/credentials", _proof(now))
    _decide(app, stored().credentials[0], Verdict.VERIFIED)
    address = f"/profile/credentials/{stored().credentials[0].public_id}"
    assert "has to verify it again" in agent.get(address).text
    agent.send(address, _proof(now))
    assert stored().credentials[0].verdict is Verdict.VERIFIED
    agent.send(address, _proof(now, reference="NBI 4712"))
    assert stored().credentials[0].verdict is None
    assert agent.send(address, _proof(now, reference="")).status_code == 422
    assert agent.send(f"{address}/removal").status_code == 303
    assert agent.send(f"{address}/removal").status_code == 404


def test_expiry_is_warned_of_once(app: Application, world: World, now: datetime) -> None:
    with app.app_context():
        for days, verdict in ((10, Verdict.VERIFIED), (10, None), (-3, Verdict.VERIFIED), (60, Verdict.VERIFIED)):
            db.session.add(
                Credential(
                    agent_id=world.accounts["agent"],
                    kind="first-aid",
                    expires_on=(now + timedelta(days=days)).date(),
                    verdict=verdict,
                    created_at=now,
                )
            )
        db.session.flush()
        assert warn_expiring(now) == 1
        assert warn_expiring(now) == 0
        assert warn_expiring(now + timedelta(days=31)) == 1
        assert [notice.kind for notice in db.session.query(InboxNotice)] == ["credential-expiring"] * 2
