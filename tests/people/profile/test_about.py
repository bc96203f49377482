"""An agent says in a sentence what they do; what it tells is ticked, and only that is added."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.checked_client import CheckedClient
from volunteer_match.extensions import db
from volunteer_match.people.catalogue.actions import load_catalogue
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

Stored = Callable[..., AgentProfile]
SENTENCE = "I do advanced video editing, I answer calls on a helpline and I speak fluent Spanish."
SUGGEST, TAKE = "/profile/skills/suggestions", "/profile/skills/suggested"


@pytest.fixture(autouse=True)
def _catalogue(app: Application, world: object, now: datetime) -> None:
    with app.app_context():
        load_catalogue(now)
        db.session.commit()


def _held(stored: Stored) -> tuple[dict[str, int | None], dict[str, int]]:
    profile = stored()
    return {each.skill.code: each.level for each in profile.skills}, {
        each.tag: each.level for each in profile.languages
    }


def test_a_sentence_is_read_and_nothing_is_added(agent: CheckedClient, stored: Stored) -> None:
    before = _held(stored)
    shown = agent.send(SUGGEST, {"about": SENTENCE})
    assert shown.status_code == 200
    for value in ("skill:video-editing", "skill:helpline-answering", "language:es"):
        assert f'value="{value}"' in shown.text
    assert SENTENCE in shown.text
    assert _held(stored) == before


def test_only_what_is_ticked_is_added_at_the_level_that_was_told(agent: CheckedClient, stored: Stored) -> None:
    skills, languages = _held(stored)
    sent = agent.send(TAKE, {"about": SENTENCE, "said": ["skill:video-editing", "language:es", "skill:payroll"]})
    assert sent.status_code == 303
    assert _held(stored) == ({**skills, "video-editing": 3}, {**languages, "es": 5})
    assert 'value="skill:video-editing"' not in agent.send(SUGGEST, {"about": SENTENCE}).text


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        (SUGGEST, {"about": ""}),
        (SUGGEST, {"about": "x" * 2_001}),
        (SUGGEST, {"about": "qqqq zzzz"}),
        (TAKE, {"about": SENTENCE}),
        (TAKE, {"about": ""}),
    ],
)
def test_faults_are_told_and_nothing_typed_is_lost(
    agent: CheckedClient, stored: Stored, address: str, sent: dict[str, str]
) -> None:
    before = _held(stored)
    response = agent.send(address, sent)
    assert response.status_code == 422
    assert "Error" in response.text
    assert sent["about"] in response.text
    assert _held(stored) == before
