"""Every action that the program writes into the log has words."""

import re
from pathlib import Path

import pytest

from tests.conftest import make_config
from volunteer_match import create_app
from volunteer_match.audit.words import ACTIONS, AREAS, action_words, area_words
from volunteer_match.glossary import Move
from volunteer_match.opportunities.rules import OpportunityMove

WRITTEN = re.compile(r"""\brecord\(\s*"([a-z-]+\.[a-z-]+)\"""")
CODES = sorted({code for path in Path("volunteer_match").rglob("*.py") for code in WRITTEN.findall(path.read_text())})


@pytest.mark.parametrize("code", [*CODES, *(f"opportunity.{move}" for move in OpportunityMove)])
def test_what_is_written_has_words(code: str) -> None:
    assert code in ACTIONS or code.removeprefix("match.") in set(Move)
    assert code.partition(".")[0] in AREAS


def test_moves_of_matches_have_the_words_of_their_timeline() -> None:
    app = create_app(make_config("sqlite://"))
    with app.test_request_context():
        for move in Move:
            assert action_words(f"match.{move.value}") != f"match.{move.value}"
        assert action_words("future.thing") == "future.thing"
        assert area_words("match") == "Matches"
