"""The profile at a glance, interests and limits, and the first-time guide."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.availability.queries import windows_of
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.organisations.models import Partner
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
Stored = Callable[..., AgentProfile]


@pytest.fixture
def newcomer(app: Application, world: World, as_: As) -> CheckedClient:
    """An agent who was just invited: an account, and nothing else."""
    with app.app_context():
        begin_write(db.session)
        world.add_account("newcomer", Role.AGENT, company="northwind")
        db.session.commit()
    client = as_("newcomer")
    client.get("/guide/zone")
    return client


def test_the_hub_says_what_is_missing_first(agent: CheckedClient) -> None:
    text = agent.get("/profile").text
    assert "Choose what you care about" in text
    assert "Add your skills" not in text
    assert "Maths tutoring" in text


def test_the_hub_is_for_people_of_a_company(as_: As, newcomer: CheckedClient) -> None:
    assert as_("partner").get("/profile").status_code == 404
    response = newcomer.get("/profile")
    assert (response.status_code, response.location) == (303, "/guide")


def test_interests_are_exactly_those_that_were_ticked(app: Application, agent: CheckedClient, stored: Stored) -> None:
    with app.app_context():
        partners = {p.name: p.public_id for p in db.session.scalars(select(Partner))}
    agent.send("/profile/interests", {"kind": ["tutoring"], "cause": ["education"], "partner": partners["Open Desk"]})
    first = {"kind:tutoring", "cause:education", f"partner:{partners['Open Desk']}"}
    assert {interest.key for interest in stored().interests} == first
    assert "Open Desk" in agent.get("/profile").text
    agent.send("/profile/interests", {"kind": ["tutoring", "mentoring"]})
    assert {interest.key for interest in stored().interests} == {"kind:tutoring", "kind:mentoring"}
    for faulty in ({"kind": "war"}, {"partner": partners["Far Shore"]}):
        assert agent.send("/profile/interests", faulty).status_code == 422


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"hours": "4", "is_adult": "yes"}, (240, True)),
        ({"hours": "2.5", "is_adult": "no"}, (150, False)),
        ({"hours": "", "is_adult": ""}, (None, None)),
        ({"hours": "20", "is_adult": "no"}, (1200, False)),
    ],
)
def test_limits(
    agent: CheckedClient, stored: Stored, typed: dict[str, str], kept: tuple[int | None, bool | None]
) -> None:
    assert agent.send("/profile/limits", typed).status_code == 303
    assert (stored().weekly_limit_minutes, stored().is_adult) == kept
    assert f'value="{typed["hours"]}"' in agent.get("/profile/limits").text


@pytest.mark.parametrize("hours", ["0", "-1", "81", "many", "NaN", "Infinity", "1e9"])
def test_faulty_limits_are_told_and_kept(agent: CheckedClient, stored: Stored, hours: str) -> None:
    response = agent.send("/profile/limits", {"hours": hours})
    assert response.status_code == 422
    assert f'value="{hours}"' in response.text
    assert stored().weekly_limit_minutes is None


def test_the_guide_from_first_to_last_step(
    app: Application, world: World, newcomer: CheckedClient, stored: Stored
) -> None:
    assert newcomer.get("/guide").location == "/guide/zone"
    assert newcomer.send("/guide/zone", {"time_zone": "Europe/Warsaw"}).location == "/guide/languages"
    assert newcomer.get("/guide/languages").status_code == 200
    languages = {"level-en": "5", "level-es": "", "other_tag": "uk", "other_level": "7"}
    assert newcomer.send("/guide/languages", languages).location == "/guide/skills"
    assert newcomer.get("/guide/skills").status_code == 200
    skills = {"skills": ["patience", "maths-tutoring"], "level": "3"}
    assert newcomer.send("/guide/skills", skills).location == "/guide/hours"
    assert newcomer.get("/guide/hours").status_code == 200
    assert newcomer.send("/guide/hours", {"presets": ["weekend-mornings"]}).location == "/guide/interests"
    assert newcomer.get("/guide/interests").status_code == 200
    end = newcomer.send("/guide/interests", {"kind": "tutoring", "is_adult": "yes"})
    assert (end.status_code, end.location) == (303, "/")
    profile = stored("newcomer")
    assert {(entry.tag, entry.level) for entry in profile.languages} == {("en", 5), ("uk", 7)}
    assert {(entry.skill.code, entry.level) for entry in profile.skills} == {("patience", 3), ("maths-tutoring", 3)}
    assert (profile.is_adult, [interest.key for interest in profile.interests]) == (True, ["kind:tutoring"])
    assert profile.guide_ended_at is not None
    with app.app_context():
        assert [(w.day, w.start, w.end) for w in windows_of(world.accounts["newcomer"])] == [
            (5, 480, 720),
            (6, 480, 720),
        ]
        account = db.session.get(Account, world.accounts["newcomer"])
        assert account is not None
        assert account.time_zone == "Europe/Warsaw"


def test_going_back_changes_what_was_ticked(newcomer: CheckedClient, stored: Stored) -> None:
    newcomer.send("/guide/skills", {"skills": ["patience", "captioning"], "level": "1"})
    newcomer.send("/guide/skills", {"skills": ["captioning", "maths-tutoring"], "level": "4"})
    held = {(entry.skill.code, entry.level) for entry in stored("newcomer").skills}
    assert held == {("captioning", 1), ("maths-tutoring", 4)}
    newcomer.send("/guide/languages", {"level-en": "5", "level-es": "2"})
    newcomer.send("/guide/languages", {"level-en": "6", "level-es": ""})
    assert [(entry.tag, entry.level) for entry in stored("newcomer").languages] == [("en", 6)]


@pytest.mark.parametrize("step", ["zone", "languages", "skills", "hours", "interests"])
def test_the_guide_can_be_left_at_any_step(newcomer: CheckedClient, stored: Stored, step: str) -> None:
    response = newcomer.send(f"/guide/{step}", {"leave": "1"})
    assert response.status_code == 303
    assert stored("newcomer").guide_ended_at is not None


def test_leaving_keeps_what_was_entered(newcomer: CheckedClient, stored: Stored) -> None:
    newcomer.send("/guide/skills", {"skills": "patience", "level": "2", "leave": "1"})
    assert [entry.skill.code for entry in stored("newcomer").skills] == ["patience"]


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("zone", {"time_zone": "Mars/Base"}),
        ("languages", {"level-en": "12"}),
        ("languages", {"other_tag": "uk"}),
        ("skills", {"skills": "nothing", "level": "2"}),
        ("skills", {"skills": "patience", "level": "0"}),
        ("hours", {"presets": "always"}),
        ("interests", {"kind": "war"}),
    ],
)
def test_faulty_answers_are_told(newcomer: CheckedClient, step: str, typed: dict[str, str]) -> None:
    response = newcomer.send(f"/guide/{step}", typed)
    assert response.status_code == 422
    assert "error-summary" in response.text


def test_staff_may_volunteer_and_other_steps_are_unknown(as_: As, stored: Stored) -> None:
    coordinator = as_("second_coordinator")
    assert coordinator.get("/guide/zone").status_code == 200
    assert coordinator.get("/guide/nothing").status_code == 404
    assert coordinator.send("/guide/hours", {"leave": "1"}).location == "/profile"
    assert stored("second_coordinator").guide_ended_at is not None
    assert as_("partner").get("/guide/zone").status_code == 404


def test_hours_of_ones_own_survive_the_guide(
    app: Application, world: World, agent: CheckedClient, now: datetime
) -> None:
    agent.send("/profile/availability", {"time_zone": "Asia/Manila", "mon-0-start": "06:00", "mon-0-end": "07:00"})
    agent.send("/guide/hours", {"presets": ["weekday-evenings"]})
    agent.send("/guide/hours", {"presets": []})
    with app.app_context():
        assert [(w.day, w.start, w.end) for w in windows_of(world.accounts["agent"])] == [(0, 360, 420)]
