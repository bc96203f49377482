"""A partner writes a need in four steps and publishes it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, OpportunityState
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent
from volunteer_match.opportunities.queries import visible_ids
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]


def newest(app: Application) -> Opportunity:
    """The opportunity that was written last, with its rows."""
    found = db.session.scalar(select(Opportunity).order_by(Opportunity.id.desc()).limit(1))
    assert found is not None
    return found


def begin(client: CheckedClient, template: str = "conversation-practice") -> str:
    """Starts a draft and returns the address of its need."""
    client.get("/opportunities/new")
    response = client.send("/opportunities/new", {"template": template})
    assert response.status_code == 303
    return response.headers["Location"].removesuffix("/edit/what")


def who_fields(**changes: str) -> dict[str, str]:
    """The second step of a tutoring need, filled in."""
    return {
        "skills-0-skill": "Maths tutoring",
        "skills-0-level": "2",
        "skills-0-need": "required",
        "languages-0-language": "en",
        "languages-0-level": "4",
        "languages-0-need": "required",
        **changes,
    }


def when_fields(**changes: str) -> dict[str, str]:
    """The third step: one date in ten days."""
    day = (datetime.now(UTC) + timedelta(days=10)).date()
    return {
        "format": "scheduled",
        "day": day.isoformat(),
        "start": "18:00",
        "minutes": "60",
        "weeks": "1",
        "places": "2",
        "time_zone": "Europe/London",
        **changes,
    }


def test_from_template_to_published_with_few_fields(app: Application, world: World, as_: SignIn) -> None:
    client = as_("partner")
    address = begin(client)
    for step in ("what", "who", "when", "check"):
        assert client.get(f"{address}/edit/{step}").status_code == 200
    assert client.send(f"{address}/edit/who", who_fields()).headers["Location"] == f"{address}/edit/when"
    assert client.send(f"{address}/edit/when", when_fields()).headers["Location"] == f"{address}/edit/check"
    page = client.get(f"{address}/edit/check").get_data(as_text=True)
    assert "Before you publish" not in page
    assert client.send(f"{address}/publication").headers["Location"] == address
    assert client.get(address).status_code == 200
    with app.app_context():
        need = newest(app)
        assert need.state is OpportunityState.PUBLISHED
        assert [row.skill.code for row in need.skills] == ["maths-tutoring"]
        assert [(row.tag, row.level, row.is_required) for row in need.languages] == [("en", 4, True)]
        assert need.sessions[0].starts_at is not None
        assert need.sessions[0].starts_at.astimezone(ZoneInfo("Europe/London")).hour == 18
        assert visible_ids(world.ids["northwind"], world.now) == [need.id]
        assert visible_ids(world.ids["elsewhere"], world.now) == []


def test_need_of_an_unverified_partner_is_published_and_not_shown(app: Application, world: World, as_: SignIn) -> None:
    client = as_("other_partner")
    address = begin(client)
    client.send(f"{address}/edit/who", who_fields())
    client.send(f"{address}/edit/when", when_fields())
    assert "Nobody has verified your organisation yet" in client.get(f"{address}/edit/check").get_data(as_text=True)
    assert client.send(f"{address}/publication").status_code == 303
    with app.app_context():
        assert newest(app).state is OpportunityState.PUBLISHED
        assert visible_ids(world.ids["northwind"], world.now) == []


def test_same_clicks_sent_twice_have_one_effect(app: Application, world: World, as_: SignIn) -> None:
    client = as_("partner")
    address = begin(client)
    again = client.send("/opportunities/new", {"template": "conversation-practice"})
    assert again.headers["Location"] == f"{address}/edit/what"
    for _ in range(2):
        assert client.send(f"{address}/edit/when", when_fields(weeks="3")).status_code == 303
    for _ in range(2):
        assert client.send(f"{address}/publication").status_code == 303
    with app.app_context():
        need = newest(app)
        assert len(need.sessions) == 3
        moves = list(db.session.scalars(select(OpportunityEvent.move).order_by(OpportunityEvent.id)))
        assert moves.count("published") == 1
    copies = {client.send(f"{address}/copies").headers["Location"] for _ in range(2)}
    assert len(copies) == 1


def test_need_for_minors_wants_both_safeguards(app: Application, world: World, as_: SignIn) -> None:
    client = as_("partner")
    address = begin(client, "maths-with-a-child")
    client.send(f"{address}/edit/when", when_fields())
    answer = client.send(f"{address}/edit/who", who_fields(is_for_minors="y"))
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Ask for a background check" in text
    assert "Name the second adult" in text
    assert client.send(f"{address}/publication").status_code == 422
    fields = who_fields(is_for_minors="y", credentials="background-check", second_adult="Ms Okoro")
    assert client.send(f"{address}/edit/who", fields).status_code == 303
    assert client.send(f"{address}/publication").status_code == 303
    # What people see already must stay safe: the safeguard can't be taken away again.
    assert client.send(f"{address}/edit/who", {**fields, "second_adult": ""}).status_code == 422
    with app.app_context():
        assert newest(app).second_adult == "Ms Okoro"


@pytest.mark.parametrize(
    ("step", "fields", "kept", "sentence"),
    [
        ("what", {"title": "", "description": "Kept text", "kind": "tutoring"}, "Kept text", "Give the need a title."),
        (
            "what",
            {"title": "  ", "description": "Blank title", "kind": "other"},
            "Blank title",
            "Give the need a title.",
        ),
        ("who", who_fields(**{"skills-0-skill": "qqqq zzzz"}), "qqqq zzzz", "We don&#39;t know this skill"),
        ("when", when_fields(places="0", day="2199-02-30"), "2199-02-30", "Enter 1 to 500."),
        ("when", when_fields(day="2001-05-05"), "2001-05-05", "over already"),
    ],
)
def test_wrong_answers_are_told_and_kept(
    as_: SignIn, step: str, fields: dict[str, str], kept: str, sentence: str
) -> None:
    client = as_("partner")
    address = begin(client)
    answer = client.send(f"{address}/edit/{step}", fields)
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert kept in text
    assert sentence in text


def test_hostile_text_is_shown_as_text(as_: SignIn, world: World) -> None:
    client = as_("partner")
    address = begin(client)
    hostile = '<img src=x onerror="alert(1)">{{ 7*7 }}'
    fields = {"title": hostile, "description": hostile, "kind": "other", "language": "en", "how_to_join": hostile}
    assert client.send(f"{address}/edit/what", {**fields, "cause": ""}).status_code == 303
    for path in ("/edit/what", "/edit/check"):
        text = client.get(address + path).get_data(as_text=True)
        assert "<img" not in text
        assert "{{ 7*7 }}" in text
    assert "<img" not in client.get("/opportunities?show=drafts").get_data(as_text=True)


def test_rows_are_added_and_removed_without_script(as_: SignIn) -> None:
    client = as_("partner")
    address = begin(client)
    more = client.send(f"{address}/edit/who", who_fields(add_skill="1"))
    assert more.status_code == 200
    assert re.findall(r'<input [^>]*\bautofocus [^>]*name="([^"]+)"', more.get_data(as_text=True)) == ["skills-1-skill"]
    fewer = client.send(f"{address}/edit/who", who_fields(remove_skill="0")).get_data(as_text=True)
    assert 'name="skills-0-skill"' not in fewer


def test_flexible_need_has_a_deadline_and_one_session(app: Application, as_: SignIn) -> None:
    client = as_("partner")
    address = begin(client, "translate-texts")
    assert 'name="deadline"' in client.get(f"{address}/edit/when").get_data(as_text=True)
    day = (datetime.now(UTC) + timedelta(days=9)).date()
    fields = {"format": "flexible", "minutes": "90", "deadline": day.isoformat(), "places": "4", "time_zone": "UTC"}
    assert client.send(f"{address}/edit/when", fields).status_code == 303
    with app.app_context():
        need = newest(app)
        assert need.format is Format.FLEXIBLE
        assert need.deadline == datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)
        assert [row.places for row in need.sessions] == [4]


def test_foreign_needs_do_not_exist(as_: SignIn, app: Application, world: World) -> None:
    address = begin(as_("partner"))
    stranger = as_("other_partner")
    for path in ("", "/edit/what", "/edit/who", "/edit/when", "/edit/check", "/people-coming", "/cancellation"):
        assert stranger.get(address + path).status_code == 404, path
    for path in ("/edit/what", "/publication", "/closure", "/cancellation", "/copies"):
        assert stranger.send(address + path).status_code == 404, path
    assert as_("agent").get(f"{address}/edit/what").status_code == 404
    # A partner's own draft is private, also for coordinators.
    assert as_("coordinator").get(address).status_code == 404


def test_verified_languages_and_nice_ones_are_kept_apart(app: Application, as_: SignIn) -> None:
    client = as_("partner")
    address = begin(client)
    fields = who_fields(**{"languages-0-need": "verified", "languages-1-language": "pl", "languages-1-level": "2"})
    assert client.send(f"{address}/edit/who", {**fields, "languages-1-need": "nice"}).status_code == 303
    with app.app_context():
        rows = {row.tag: (row.is_required, row.verified_only) for row in newest(app).languages}
        assert rows == {"en": (True, True), "pl": (False, False)}
    assert 'value="verified"' in client.get(f"{address}/edit/who").get_data(as_text=True)


def test_published_need_can_not_become_incomplete(app: Application, world: World, as_: SignIn) -> None:
    with app.app_context():
        begin_write(db.session)
        address = f"/opportunities/{world.add_opportunity().public_id}"
        db.session.commit()
    client = as_("partner")
    fields = {"title": "Fractions", "description": "Typed text", "kind": "other", "language": "en", "cause": ""}
    answer = client.send(f"{address}/edit/what", {**fields, "how_to_join": ""})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Say how people join" in text
    assert "Typed text" in text
    with app.app_context():
        assert newest(app).how_to_join != ""
    assert client.send(f"{address}/edit/what", {**fields, "how_to_join": "A link"}).headers["Location"] == address
