"""From confirmed hours to a certificate that anybody can check, on the pages and in the databases."""

from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from tests.checked_client import CheckedClient
from tests.hours.deeds import Deeds
from tests.matches.acts import transaction
from tests.matches.browsing import SignIn
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.hours import actions as hours
from volunteer_match.people.models import Attempt
from volunteer_match.people.personal_data.actions import delete_account
from volunteer_match.recognition.certificates.codes import shown_code
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.certificates.rules import MOST_MISSES

LIST = "/certificates"


def _wish(deeds: Deeds, shown: str = "short") -> dict[str, str]:
    day = deeds.world.now.date().isoformat()
    return {"first": day, "last": day, "name_shown": shown}


def _one() -> Certificate:
    db.session.rollback()
    return db.session.query(Certificate).order_by(Certificate.id.desc()).first()  # type: ignore[return-value]


def _check(visitor: CheckedClient, code: str) -> str:
    answer = visitor.get("/certificates/check", query_string={"code": code})
    assert answer.status_code == 200
    assert "noindex" in answer.headers["X-Robots-Tag"]
    return answer.get_data(as_text=True)


def _issue(deeds: Deeds, agent: CheckedClient, shown: str = "short") -> Certificate:
    assert agent.get(LIST).status_code == 200, "a form of its own: the same one sent twice would be one"
    assert agent.send(LIST, _wish(deeds, shown)).status_code == 303
    return _one()


def test_from_hours_to_a_check(deeds: Deeds, signed: SignIn, visitor: CheckedClient) -> None:
    agent, now = signed("agent"), deeds.world.now
    entry = deeds.write_down(90, at=now)
    day = now.date()
    assert agent.get(LIST).status_code == 200
    assert "No hours are confirmed" in agent.send(LIST, _wish(deeds)).get_data(as_text=True), (
        "waiting hours don't count"
    )
    deeds.confirm(entry, at=now)
    late = {**_wish(deeds), "last": (day + timedelta(days=3)).isoformat()}
    assert "still to come" in agent.send(LIST, late).get_data(as_text=True)
    certificate = _issue(deeds, agent)
    path, code = f"{LIST}/{certificate.public_id}", shown_code(certificate.code)
    assert (certificate.minutes, [line["minutes"] for line in certificate.lines]) == (90, [90])
    seen = _check(visitor, code.lower().replace("-", " "))
    for word in ("This certificate is genuine", "Agent S.", "1 h 30 min", "Northwind"):
        assert word in seen
    for word in ("Surname", "Open Desk", "Tutoring"):
        assert word not in seen, "no more than is needed"
    assert agent.send(f"{path}/name", {"name_shown": "none"}).status_code == 303
    assert "Agent" not in _check(visitor, code)
    deeds.do(hours.dispute, entry, 60, "It was an hour", by="agent", at=now)
    seen = _check(visitor, code)
    assert "Figures have changed since it was issued" in seen
    assert "1 h 30 min" in seen, "what was certified stays as it was"
    assert "The hours have changed" in agent.get(path).get_data(as_text=True)
    with transaction():
        delete_account(deeds.account("agent"), now)
    seen = _check(visitor, code)
    assert "This certificate is genuine" in seen
    assert "Agent" not in seen
    assert _one().holder_name == ""


