"""The world's people with challenges."""

from collections.abc import Iterator

import pytest

from tests.challenges.deeds import ChallengeDeeds
from tests.matches.browsing import OutsideClient, SignIn
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.web.application import Application


@pytest.fixture
def deeds(app: Application, world: World) -> Iterator[ChallengeDeeds]:
    with app.app_context():
        yield ChallengeDeeds(world)
        db.session.rollback()


@pytest.fixture
def signed(app: Application, as_: SignIn) -> SignIn:
    """Signs in as somebody; the client asks from outside of the test's own context."""
    app.test_client_class = OutsideClient
    return as_
