"""The world's people with work that was done."""

from collections.abc import Iterator

import pytest

from tests.hours.deeds import Deeds
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.web.application import Application


@pytest.fixture
def deeds(app: Application, world: World) -> Iterator[Deeds]:
    with app.app_context():
        yield Deeds(world)
        db.session.rollback()
