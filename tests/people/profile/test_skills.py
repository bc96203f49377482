"""Skills by plain forms: typed, chosen, changed, removed, brought back."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.checked_client import CheckedClient
from volunteer_match.extensions import db
from volunteer_match.people.catalogue.actions import load_catalogue
from volunteer_match.people.catalogue.queries import find_skill
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

Stored = Callable[..., AgentProfile]
PAGE = "/profile/skills"


@pytest.fixture(autouse=True)
def _catalogue(app: Application, world: object, now: datetime) -> None:
    with app.app_context():
        load_catalogue(now)
        db.session.commit()


def _held(stored: Stored) -> dict[str, tuple[int | None, bool]]:
    return {entry.skill.code: (entry.level, entry.is_wanted) for entry in stored().skills}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"skill": "captioning", "level": "4"}, (4, False)),
        ({"skill": "Captioning", "level": "1", "wants": "y"}, (1, True)),
        ({"skill": " CAPTIONING ", "level": "0"}, (None, True)),
    ],
)
def test_a_named_skill_is_added_once(
    agent: CheckedClient, stored: Stored, typed: dict[str, str], kept: tuple[int | None, bool]
) -> None:
    for _ in range(2):
        assert agent.send(PAGE, typed).status_code == 303
    assert _held(stored) == {"maths-tutoring": (3, False), "captioning": kept}


def test_an_unclear_name_offers_choices_and_the_choice_is_taken(agent: CheckedClient, stored: Stored) -> None:
    unclear = agent.send(PAGE, {"skill": "phisics", "level": "2", "wants": "y"})
    assert unclear.status_code == 422
    assert 'value="physics-tutoring"' in unclear.text
    assert 'value="phisics"' in unclear.text
    assert agent.send(PAGE, {"skill": "phisics", "level": "2", "choice": "physics-tutoring"}).status_code == 303
    assert _held(stored)["physics-tutoring"] == (2, False)


@pytest.mark.parametrize(
    "typed", [{"skill": ""}, {"skill": "qqqqqq"}, {"level": ""}, {"level": "9"}, {"skill": "x" * 101}]
)
def test_faulty_skills_are_told_and_kept(agent: CheckedClient, stored: Stored, typed: dict[str, str]) -> None:
    sent = {"skill": "captioning", "level": "2", **typed}
    response = agent.send(PAGE, sent)
    assert response.status_code == 422
    assert "error-summary" in response.text
    assert set(_held(stored)) == {"maths-tutoring"}


def test_levels_are_changed_together(agent: CheckedClient, stored: Stored) -> None:
    agent.send(PAGE, {"skill": "captioning", "level": "2"})
    agent.send(f"{PAGE}/levels", {"maths-tutoring-level": "4", "maths-tutoring-wants": "y", "captioning-level": "0"})
    assert _held(stored) == {"maths-tutoring": (4, True), "captioning": (None, True)}
    agent.send(f"{PAGE}/levels", {"captioning-level": "1"})
    assert _held(stored) == {"maths-tutoring": (4, True), "captioning": (1, False)}
    assert agent.send(f"{PAGE}/levels", {"captioning-level": "7"}).status_code == 400


def test_removal_can_be_undone(agent: CheckedClient, stored: Stored) -> None:
    assert agent.send(f"{PAGE}/maths-tutoring/removal").status_code == 303
    assert agent.send(f"{PAGE}/maths-tutoring/removal").status_code == 303
    assert _held(stored) == {}
    assert "/profile/skills/maths-tutoring/restoration" in agent.get(PAGE).text
    assert agent.send(f"{PAGE}/maths-tutoring/restoration?level=3&wants=y").status_code == 303
    assert _held(stored) == {"maths-tutoring": (3, True)}
    assert agent.send(f"{PAGE}/maths-tutoring/restoration?level=12").status_code == 400
    assert agent.send(f"{PAGE}/nothing/removal").status_code == 404


def test_a_retired_skill_stays_but_is_not_newly_chosen(
    app: Application, agent: CheckedClient, stored: Stored, now: datetime
) -> None:
    with app.app_context():
        for code in ("maths-tutoring", "captioning"):
            skill = find_skill(code)
            assert skill is not None
            skill.retired_at = now
        db.session.commit()
    assert agent.send(f"{PAGE}/levels", {"maths-tutoring-level": "4"}).status_code == 303
    assert agent.send(PAGE, {"skill": "zz", "choice": "captioning", "level": "2"}).status_code == 422
    assert _held(stored) == {"maths-tutoring": (4, False)}


def test_a_link_fills_in_the_skill(agent: CheckedClient) -> None:
    assert 'name="skill" required type="text" value="Captioning"' in agent.get(f"{PAGE}?skill=captioning").text
    assert agent.get(f"{PAGE}?skill=nothing").status_code == 200
