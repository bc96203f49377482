"""One's own account: name and zone, password, e-mail address, devices."""

from collections.abc import Callable

import pytest

from tests.checked_client import CheckedClient
from tests.people.links import messages_to, newest_path
from tests.world import World
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
NEW = "eleven slow otters"
PAGES = ("/account", "/account/password", "/account/email", "/account/sessions", "/account/data", "/account/deletion")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", ["agent", "partner", "coordinator", "admin"])
def test_every_page_of_the_account_opens(as_: As, name: str, path: str) -> None:
    assert as_(name).get(path).status_code == 200


@pytest.mark.parametrize("path", ["/help", "/privacy", "/password-reset", "/sign-in", "/", "/goodbye"])
def test_public_pages_open(client: CheckedClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_settings_are_kept(app: Application, as_: As, world: World) -> None:
    client = as_("agent")
    data = {"given_name": "Zoë", "family_name": "Ødegård", "time_zone": "Europe/Warsaw", "locale": "en"}
    assert client.send("/account", data).status_code == 303
    with app.app_context():
        account = world.account("agent")
        assert (account.given_name, account.time_zone, account.shortcuts_enabled) == ("Zoë", "Europe/Warsaw", False)


def test_faulty_settings_are_told_and_kept(as_: As) -> None:
    response = as_("agent").send("/account", {"given_name": "", "family_name": "Typed", "time_zone": "Mars/Olympus"})
    html = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "Enter your first name." in html
    assert 'value="Typed"' in html


def test_a_new_password_ends_others_only(app: Application, as_: As, client: CheckedClient, world: World) -> None:
    here, elsewhere = as_("agent"), as_("agent")
    assert here.send("/account/password", {"current": world.password, "password": NEW}).status_code == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert client.sign_in(world.email("agent"), NEW).status_code == 303
    assert len(messages_to(app, world.email("agent"), "password-changed")) == 1


def test_the_password_now_is_asked_and_guessing_is_limited(as_: As) -> None:
    client = as_("agent")
    wrong = [client.send("/account/password", {"current": "guess", "password": NEW}).status_code for _ in range(11)]
    assert wrong == [422] * 10 + [429]


def test_the_address_changes_when_the_link_is_followed(
    app: Application, as_: As, client: CheckedClient, world: World
) -> None:
    agent = as_("agent")
    agent.send("/account/email", {"email": "New.Name@example.org", "password": world.password})
    assert len(messages_to(app, world.email("agent"), "email-change-asked")) == 1
    assert client.sign_in("new.name@example.org", world.password).status_code == 422
    path = newest_path(app, "new.name@example.org", "email-change")
    assert agent.get(path).status_code == 200
    assert agent.send(path).status_code == 303
    assert agent.get(path).status_code == 404
    assert client.sign_in("new.name@example.org", world.password).status_code == 303


def test_an_address_that_is_taken_answers_alike_and_sends_no_link(app: Application, as_: As, world: World) -> None:
    taken = world.email("colleague")
    response = as_("agent").send("/account/email", {"email": taken, "password": world.password})
    assert response.status_code == 303
    assert messages_to(app, taken, "email-change") == []


def test_an_address_taken_meanwhile_changes_nothing(app: Application, as_: As, world: World) -> None:
    first, second = as_("agent"), as_("colleague")
    for client in (first, second):
        client.send("/account/email", {"email": "both@example.org", "password": world.password})
    early, late = (message.params["path"] for message in messages_to(app, "both@example.org", "email-change"))
    assert first.send(early).status_code == 303
    assert second.send(late).status_code == 404
    with app.app_context():
        assert world.account("colleague").email == world.email("colleague")


def test_one_device_is_signed_out(as_: As) -> None:
    here, elsewhere = as_("agent"), as_("agent")
    html = here.get("/account/sessions").get_data(as_text=True)
    paths = [part.split('"')[0] for part in html.split('action="')[1:] if "/account/sessions/" in part.split('"')[0]]
    ends = [path for path in paths if path.endswith("/end")]
    assert len(ends) == 2
    # The one that asks stands first.
    assert here.send(ends[1]).status_code == 303
    assert elsewhere.get("/account").status_code == 303
    assert here.get("/account").status_code == 200


def test_all_other_devices_are_signed_out(as_: As) -> None:
    here, others = as_("agent"), [as_("agent"), as_("agent")]
    assert here.send("/account/sessions/end-others").status_code == 303
    assert [other.get("/account").status_code for other in others] == [303, 303]
    assert here.get("/account").status_code == 200


def test_sessions_of_others_are_unknown(as_: As) -> None:
    html = as_("colleague").get("/account/sessions").get_data(as_text=True)
    path = next(part.split('"')[0] for part in html.split('action="')[1:] if part.split('"')[0].endswith("/end"))
    assert as_("agent").send(path).status_code == 404
