"""Signing in and out: sessions that end when told, limits on failures, and where people land."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from tests.checked_client import CheckedClient
from tests.conftest import make_config
from tests.world import World
from volunteer_match import create_app
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.people.models import Account, Attempt, SignInSession
from volunteer_match.people.passwords import hasher
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
COOKIE = "volunteer_match"


def fail(client: CheckedClient, email: str, times: int) -> list[int]:
    return [client.sign_in(email, "not the password").status_code for _ in range(times)]


def test_the_page_of_the_signed_out_has_both_doors(client: CheckedClient) -> None:
    html = client.get("/").get_data(as_text=True)
    assert 'href="/sign-in"' in html
    assert 'href="/partners/apply"' in html


@pytest.mark.parametrize(
    ("name", "place"),
    [("agent", "/opportunities"), ("partner", "/opportunities"), ("coordinator", "/approvals")],
)
def test_each_role_lands_where_its_work_is(as_: As, name: str, place: str) -> None:
    assert as_(name).get("/").location == place


def test_an_address_is_known_in_any_case(client: CheckedClient, world: World) -> None:
    assert client.sign_in("  AGENT@Example.ORG ", world.password).status_code == 303


def test_wrong_password_and_unknown_address_answer_alike(client: CheckedClient, world: World) -> None:
    wrong = client.sign_in(world.email("agent"), "not the password")
    unknown = client.sign_in("nobody@example.org", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    sentence = "The e-mail address or the password is not right."
    assert sentence in wrong.get_data(as_text=True)
    assert sentence in unknown.get_data(as_text=True)
    assert 'value="agent@example.org"' in wrong.get_data(as_text=True)


def test_a_cookie_is_worth_nothing_after_sign_out(app: Application, as_: As) -> None:
    client = as_("agent")
    kept = client.get_cookie(COOKIE)
    assert kept is not None
    assert client.send("/sign-out").status_code == 303
    thief = app.test_client()
    thief.set_cookie(COOKIE, kept.value)
    assert thief.get("/account").location.startswith("/sign-in")


def test_an_old_session_ends(app: Application, as_: As, world: World) -> None:
    client = as_("agent")
    with app.app_context():
        begin_write(db.session)
        db.session.execute(update(SignInSession).values(expires_at=world.now - timedelta(seconds=1)))
        db.session.commit()
    assert client.get("/account").status_code == 303


def test_the_eleventh_failure_is_too_many_even_with_the_right_password(client: CheckedClient, world: World) -> None:
    assert fail(client, world.email("agent"), 10) == [422] * 10
    assert client.sign_in(world.email("agent"), world.password).status_code == 429
    assert client.sign_in(world.email("colleague"), world.password).status_code == 303


def test_failures_are_forgotten_after_fifteen_minutes(app: Application, client: CheckedClient, world: World) -> None:
    fail(client, world.email("agent"), 10)
    with app.app_context():
        begin_write(db.session)
        db.session.execute(update(Attempt).values(at=world.now - timedelta(minutes=15, seconds=1)))
        db.session.commit()
    assert client.sign_in(world.email("agent"), world.password).status_code == 303


def test_successes_are_not_counted(app: Application, world: World) -> None:
    for _ in range(12):
        assert app.test_client().sign_in(world.email("agent"), world.password).status_code == 303  # type: ignore[attr-defined]


def test_a_network_address_fails_a_hundred_times(app: Application, client: CheckedClient, world: World) -> None:
    fail(client, "somebody@example.org", 1)
    with app.app_context():
        begin_write(db.session)
        row = db.session.scalar(select(Attempt).where(Attempt.kind == "sign-in:address"))
        assert row is not None
        db.session.add_all([Attempt(kind=row.kind, key_hash=row.key_hash, at=row.at) for _ in range(99)])
        db.session.commit()
    assert client.sign_in(world.email("agent"), world.password).status_code == 429


@pytest.mark.parametrize("proxies, seen", [(0, "10.0.0.1"), (1, "203.0.113.9")])
def test_the_address_is_the_one_that_our_own_proxy_saw(proxies: int, seen: str) -> None:
    app = create_app(make_config("sqlite://", PROXY_COUNT=str(proxies)))
    environ = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.9"}
    addresses: list[str | None] = []

    @app.before_request
    def look() -> str:
        from flask import request

        addresses.append(request.remote_addr)
        return ""

    app.test_client().get("/livez", environ_overrides=environ)
    assert addresses == [seen]


@pytest.mark.parametrize("evil", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: CheckedClient, world: World, evil: str) -> None:
    client.get("/sign-in")
    data = {"email": world.email("agent"), "password": world.password, "next": evil}
    assert client.send("/sign-in", data).location == "/"


def test_who_was_sent_to_sign_in_comes_back(client: CheckedClient, world: World) -> None:
    address = client.get("/account/sessions").location
    assert "next=" in address
    client.get(address)
    data = {"email": world.email("agent"), "password": world.password, "next": "/account/sessions"}
    assert client.send("/sign-in", data).location == "/account/sessions"


def test_an_old_hash_is_renewed_at_sign_in(app: Application, client: CheckedClient, world: World) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(world.password)
    with app.app_context():
        begin_write(db.session)
        world.account("agent").password_hash = weak
        db.session.commit()
    client.sign_in(world.email("agent"), world.password)
    with app.app_context():
        renewed = world.account("agent").password_hash
        assert renewed is not None
        assert renewed != weak
        assert not hasher.check_needs_rehash(renewed)


def test_the_last_use_is_noted_every_five_minutes_only(app: Application, as_: As, world: World) -> None:
    client = as_("agent")
    for age, is_noted in ((timedelta(minutes=4), False), (timedelta(minutes=6), True)):
        with app.app_context():
            begin_write(db.session)
            db.session.execute(update(SignInSession).values(last_seen_at=world.now - age))
            db.session.commit()
        client.get("/help")
        with app.app_context():
            seen = db.session.scalars(select(SignInSession.last_seen_at)).one()
        assert (seen > world.now - age) is is_noted


def test_a_deactivated_account_can_not_sign_in(app: Application, client: CheckedClient, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        db.session.execute(update(Account).values(deactivated_at=world.now))
        db.session.commit()
    assert client.sign_in(world.email("agent"), world.password).status_code == 422
