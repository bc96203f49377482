"""Every kind of notice has a sentence, and every e-mail can be written."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import make_config
from volunteer_match import create_app
from volunteer_match.database import Base
from volunteer_match.extensions import db
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.mail import write_email
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.sentences import SENTENCES
from volunteer_match.notifications.words import notice_icon, notice_text
from volunteer_match.web.application import Application

PARAMS = {
    "title": "Fractions <b>without</b> fear",
    "partner": "Open Desk",
    "person": "Maricel S.",
    "company": "Northwind",
    "reason": "",
    "count": 3,
    "start": "2026-11-24T17:00:00+00:00",
    "end": "2026-11-24T18:00:00+00:00",
    "date": "2026-12-24",
    "kind": "background-check",
    "language": "pl",
    "level": 4,
    "minutes": 90,
    "lines": [{"person": "Maricel S.", "minutes": 90, "title": "Fractions <b>", "day": "2026-11-24"}],
}
TEMPLATES = sorted(path.parent.name for path in Path("templates/email").glob("*/subject.txt"))
SPRITE = Path("static/icons/sprite.svg").read_text()


@pytest.fixture(scope="module")
def texts_app() -> Application:
    app = create_app(make_config("sqlite://"))
    with app.app_context():
        Base.metadata.create_all(db.engine)
    return app


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_has_a_sentence_and_an_icon(texts_app: Application, kind: NoticeKind) -> None:
    with texts_app.test_request_context():
        for params in (PARAMS, {}):
            text = notice_text(kind, params, "Asia/Manila")
            assert text.strip()
            assert "%(" not in text
        assert f'id="{notice_icon(kind)}"' in SPRITE


def test_sentences_are_for_known_kinds() -> None:
    assert set(SENTENCES) == set(NoticeKind)


def test_times_are_the_readers(texts_app: Application) -> None:
    with texts_app.test_request_context():
        text = notice_text(NoticeKind.MATCH_APPROVED, PARAMS, "Asia/Manila")
        assert "Wed 25 Nov, 01:00–02:00 (Manila, UTC+8) and 2 more times" in text
        assert notice_text("a-kind-of-old", {}, "UTC")


@pytest.mark.parametrize("locale, hello", [("en", "Hello Ana"), ("es", "Hola, Ana")])
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_email_is_written_in_plain_text_and_html(
    texts_app: Application, template: str, locale: str, hello: str
) -> None:
    params = {
        **PARAMS,
        "name": "Ana",
        "path": "/somewhere",
        "hours": 2,
        "days": 14,
        "inviter": "Open <Desk>",
        "role": "agent",
        "new_email": "new@example.org",
    }
    if template == "digest":
        need = {
            "title": "Fractions & <b>more</b>",
            "language": "pl",
            "partner": "Open Desk",
            "when": "Tue",
            "path": "/x",
        }
        need |= {"fit": 88, "fit_word": "strong fit", "reasons": ["You teach maths."]}
        params |= {"needs": [need], "coming": [need], "thanked": 2, "zone": "Manila, UTC+8"}
    if template == "notice":
        params = {"name": "Ana", "path": "/somewhere", "kind": "match-approved", "params": PARAMS}
    row = OutboxMessage(
        recipient="ana@example.org", template=template, params=params, locale=locale, message_id="<1@test>"
    )
    with texts_app.app_context():
        letter = write_email(row, datetime(2026, 11, 24, tzinfo=UTC))
    assert letter["Subject"]
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert hello in plain.get_content()
    assert f'<html lang="{locale}"' in html.get_content()
    assert "<p>" in html.get_content()
    assert "<b>" not in html.get_content()
    assert "&lt;" not in plain.get_content()
