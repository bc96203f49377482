"""Files of facts: what is read from a good one."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.matching.worlds import at, span
from volunteer_match.glossary import Format
from volunteer_match.matching.facts import (
    AgentFacts,
    CredentialFacts,
    ExceptionFacts,
    OpportunityFacts,
    Preferences,
    Requirements,
    SessionFacts,
    Settings,
    Weights,
    Window,
    World,
)
from volunteer_match.matching.facts_file import FactsFault, load_facts
from volunteer_match.matching.levels import Proficiency, SkillLevel

FULL: dict[str, Any] = {
    "now": "2026-11-23T12:00:00Z",
    "agents": [
        {
            "id": "a1",
            "time_zone": "Asia/Manila",
            "age": 30,
            "skills": {"maths-tutoring": "advanced"},
            "wants": ["physics-tutoring"],
            "languages": {"en": "C2", "fil": "native", "PT-br": "ILR 2"},
            "verified_languages": ["en"],
            "availability": [
                {"day": "mon", "start": "20:00", "end": "02:00"},
                {"day": "sun", "start": "00:00", "end": "24:00"},
            ],
            "exceptions": [
                {"date": "2026-12-01", "available": False},
                {"date": "2026-12-02", "start": "09:00", "end": "12:00", "available": True},
            ],
            "shifts": [{"start": "2026-11-24T09:00:00+08:00", "end": "2026-11-24T18:00:00+08:00"}],
            "rest_gap_minutes": 30,
            "busy": [{"start": "2026-11-25T10:00:00Z", "end": "2026-11-25T11:00:00Z"}],
            "weekly_limit_minutes": 240,
            "credentials": [{"kind": "background-check", "expires": "2027-03-01"}, {"kind": "first-aid"}],
            "interests": ["cause:education", "kind:tutoring", "partner:open-desk"],
            "attended": 5,
            "missed": 0.25,
            "asked_last_7_days": 1,
            "last_asked": "2026-11-20T08:00:00Z",
            "pending": 2,
            "returned_from": ["o9"],
            "blocked_by": ["other-desk"],
            "active": True,
        }
    ],
    "opportunities": [
        {
            "id": "o1",
            "kind": "tutoring",
            "format": "scheduled",
            "cause": "education",
            "partner": "open-desk",
            "requires": {
                "skills": {"maths-tutoring": "intermediate"},
                "languages": {"en": "B2"},
                "verified_languages": ["EN"],
                "credentials": ["background-check"],
                "minimum_age": 18,
            },
            "prefers": {"skills": {"patience": "beginner"}, "languages": {"pl": "A2"}},
            "sessions": [
                {
                    "id": "s1",
                    "start": "2026-11-26T18:00:00",
                    "end": "2026-11-26T19:00:00",
                    "time_zone": "Europe/Warsaw",
                    "places": 1,
                }
            ],
            "hours": None,
            "deadline": None,
            "connections_last_7_days": 4,
        },
        {"id": "o2", "format": "flexible", "hours": 1.5, "deadline": "2026-12-10T00:00:00+01:00"},
    ],
    "settings": {
        "pending_cap": None,
        "company_weekly_limit_minutes": 300,
        "fairness": 0.8,
        "attention": 1,
        "seed": -7,
        "weights": {"skills": 30, "reliability": 15},
        "ilr": {"3": "B2"},
    },
}

DAY_OFF = ExceptionFacts(date(2026, 12, 1), None, None, False)
AGENT = AgentFacts(
    id="a1",
    time_zone="Asia/Manila",
    age=30,
    skills={"maths-tutoring": SkillLevel.ADVANCED},
    wants=frozenset({"physics-tutoring"}),
    languages={"en": Proficiency.C2, "fil": Proficiency.NATIVE, "pt-BR": Proficiency.B2},
    verified_languages=frozenset({"en"}),
    availability=(Window(0, 1200, 120), Window(6, 0, 1440)),
    exceptions=(
        ExceptionFacts(date(2026, 12, 1), None, None, False),
        ExceptionFacts(date(2026, 12, 2), 540, 720, True),
    ),
    shifts=(span("2026-11-24 01:00", "2026-11-24 10:00"),),
    rest_gap_minutes=30,
    busy=(span("2026-11-25 10:00", "2026-11-25 11:00"),),
    weekly_limit_minutes=240,
    credentials=(CredentialFacts("background-check", date(2027, 3, 1)), CredentialFacts("first-aid")),
    interests=frozenset({"cause:education", "kind:tutoring", "partner:open-desk"}),
    attended=5,
    missed=0.25,
    asked_last_7_days=1,
    last_asked=at("2026-11-20 08:00"),
    pending=2,
    returned_from=frozenset({"o9"}),
    blocked_by=frozenset({"other-desk"}),
)
SCHEDULED = OpportunityFacts(
    id="o1",
    kind="tutoring",
    cause="education",
    partner="open-desk",
    requires=Requirements(
        skills={"maths-tutoring": SkillLevel.INTERMEDIATE},
        languages={"en": Proficiency.B2},
        verified_languages=frozenset({"en"}),
        credentials=("background-check",),
        minimum_age=18,
    ),
    prefers=Preferences({"patience": SkillLevel.BEGINNER}, {"pl": Proficiency.A2}),
    sessions=(SessionFacts("s1", at("2026-11-26 17:00"), at("2026-11-26 18:00"), "Europe/Warsaw", 1),),
    connections_last_7_days=4,
)
FLEXIBLE = OpportunityFacts("o2", format=Format.FLEXIBLE, minutes_needed=90, deadline=at("2026-12-09 23:00"))


def test_every_key_is_read() -> None:
    world = load_facts(json.dumps(FULL))
    assert world.now == at("2026-11-23 12:00")
    assert world.agents == (AGENT,)
    assert world.opportunities == (SCHEDULED, FLEXIBLE)
    settings = world.settings
    assert (settings.pending_cap, settings.company_weekly_limit_minutes, settings.seed) == (None, 300, -7)
    assert (settings.fairness, settings.attention, settings.weights) == (0.8, 1, Weights(30, 20, 25, 10, 15))
    assert (settings.ilr[3], settings.ilr[2]) == (Proficiency.B2, Proficiency.B2)


def test_every_key_but_the_ids_may_be_left_out() -> None:
    bare = {"now": "2026-11-23T12:00:00Z", "agents": [{"id": "a"}], "opportunities": [{"id": "o"}]}
    assert load_facts(json.dumps(bare)) == World(
        at("2026-11-23 12:00"), (AgentFacts("a"),), (OpportunityFacts("o"),), Settings()
    )
    assert load_facts('{"now": "2026-11-23T12:00:00Z"}') == World(at("2026-11-23 12:00"))


def test_now_may_be_given_by_who_reads() -> None:
    noon, later = at("2026-11-23 12:00"), datetime(2027, 1, 1, tzinfo=UTC)
    assert load_facts("{}", noon).now == noon
    assert load_facts('{"now": "2027-01-01T00:00:00Z"}', noon).now == later
    with pytest.raises(FactsFault, match="now: is missing"):
        load_facts("{}")


@pytest.mark.parametrize(
    "written, zone, instant",
    [
        pytest.param("2026-11-26T18:00:00", "Europe/Warsaw", "2026-11-26 17:00", id="local"),
        pytest.param("2026-11-26T18:00:00", None, "2026-11-26 18:00", id="local to UTC where no zone is given"),
        pytest.param("2026-11-26T18:00:00Z", "Europe/Warsaw", "2026-11-26 18:00", id="Z wins over the zone"),
        pytest.param("2026-11-26T18:00-05:00", "Europe/Warsaw", "2026-11-26 23:00", id="an offset, no seconds"),
        pytest.param("2026-11-26 18:00:00.5+00:00", None, "2026-11-26 18:00:00.5", id="a blank, and fractions"),
        pytest.param("2026-03-29T02:30:00", "Europe/Warsaw", "2026-03-29 01:30", id="in a gap: the offset before it"),
        pytest.param("2026-10-25T02:30:00", "Europe/Warsaw", "2026-10-25 00:30", id="in an overlap: the first"),
    ],
)
def test_starts_of_sessions(written: str, zone: str | None, instant: str) -> None:
    session = {"id": "s", "start": written, "end": "2027-01-01T00:00:00Z"} | ({"time_zone": zone} if zone else {})
    session["end"] = written.replace("26T18", "26T20").replace("26 18", "26 20").replace("T02:30", "T05:30")
    world = load_facts(
        json.dumps({"now": "2026-01-01T00:00:00Z", "opportunities": [{"id": "o", "sessions": [session]}]})
    )
    assert world.opportunities[0].sessions[0].start == at(instant)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_files_and_bytes_are_read_with_or_without_a_mark(mark: bytes, tmp_path: Path) -> None:
    content = mark + json.dumps(FULL).encode()
    path = tmp_path / "facts.json"
    path.write_bytes(content)
    assert load_facts(path) == load_facts(content) == load_facts(content.decode()) == load_facts(json.dumps(FULL))


def test_null_is_none_where_there_may_be_none() -> None:
    agent = dict.fromkeys(("age", "weekly_limit_minutes", "last_asked"))
    need = dict.fromkeys(("kind", "cause", "partner", "hours", "deadline"))
    credential = {"kind": "k", "expires": None}
    exception = {"date": "2026-12-01", "start": None, "end": None, "available": False}
    text = json.dumps(
        {
            "now": "2026-11-23T12:00:00Z",
            "agents": [{"id": "a", "exceptions": [exception], "credentials": [credential], **agent}],
            "opportunities": [{"id": "o", "requires": {"minimum_age": None}, **need}],
            "settings": {"company_weekly_limit_minutes": None},
        }
    )
    world = load_facts(text)
    assert world.opportunities == (OpportunityFacts("o"),)
    assert world.agents[0].exceptions == (DAY_OFF,)
