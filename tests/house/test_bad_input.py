"""Every form of every page, filled with what nobody should type: shown escaped or refused, never a fault of ours."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import html5lib
import pytest
from flask.testing import FlaskClient

from tests.checked_client import CheckedClient
from tests.house.endpoints import rows_of
from tests.house.everything import furnish
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.web.application import Application

HOSTILE: dict[str, bytes] = {
    "markup": b"\"><script>alert(1)</script><img src=x onerror=alert(1)>'",
    "template": b"{{ 7*7 }}{% raw %} %(name)s %s {0} ${x}",
    "right to left": "\u202eevil\u2066\u202c\u0301".encode(),
    "nul": b"before\x00after",
    "emoji": ("👩🏽‍🚀" * 60).encode(),
    "long": b"x" * 10_000,
    "not UTF-8": b"\xff\xfe\xc3\x28",
    "number": b"99999999999999999999999999",
    "lines": b"one\r\n\r\nBcc: all@example.org\x1b[2J\x08",
}
KNOWN_BY_THE_DATABASE = ("nul", "long", "not UTF-8", "number")
"""What a database may refuse, each in its own way. The rest is the same to both, and tried on SQLite alone."""
SHOWN = ("markup", "lines")
"""What could break a page is also looked for where a success leads, and every page is checked to be valid."""

SIGNS_IN_AGAIN = ("/sign-out", "/sign-in", "/deletion", "/password", "/sessions/", "/removal", "/deactivation")
"""Forms that end what the test is in the middle of; their own tests send them nonsense too."""

TEXT = {None, "text", "search", "email", "url", "tel", "number", "date", "time", "password"}


@dataclass
class FoundForm:
    """A form as a page showed it: what it carries by itself, and the names that a person fills."""

    action: str
    kept: list[tuple[str, str]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)


def _value(select: Any) -> str:
    options = list(select.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None] or options[:1]
    return str(chosen[0].get("value", chosen[0].text or "")) if chosen else ""


def _read(form: Any) -> FoundForm:
    found = FoundForm(form.get("action", ""))
    for element in form.iter():
        name, kind = element.get("name"), element.get("type")
        if not name or element.get("disabled") is not None:
            continue
        if element.tag == "textarea" or (element.tag == "input" and kind in TEXT):
            found.typed.append(name)
        elif element.tag == "select":
            found.kept.append((name, _value(element)))
        elif element.tag == "input" and (kind == "hidden" or element.get("checked") is not None):
            found.kept.append((name, element.get("value", "on")))
    return found


def _forms(html: str) -> Iterator[FoundForm]:
    document = html5lib.parse(html, namespaceHTMLElements=False)
    for form in document.iter("form"):
        found = _read(form)
        if form.get("method", "").lower() == "post" and found.typed and not _is_left_out(found.action):
            yield found


def _is_left_out(action: str) -> bool:
    return any(part in action for part in SIGNS_IN_AGAIN)


def _encode(form: FoundForm, hostile: bytes) -> str:
    return "&".join(
        [
            urlencode(form.kept),
            *(f"{quote_from_bytes(name.encode())}={quote_from_bytes(hostile)}" for name in form.typed),
        ]
    )


@pytest.fixture
def addresses(app: Application) -> tuple[World, list[str]]:
    """Every page of a furnished world."""
    with app.app_context():
        begin_write(db.session)
        world = World.build(datetime.now(UTC).replace(microsecond=0))
        values = furnish(world)
        db.session.commit()
    found = []
    adapter = app.url_map.bind("localhost")
    for row in rows_of(app):
        own = values.get(row.endpoint) or values.get(row.endpoint.split(".")[0], {})
        if row.method == "GET" and not row.endpoint.startswith(("styleguide", "health", "personal_data.download")):
            wanted = own if row.endpoint in values else {name: own.get(name, "none") for name in row.rule.arguments}
            found.append(adapter.build(row.endpoint, wanted))
    return world, found


@pytest.mark.parametrize("person", ("agent", "partner", "coordinator", "admin"))
def test_hostile_text_in_every_field(app: Application, addresses: tuple[World, list[str]], person: str) -> None:
    world, pages = addresses
    checked = CheckedClient(app, app.response_class)
    checked.sign_in(world.email(person), world.password)
    cookie = checked.get_cookie("volunteer_match")
    assert cookie is not None
    client = FlaskClient(app, app.response_class)
    client.set_cookie("volunteer_match", cookie.value)
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for address in pages:
        for form in _forms(_html(client, address)):
            if (key := (form.action, tuple(form.typed))) in seen:
                continue
            seen.add(key)
            for name in HOSTILE if app.settings.is_sqlite else KNOWN_BY_THE_DATABASE:
                _assert_sound(checked if name in SHOWN else client, form, name, HOSTILE[name])
    assert len(seen) >= {"agent": 10, "partner": 6, "coordinator": 5, "admin": 8}[person]


def _html(client: FlaskClient, address: str) -> str:
    """The page; nothing where the answer is a file to take along."""
    with client.get(address) as answer:
        return answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""


def _assert_sound(client: FlaskClient, form: FoundForm, name: str, hostile: bytes) -> None:
    kind = "application/x-www-form-urlencoded"
    data, follows = _encode(form, hostile), name in SHOWN
    response = client.post(form.action, data=data, content_type=kind, follow_redirects=follows)
    where = f"{name} in {form.typed} of {form.action}"
    assert response.status_code in (200, 303, 400, 404, 409, 422, 429), f"{where}: {response.status_code}"
    html = response.get_data(as_text=True)
    assert "<script>alert" not in html, where
    assert "<img src=x" not in html, where
