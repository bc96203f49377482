"""The world's people, ready to act on matches."""

from collections.abc import Iterator

import pytest

from tests.checked_client import CheckedClient
from tests.matches.acts import Acts
from tests.matches.browsing import OutsideClient, SignIn
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.web.application import Application


@pytest.fixture
def acts(app: Application, world: World) -> Iterator[Acts]:
    with app.app_context():
        yield Acts(world)
        db.session.rollback()


@pytest.fixture
def signed(app: Application, as_: SignIn) -> SignIn:
    """Signs in and fetches a page, so that the client holds a valid token."""
    app.test_client_class = OutsideClient

    def sign_in(name: str) -> CheckedClient:
        client = as_(name)
        client.get("/no-such-page")
        return client

    return sign_in
