"""The token differs in every answer (see docs/decisions/0001), still passes, and nothing passes without it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.checked_client import TOKEN, CheckedClient
from tests.world import World
from volunteer_match.web.csrf import mask_token, unmask_token


@given(st.text(min_size=1))
def test_a_masked_token_unmasks_to_itself_and_never_reads_alike(token: str) -> None:
    assert unmask_token(mask_token(token)) == token


@given(st.text())
def test_anything_else_unmasks_without_a_fault(text: str) -> None:
    assert unmask_token(text) is None or isinstance(unmask_token(text), str)


def test_token_differs_in_every_answer(client: CheckedClient) -> None:
    tokens = {TOKEN.search(client.get("/sign-in").get_data(as_text=True)).group(1) for _ in range(3)}  # type: ignore[union-attr]
    assert len(tokens) == 3


def test_post_without_token_is_refused(client: CheckedClient, world: World) -> None:
    data = {"email": world.email("agent"), "password": world.password}
    assert client.post("/sign-in", data=data).status_code == 400
    assert client.post("/sign-in", data={**data, "csrf_token": "x" * 40}).status_code == 400


def test_header_carries_the_token_too(client: CheckedClient, world: World) -> None:
    client.get("/sign-in")
    data = {"email": world.email("agent"), "password": world.password}
    assert client.post("/sign-in", data=data, headers={"X-CSRFToken": client.token}).status_code == 303


def test_cookie_is_lax_and_out_of_reach_of_scripts(client: CheckedClient, world: World) -> None:
    response = client.sign_in(world.email("agent"), world.password)
    cookie = response.headers["Set-Cookie"]
    assert re.search(r"SameSite=Lax", cookie)
    assert "HttpOnly" in cookie
