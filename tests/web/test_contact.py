"""Texts for the other side are refused with a contact in them, and stay in the form to be mended."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.rules import OpportunityMove
from volunteer_match.organisations.models import Partner
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
CONTACT = "Write to ines@example.org or call +44 20 7946 0958."
SENTENCE = "Please leave out e-mail addresses and telephone numbers"
WHAT = {"title": "Maths", "description": "An hour.", "kind": "tutoring", "cause": "education", "language": "en"}
CASES = {
    "the title of a need": ("partner", "/opportunities/{need}/edit/what", {**WHAT, "title": CONTACT}),
    "the description": ("partner", "/opportunities/{need}/edit/what", {**WHAT, "description": CONTACT}),
    "the reason for cancelling": ("partner", "/opportunities/{need}/cancellation", {"reason": CONTACT}),
    "the note of a claim": ("agent", "/opportunities/{need}/claims", {"session": "{session}", "note": CONTACT}),
    "a no to a partner": ("coordinator", "/partners/{partner}/refusal", {"reason": CONTACT}),
    "what a partner does": ("partner", "/partner", {"name": "Open Desk", "mission": CONTACT}),
    "a name": ("agent", "/account", {"given_name": "ines@example.org", "time_zone": "Asia/Manila", "locale": "en"}),
}


@pytest.fixture
def places(app: Application, world: World) -> dict[str, str]:
    with app.app_context():
        begin_write(db.session)
        need = world.add_opportunity()
        partner = db.session.get_one(Partner, world.ids["open_desk"])
        found = {"need": need.public_id, "session": need.sessions[0].public_id, "partner": partner.public_id}
        db.session.commit()
    return found


@pytest.mark.parametrize(("name", "path", "form"), CASES.values(), ids=CASES)
def test_a_contact_is_refused_and_what_was_typed_stays(
    app: Application, as_: As, places: dict[str, str], name: str, path: str, form: dict[str, Any]
) -> None:
    sent = {field: value.format(**places) for field, value in form.items()}
    answer = as_(name).send(path.format(**places), sent)
    assert answer.status_code == 422
    assert SENTENCE in answer.text
    assert "ines@example.org" in answer.text
    with app.app_context():
        need = db.session.scalars(select(Opportunity)).one()
        assert need.title == "Fractions"
        assert OpportunityMove.CANCELLED not in {event.move for event in need.events}
        assert db.session.scalars(select(Match)).all() == []


def test_how_to_join_may_hold_a_number(app: Application, as_: As, places: dict[str, str]) -> None:
    """It is shown to nobody but those who are approved, and a call in is one way to join."""
    sent = {**WHAT, "how_to_join": "Call +44 20 7946 0958 and say your first name."}
    assert as_("partner").send(f"/opportunities/{places['need']}/edit/what", sent).status_code == 303
