"""The outbox page: texts only where nothing delivers them, every look written down, others' messages unknown."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.actions import queue_email
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
OUTBOX = "/administration/outbox"


def queue(app: Application, world: World, company: str = "northwind", path: str = "/password-reset/abc") -> str:
    with app.app_context():
        begin_write(db.session)
        params = {"name": "Ana", "path": path, "hours": 2}
        row = queue_email("ana@example.org", "password-reset", params, world.now, company_id=world.ids[company])
        db.session.commit()
        return row.public_id


def test_a_message_is_read_and_the_look_is_written_down(app: Application, as_: As, world: World) -> None:
    message = queue(app, world)
    admin = as_("admin")
    assert "ana@example.org" in admin.get(OUTBOX).get_data(as_text=True)
    html = admin.send(f"{OUTBOX}/{message}/reading").get_data(as_text=True)
    assert "http://127.0.0.1:8000/password-reset/abc" in html
    with app.app_context():
        assert db.session.scalars(select(AuditEntry.action)).all() == ["outbox.read"]


def test_another_companys_messages_are_unknown(app: Application, as_: As, world: World) -> None:
    message = queue(app, world, "elsewhere")
    admin = as_("admin")
    assert "ana@example.org" not in admin.get(OUTBOX).get_data(as_text=True)
    assert admin.send(f"{OUTBOX}/{message}/reading").status_code == 404
    assert admin.send(f"{OUTBOX}/{message}/retry").status_code == 404


def test_with_a_mail_server_texts_are_nobodys_business(
    app: Application, as_: As, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = queue(app, world)
    monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url="smtp://127.0.0.1:1"))
    admin = as_("admin")
    assert "Read<" not in admin.get(OUTBOX).get_data(as_text=True)
    assert admin.send(f"{OUTBOX}/{message}/reading").status_code == 404


def test_what_failed_is_tried_again(app: Application, as_: As, world: World) -> None:
    message = queue(app, world)
    with app.app_context():
        begin_write(db.session)
        db.session.execute(update(OutboxMessage).values(failed_at=world.now, attempts=8, last_error="550 no"))
        db.session.commit()
    admin = as_("admin")
    assert "550 no" in admin.get(f"{OUTBOX}?status=failed").get_data(as_text=True)
    assert "1 message could not be sent" in admin.get("/administration").get_data(as_text=True)
    assert admin.send(f"{OUTBOX}/{message}/retry").status_code == 303
    with app.app_context():
        row = db.session.scalars(select(OutboxMessage)).one()
        assert (row.failed_at, row.attempts) == (None, 0)
