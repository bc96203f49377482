"""Coordinators verify and refuse; nobody their own; every look and decision is recorded."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.glossary import Verdict
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.people.profile.models import AgentLanguage, Credential
from volunteer_match.people.profile.verification.queries import stamp_of
from volunteer_match.people.profile.verification.rules import DecisionFacts, VerificationRefusal, judge_decision
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(DecisionFacts(False, True, False, Verdict.VERIFIED, ""), None, id="verify"),
        pytest.param(DecisionFacts(False, True, False, Verdict.REFUSED, "Blurred"), None, id="refuse"),
        pytest.param(DecisionFacts(False, True, True, Verdict.REFUSED, "Ended"), None, id="refuse an ended one"),
        pytest.param(DecisionFacts(True, True, False, Verdict.VERIFIED, ""), VerificationRefusal.OWN, id="one's own"),
        pytest.param(
            DecisionFacts(False, False, False, Verdict.VERIFIED, ""),
            VerificationRefusal.CHANGED,
            id="changed meanwhile",
        ),
        pytest.param(
            DecisionFacts(False, True, True, Verdict.VERIFIED, ""),
            VerificationRefusal.EXPIRED,
            id="verify an ended one",
        ),
        pytest.param(
            DecisionFacts(False, True, False, Verdict.REFUSED, " "), VerificationRefusal.NO_REASON, id="no reason"
        ),
    ],
)
def test_judgement(facts: DecisionFacts, expected: VerificationRefusal | None) -> None:
    assert judge_decision(facts) is expected


@pytest.fixture
def proofs(app: Application, world: World, now: datetime) -> dict[str, str]:
    """Addresses of what waits: the agent's, the coordinator's own, a stranger's."""
    with app.app_context():
        found = {}
        for name in ("agent", "coordinator", "stranger"):
            credential = Credential(
                agent_id=world.accounts[name],
                kind="background-check",
                reference=f"NBI {name}",
                expires_on=(now + timedelta(days=20)).date(),
                created_at=now,
            )
            language = AgentLanguage(agent_id=world.accounts[name], tag="pl", level=4, evidence=f"Degree of {name}")
            db.session.add_all([credential, language])
            db.session.flush()
            found[name] = f"/verifications/credentials/{credential.public_id}"
            found[f"{name} language"] = f"/verifications/languages/{language.public_id}"
        db.session.commit()
    return found


def _row(app: Application, address: str) -> Any:
    kind, public_id = address.split("/")[2:4]
    table = Credential if kind == "credentials" else AgentLanguage
    with app.app_context():
        return db.session.scalars(select(table).where(table.public_id == public_id)).one()


def _decide(app: Application, client: CheckedClient, address: str, verdict: str, reason: str = "") -> Any:
    sent = {"verdict": verdict, "seen": stamp_of(_row(app, address)), "reason": reason}
    return client.send(f"{address}/decision", sent)


def _recorded(app: Application) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_queue_shows_those_of_the_company_but_not_ones_own(as_: As, proofs: dict[str, str]) -> None:
    text = as_("coordinator").get("/verifications").text
    assert "2 proofs wait" in text
    assert proofs["agent"] in text
    assert proofs["agent language"] in text
    assert "NBI agent" in text
    assert not any(proofs[name] in text for name in ("coordinator", "stranger", "stranger language"))


@pytest.mark.parametrize("name", ["coordinator", "coordinator language", "stranger", "stranger language"])
def test_ones_own_and_a_strangers_are_not_found(app: Application, as_: As, proofs: dict[str, str], name: str) -> None:
    client = as_("coordinator")
    client.get("/verifications")
    assert client.get(proofs[name]).status_code == 404
    assert _decide(app, client, proofs[name], "verified").status_code == 404
    assert client.send(f"{proofs[name]}/reopening").status_code == 404
    assert _row(app, proofs[name]).verdict is None


def test_the_queue_is_for_staff(as_: As, proofs: dict[str, str]) -> None:
    for name in ("agent", "partner"):
        assert as_(name).get("/verifications").status_code == 404


@pytest.mark.parametrize(("name", "word"), [("agent", "credential"), ("agent language", "language")])
def test_verifying_tells_the_agent_and_is_recorded_once(
    app: Application, world: World, as_: As, proofs: dict[str, str], name: str, word: str
) -> None:
    client = as_("coordinator")
    client.get(proofs[name])
    for _ in range(2):
        assert _decide(app, client, proofs[name], "verified").location == "/verifications"
    assert _row(app, proofs[name]).verdict is Verdict.VERIFIED
    looks = ["credential.read"] if word == "credential" else []
    assert _recorded(app) == [*looks, f"{word}.verified"]
    with app.app_context():
        (notice,) = db.session.scalars(select(InboxNotice))
        assert (notice.account_id, notice.kind) == (world.accounts["agent"], f"{word}-verified")


def test_refusing_needs_a_reason_and_the_agent_reads_it(app: Application, as_: As, proofs: dict[str, str]) -> None:
    client = as_("coordinator")
    client.get(proofs["agent"])
    assert _decide(app, client, proofs["agent"], "refused").status_code == 422
    assert _decide(app, client, proofs["agent"], "refused", "The number is cut off.").status_code == 303
    public_id = proofs["agent"].rsplit("/", 1)[1]
    assert "The number is cut off." in as_("agent").get(f"/profile/credentials/{public_id}").text


def test_undo_leaves_no_notice(app: Application, as_: As, proofs: dict[str, str]) -> None:
    client = as_("coordinator")
    client.get(proofs["agent"])
    _decide(app, client, proofs["agent"], "verified")
    assert f"{proofs['agent']}/reopening" in client.get("/verifications").text
    for _ in range(2):
        assert client.send(f"{proofs['agent']}/reopening").status_code == 303
    assert _row(app, proofs["agent"]).verdict is None
    with app.app_context():
        (notice,) = db.session.scalars(select(InboxNotice))
        assert notice.stopped_at is not None


def test_what_changed_meanwhile_is_not_decided(app: Application, as_: As, proofs: dict[str, str]) -> None:
    client = as_("coordinator")
    client.get(proofs["agent"])
    sent = {"verdict": "verified", "seen": stamp_of(_row(app, proofs["agent"]))}
    with app.app_context():
        db.session.scalars(select(Credential).where(Credential.reference == "NBI agent")).one().reference = "Other"
        db.session.commit()
    response = client.send(f"{proofs['agent']}/decision", sent)
    assert response.status_code == 409
    assert "has changed since you looked" in response.text
    assert client.send(f"{proofs['agent']}/decision", {**sent, "verdict": "maybe"}).status_code == 422


def test_a_level_without_evidence_does_not_wait(as_: As, world: World) -> None:
    assert "Nothing waits" in as_("coordinator").get("/verifications").text


def test_what_ends_soon_is_listed(app: Application, as_: As, proofs: dict[str, str]) -> None:
    client = as_("coordinator")
    assert "Nothing ends soon" in client.get("/verifications/expiring").text
    _decide(app, client, proofs["agent"], "verified")
    text = client.get("/verifications/expiring").text
    assert "Agent S." in text
    assert "Not yet told" in text
