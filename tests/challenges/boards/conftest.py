"""A crowd in an open challenge."""

import pytest

from tests.challenges.boards.crowd import Crowd
from tests.world import World


@pytest.fixture
def crowd(world: World, context: None) -> Crowd:
    made = Crowd(world)
    made.open()
    return made
