"""The world's people with work that was done."""

from collections.abc import Iterator

import pytest

from tests.checked_client import CheckedClient
from tests.hours.deeds import Deeds
from tests.matches.browsing import OutsideClient, SignIn
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.web.application import Application


@pytest.fixture
def deeds(app: Application, world: World) -> Iterator[Deeds]:
    with app.app_context():
        yield Deeds(world)
        db.session.rollback()


@pytest.fixture
def signed(app: Application, as_: SignIn) -> SignIn:
    """Signs in as somebody; the client asks from outside of the test's own context."""
    app.test_client_class = OutsideClient
    return as_


@pytest.fixture
def visitor(app: Application) -> CheckedClient:
    """Somebody who is not signed in."""
    app.test_client_class = OutsideClient
    made = app.test_client()
    assert isinstance(made, CheckedClient)
    return made
