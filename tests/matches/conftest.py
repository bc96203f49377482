"""The world's people, ready to act on matches."""

from collections.abc import Iterator

import pytest

from tests.matches.acts import Acts
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.web.application import Application


@pytest.fixture
def acts(app: Application, world: World) -> Iterator[Acts]:
    with app.app_context():
        yield Acts(world)
        db.session.rollback()
