"""A forgotten password: one link, used once, that tells a stranger nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.checked_client import CheckedClient
from tests.people.links import messages_to, newest_path
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.people.models import AccountLink
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
NEW = "eleven slow otters"


def ask(app: Application, client: CheckedClient, email: str) -> str:
    client.get("/password-reset")
    assert client.send("/password-reset", {"email": email}).status_code == 303
    return newest_path(app, email, "password-reset")


def test_the_answer_tells_nothing_of_who_has_an_account(app: Application, client: CheckedClient, world: World) -> None:
    client.get("/password-reset")
    known = client.send("/password-reset", {"email": world.email("agent")})
    unknown = client.send("/password-reset", {"email": "nobody@example.org"})
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1


def test_a_new_password_signs_everybody_out_and_works(
    app: Application, client: CheckedClient, as_: As, world: World
) -> None:
    elsewhere = as_("agent")
    path = ask(app, client, world.email("agent"))
    client.get(path)
    assert client.send(path, {"password": NEW}).status_code == 303
    assert elsewhere.get("/account").status_code == 303
    assert client.sign_in(world.email("agent"), world.password).status_code == 422
    assert client.sign_in(world.email("agent"), NEW).status_code == 303
    assert len(messages_to(app, world.email("agent"), "password-changed")) == 1


def test_a_link_works_once(app: Application, client: CheckedClient, world: World) -> None:
    path = ask(app, client, world.email("agent"))
    client.get(path)
    client.send(path, {"password": NEW})
    assert client.get(path).status_code == 404
    assert client.send(path, {"password": "another good password"}).status_code == 404


def test_a_newer_link_ends_the_older(app: Application, client: CheckedClient, world: World) -> None:
    older, newer = (ask(app, client, world.email("agent")) for _ in range(2))
    assert client.get(older).status_code == 404
    assert client.get(newer).status_code == 200


def test_a_link_has_its_time(app: Application, client: CheckedClient, world: World) -> None:
    path = ask(app, client, world.email("agent"))
    with app.app_context():
        begin_write(db.session)
        db.session.execute(update(AccountLink).values(expires_at=world.now - timedelta(seconds=1)))
        db.session.commit()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("password", "status"),
    [
        ("short", 422),
        ("password123", 422),
        ("agent@example.org", 422),
        ("aaaaaaaaaaaaaa", 422),
        ("x" * 257, 422),
        ("correct horse battery staple, and sixty-four characters or more of it", 303),
        ("пароль из слов", 303),
        ("🦔🦔 hedgehogs at night", 303),
        (" spaces at both ends ", 303),
    ],
)
def test_what_makes_a_password(
    app: Application, client: CheckedClient, world: World, password: str, status: int
) -> None:
    path = ask(app, client, world.email("agent"))
    client.get(path)
    assert client.send(path, {"password": password}).status_code == status
    if status == 303:
        assert client.sign_in(world.email("agent"), password).status_code == 303


def test_asking_is_limited_for_an_account_without_telling(
    app: Application, client: CheckedClient, world: World
) -> None:
    client.get("/password-reset")
    answers = {client.send("/password-reset", {"email": world.email("agent")}).status_code for _ in range(6)}
    assert answers == {303}
    assert len(messages_to(app, world.email("agent"), "password-reset")) == 3


def test_asking_is_limited_for_a_network_address(client: CheckedClient) -> None:
    client.get("/password-reset")
    answers = [client.send("/password-reset", {"email": f"n{n}@example.org"}).status_code for n in range(21)]
    assert answers == [303] * 20 + [429]


def test_a_faulty_address_is_told_and_kept(client: CheckedClient) -> None:
    client.get("/password-reset")
    response = client.send("/password-reset", {"email": "not an address"})
    assert response.status_code == 422
    assert "not an address" in response.get_data(as_text=True)
