"""What the command answers: the agreed shape, who is told, and the table for people."""

import json
from typing import Any

import pytest

from tests.matching.test_facts_file import FULL
from volunteer_match.matching.facts import World
from volunteer_match.matching.facts_file import FactsFault, answer, as_table, load_facts

THURSDAY = {"day": "thu", "start": "22:00", "end": "04:00"}
ANA: dict[str, Any] = {
    "id": "ana",
    "time_zone": "Asia/Manila",
    "age": 30,
    "skills": {"maths": "advanced"},
    "wants": ["patience"],
    "languages": {"en": "C2"},
    "availability": [THURSDAY],
    "interests": ["cause:education"],
    "attended": 5,
    "asked_last_7_days": 1,
}
NEED: dict[str, Any] = {
    "id": "need",
    "cause": "education",
    "requires": {"skills": {"maths": "intermediate"}, "languages": {"en": "B2"}},
    "prefers": {"skills": {"patience": "beginner"}, "languages": {"pl": "A2"}},
    "sessions": [
        {"id": "s1", "start": "2026-11-26T18:00:00", "end": "2026-11-26T19:00:00", "time_zone": "Europe/Warsaw"}
    ],
}


def world(agents: list[Any], needs: list[Any]) -> World:
    return load_facts(json.dumps({"now": "2026-11-23T12:00:00Z", "agents": agents, "opportunities": needs}))


def test_the_example_worked_by_hand_in_the_agreed_shape() -> None:
    (told,) = answer(world([ANA], [NEED]))
    (ranked,) = told["ranked"]
    assert (told["opportunity"], told["failed"]) == ("need", [])
    assert (ranked["agent"], ranked["fit"], ranked["order"], ranked["sessions"]) == ("ana", 79.9, 71.9, ["s1"])
    assert ranked["adjustment"] == {"factor": 0.9, "points": -8.0, "reason": "asked 1 time in the last 7 days"}
    values = {part["name"]: (part["weight"], part["value"]) for part in ranked["parts"]}
    assert values == {
        "skills": (35, 0.75),
        "languages": (20, 0.75),
        "availability": (25, 0.9),
        "interest": (10, 0.75),
        "reliability": (10, 0.866667),
    }
    assert sum(weight * value for weight, value in values.values()) == pytest.approx(79.9167, abs=1e-4)
    assert [gate["name"] for gate in ranked["gates"]] == [
        "skills",
        "languages",
        "credentials",
        "age",
        "time",
        "limits",
        "standing",
    ]
    assert ranked["gates"][1] == {"name": "languages", "passed": True, "asked": "en B2", "has": "en C2", "change": None}
    assert ranked["gates"][2] == {"name": "credentials", "passed": True, "asked": None, "has": None, "change": None}
    assert ranked["gates"][4]["asked"] == "Fri 27 Nov 2026, 01:00 to 02:00", "in the agent's zone"


def test_who_failed_is_told_with_what_would_change_it() -> None:
    (told,) = answer(world([ANA | {"languages": {"en": "B1"}}], [NEED]))
    (failed,) = told["failed"]
    assert told["ranked"] == []
    assert failed["agent"] == "ana"
    assert failed["gates"][1] == {
        "name": "languages",
        "passed": False,
        "asked": "en B2",
        "has": "en B1",
        "change": "en B1, asked B2",
    }


def test_for_whom_it_answers() -> None:
    both = world([ANA, {"id": "bo"}], [NEED, NEED | {"id": "other"}])
    assert [entry["opportunity"] for entry in answer(both)] == ["need", "other"]
    assert [entry["opportunity"] for entry in answer(both, for_opportunity="other")] == ["other"]
    (for_ana,) = answer(both, for_agent="ana")
    assert for_ana["agent"] == "ana"
    assert {one["opportunity"] for one in for_ana["ranked"]} == {"need", "other"}
    (for_bo,) = answer(both, for_agent="bo")
    assert {one["opportunity"] for one in for_bo["failed"]} == {"need", "other"}


def test_top_holds_for_the_failed_too_unless_all_are_asked_for() -> None:
    many = world([ANA | {"id": f"a{n}", "active": n % 2 == 0} for n in range(6)], [NEED])
    (told,) = answer(many, top=1)
    (everybody,) = answer(many, top=1, all_failed=True)
    (unbounded,) = answer(many)
    assert (len(told["ranked"]), len(told["failed"])) == (1, 1)
    assert (len(everybody["ranked"]), len(everybody["failed"])) == (1, 3)
    assert (len(unbounded["ranked"]), len(unbounded["failed"])) == (3, 3)
    assert told["failed"] == everybody["failed"][:1]


@pytest.mark.parametrize("what", ["agent", "opportunity"])
def test_an_id_that_is_not_there(what: str) -> None:
    wanted: dict[str, Any] = {f"for_{what}": "x"}
    with pytest.raises(FactsFault, match=f"no {what} has the id 'x'"):
        answer(world([ANA], [NEED]), **wanted)


def test_the_table_for_people() -> None:
    told = answer(world([ANA, {"id": "bo", "age": 30, "skills": {"maths": "expert"}}], [NEED]))
    assert as_table(told).splitlines() == [
        "Opportunity need",
        "  #  agent   fit  order  sessions  strongest reasons",
        "  1  ana    79.9   71.9  s1        free at that time; kept 100% of promises, the recent ones counting most",
        "",
        "  agent  not yet, because",
        "  bo     en not in the profile, asked B2; no free hours given yet",
    ]


def test_tables_for_nobody_and_for_nothing() -> None:
    assert as_table([]) == "Nothing to rank."
    assert as_table(answer(world([], [NEED]))) == "Opportunity need\n  No agent passes every gate."
    assert as_table(answer(world([ANA], []), for_agent="ana")) == "Agent ana\n  No opportunity passes every gate."


def test_an_answer_is_plain_json() -> None:
    told = answer(load_facts(json.dumps(FULL)))
    assert json.loads(json.dumps(told)) == told
    assert as_table(told).startswith("Opportunity o1\n")
