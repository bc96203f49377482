"""Somebody who can't come."""

import pytest

from tests.matches.acts import Acts
from tests.matches.cover.covers import Covers


@pytest.fixture
def covers(acts: Acts) -> Covers:
    return Covers(acts)
