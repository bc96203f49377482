"""Signed-in people who have looked at their profile, and a look into the database afterwards."""

from collections.abc import Callable

import pytest

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.queries import whole_profile
from volunteer_match.web.application import Application


@pytest.fixture
def agent(as_: Callable[[str], CheckedClient]) -> CheckedClient:
    client = as_("agent")
    assert client.get("/profile").status_code == 200
    return client


@pytest.fixture
def stored(app: Application, world: World) -> Callable[..., AgentProfile]:
    """`stored()` reads the agent's profile, with everything in it, from the database."""

    def read(name: str = "agent") -> AgentProfile:
        with app.app_context():
            profile = whole_profile(world.accounts[name])
            assert profile is not None
            _ = [interest.key for interest in profile.interests]
            return profile

    return read