def test_revoked_unknown_and_not_yours(deeds: Deeds, signed: SignIn, visitor: CheckedClient) -> None:
    agent, now = signed("agent"), deeds.world.now
    deeds.confirm(deeds.write_down(60, at=now), at=now)
    first, second = _issue(deeds, agent, "full"), _issue(deeds, agent, "full")
    paths = [f"{LIST}/{one.public_id}" for one in (first, second)]
    codes = [one.code for one in (first, second)]
    coordinator, colleague = signed("coordinator"), signed("colleague")
    for stranger in (colleague, signed("foreign_coordinator"), signed("stranger")):
        assert stranger.get(paths[0]).status_code == 404
        assert stranger.send(f"{paths[0]}/end").status_code == 404
    assert coordinator.get(f"{paths[0]}/download").status_code == 404, "the file is its holder's"
    assert coordinator.send(f"{paths[0]}/name", {"name_shown": "none"}).status_code == 404
    assert agent.send(f"{paths[0]}/revocation", {"reason": "x"}).status_code == 404
    assert coordinator.send(f"{paths[0]}/revocation", {"reason": ""}).status_code == 422
    assert coordinator.send(f"{paths[0]}/revocation", {"reason": "Wrong person"}).status_code == 303
    assert agent.send(f"{paths[1]}/end").status_code == 303
    assert "Wrong person" in agent.get(paths[0]).get_data(as_text=True)
    assert "Wrong person" in agent.get("/inbox").get_data(as_text=True)
    assert agent.get(f"{paths[0]}/download").status_code == 404
    for code in codes:
        seen = _check(visitor, code)
        assert "This certificate was revoked" in seen
        assert "Agent" not in seen
        assert "1 h" not in seen
    listed = coordinator.get(f"{LIST}/issued?code={shown_code(codes[0])}").get_data(as_text=True)
    assert shown_code(codes[0]) in listed
    assert shown_code(codes[1]) not in listed
    db.session.rollback()
    acts = [entry.action for entry in db.session.query(AuditEntry) if entry.action.startswith("certificate.")]
    assert acts == ["certificate.issue", "certificate.issue", "certificate.revoke", "certificate.revoke"]
    typed = ["nonsense", "bcdf-ghjk-mnpq", codes[0][:-1]]
    answers = [_check(visitor, code).partition("<main")[2].partition("</main>")[0].replace(code, "") for code in typed]
    assert all(one == other for one, other in pairwise(answers)), "one answer for all that we never gave"
    with transaction():
        db.session.add_all(
            Attempt(kind="certificate-check", key_hash=row.key_hash, at=row.at)
            for row in db.session.query(Attempt).filter_by(kind="certificate-check").all()[:1]
            for _ in range(MOST_MISSES)
        )
    limited = visitor.get("/certificates/check", query_string={"code": codes[1]})
    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "900")
    assert visitor.get("/certificates/check").status_code == 200, "the form itself is always there"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_the_file(deeds: Deeds, signed: SignIn) -> None:
    """Selectable text, embedded fonts, tags, language and title, on both papers; the same bytes each time."""
    agent, now = signed("agent"), deeds.world.now
    with transaction():
        deeds.account("agent").given_name, deeds.account("agent").family_name = "Zażółć *#[", "Wiśniewska العربي"
    deeds.confirm(deeds.write_down(90, at=now), at=now)
    path = f"{LIST}/{_issue(deeds, agent).public_id}/download"
    answer = agent.get(path)
    assert answer.mimetype == "application/pdf"
    assert agent.get(path).data == answer.data
    reader = PdfReader(BytesIO(answer.data))
    text = reader.pages[0].extract_text()
    for word in ("Zażółć *#[ Wiśniewska", "1 h 30 min", "Open Desk", "Northwind", shown_code(_one().code)):
        assert word in text
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert shown_code(_one().code) in reader.metadata["/Title"]
    used = reader.pages[0]["/Resources"]["/Font"].values()
    for font in (one.get_object()["/DescendantFonts"][0] for one in used):
        assert {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]), "embedded"
    wide, high = PdfReader(BytesIO(agent.get(f"{path}?paper=us-letter").data)).pages[0].mediabox.upper_right
    assert (float(wide), float(high)) == (612, 792)
    with transaction():
        db.session.query(Certificate).update({Certificate.holder_name: "王小明\U0010fffd"})
    refused = agent.get(path)
    assert refused.status_code == 422
    assert "No font on the server has these letters" in refused.get_data(as_text=True)
