"""Bad and hostile files: every fault is told with its path, and nothing ever breaks."""

import json
from pathlib import Path
from typing import Any

import pytest

from volunteer_match.matching import facts_file
from volunteer_match.matching.facts_file import FactsFault, load_facts
from volunteer_match.matching.reading.places import shown


def faults(source: Any) -> list[str]:
    with pytest.raises(FactsFault) as raised:
        load_facts(source)
    assert str(raised.value) == "\n".join(raised.value.faults)
    return raised.value.faults


def world(**keys: Any) -> str:
    return json.dumps({"now": "2026-11-23T12:00:00Z"} | keys)


def of_agent(**keys: Any) -> list[str]:
    return faults(world(agents=[{"id": "a"} | keys]))


def of_need(**keys: Any) -> list[str]:
    return faults(world(opportunities=[{"id": "o"} | keys]))


FAR = "lies outside the years 1970 to 2199"
NO_OFFSET = "carries no offset (end it with Z, or with +01:00 or the like)"
NO_MOMENT = "is no date with a time (2026-11-26T18:00:00)"
NO_LEVEL = "is no level of a skill (beginner, intermediate, advanced, expert)"
NO_PROFICIENCY = "is no level of a language (A1 to C2, native, ILR 0 to ILR 5)"
NO_COUNT = "is no whole number from 0 to 1000000"
NOT_ASKED = "is not among the languages that are asked"


def hours(**changes: str) -> dict[str, Any]:
    return {"availability": [{"day": "mon", "start": "08:00", "end": "09:00"} | changes]}


def dated(day: str, **changes: Any) -> dict[str, Any]:
    return {"exceptions": [{"date": day, "available": False} | changes]}


def busy(start: str) -> dict[str, Any]:
    return {"busy": [{"start": start, "end": "2026-11-24T09:00:00Z"}]}


@pytest.mark.parametrize(
    "text, fault",
    [
        pytest.param("", "not JSON: Expecting value (line 1, column 1)", id="empty"),
        pytest.param('{"now": ', "not JSON: Expecting value (line 1, column 9)", id="cut off"),
        pytest.param("now: 1", "not JSON: Expecting value (line 1, column 1)", id="YAML"),
        pytest.param('{"now": NaN}', "not JSON: NaN is no number", id="NaN"),
        pytest.param('{"now": -Infinity}', "not JSON: -Infinity is no number", id="infinity"),
        pytest.param("[" * 100_000, "not JSON that can be read: nested too deeply", id="a deep hole"),
        pytest.param(b"\xff\xfe{}", "not UTF-8 (byte 0)", id="another encoding"),
        pytest.param("[]", "a list is no object", id="a list"),
        pytest.param("null", "null is no object", id="nothing"),
        pytest.param('"x"', "'x' is no object", id="a text"),
    ],
)
def test_what_is_no_object_of_facts(text: str | bytes, fault: str) -> None:
    assert faults(text) == [fault]


def test_a_number_of_five_thousand_digits() -> None:
    assert faults('{"now": ' + "9" * 5000 + "}")[0].startswith("not JSON that can be read: Exceeds the limit")


@pytest.mark.parametrize(
    "name, fault",
    [("missing.json", "No such file or directory"), (".", "Is a directory"), ("missing/facts.json", "No such file")],
)
def test_files_that_cannot_be_read(name: str, fault: str, tmp_path: Path) -> None:
    (line,) = faults(tmp_path / name)
    assert line.startswith(f"{tmp_path / name}: can't be read ({fault}")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_file, "_MOST_BYTES", 1_000_000)
    path = tmp_path / "facts.json"
    path.write_bytes(b" " * 1_000_001)
    assert faults(path) == [f"{path}: larger than 1 MB"]


@pytest.mark.parametrize(
    "keys, fault",
    [
        ({"time_zone": "Mars/Base"}, "time_zone: 'Mars/Base' is no IANA time zone"),
        ({"time_zone": 1}, "time_zone: 1 is no IANA time zone"),
        ({"time_zone": None}, "time_zone: null is no IANA time zone"),
        ({"shoe_size": 42}, "shoe_size: unknown key"),
        ({"skill": {}}, "skill: unknown key; did you mean 'skills'?"),
        ({"id": ""}, "id: '' is no text of 1 to 200 printable characters"),
        ({"id": 7}, "id: 7 is no text"),
        ({"id": "a\u001b[31m"}, "id: 'a\\x1b[31m' is no text of 1 to 200 printable characters"),
        ({"id": "\ud800"}, "id: '\\ud800' is no text of 1 to 200 printable characters"),
        ({"age": "30"}, "age: '30' is no whole number from 0 to 150"),
        ({"age": 30.5}, "age: 30.5 is no whole number from 0 to 150"),
        ({"age": True}, "age: true is no whole number from 0 to 150"),
        ({"age": 10**30}, f"age: {10**30} is no whole number from 0 to 150"),
        ({"age": 10**80}, "age: a number that is far too long is no whole number from 0 to 150"),
        ({"age": -1}, "age: -1 is no whole number from 0 to 150"),
        ({"attended": 1e300}, "attended: 1e+300 is no number from 0 to 1000000"),
        ({"attended": [[[]]]}, "attended: a list is no number from 0 to 1000000"),
        ({"attended": False}, "attended: false is no number from 0 to 1000000"),
        ({"skills": []}, "skills: a list is no object"),
        ({"skills": {"maths": "guru"}}, f"skills.maths: 'guru' {NO_LEVEL}"),
        ({"skills": {"": "expert"}}, "skills['']: '' is no text of 1 to 200 printable characters"),
        ({"skills": {"a b.c": 3}}, f"skills['a b.c']: 3 {NO_LEVEL}"),
        ({"languages": {"pl": "B3"}}, f"languages.pl: 'B3' {NO_PROFICIENCY}"),
        ({"languages": {"pl_PL": "B2"}}, "languages.pl_PL: 'pl_PL' is no language tag of BCP 47"),
        ({"languages": {"pt-BR": "B2", "PT-br": "C1"}}, "languages.PT-br: 'pt-BR' stands there more than once"),
        ({"verified_languages": "en"}, "verified_languages: 'en' is no list"),
        ({"wants": [1]}, "wants[0]: 1 is no text"),
        (hours(day="monday"), "availability[0].day: 'monday' is no day (mon to sun)"),
        (hours(start="24:00"), "availability[0].start: '24:00' is no time of day (00:00 to 23:59)"),
        (hours(end="24:01"), "availability[0].end: '24:01' is no time of day (00:00 to 24:00)"),
        (hours(start="8:00"), "availability[0].start: '8:00' is no time of day (00:00 to 23:59)"),
        ({"availability": [{"day": "mon", "start": "08:00"}]}, "availability[0].end: is missing"),
        ({"availability": ["mon"]}, "availability[0]: 'mon' is no object"),
        (dated("2026-02-30"), "exceptions[0].date: '2026-02-30' is no date"),
        (dated("9999-12-31"), f"exceptions[0].date: '9999-12-31' {FAR}"),
        (dated("20261201"), "exceptions[0].date: '20261201' is no date"),
        ({"exceptions": [{"date": "2026-12-01"}]}, "exceptions[0].available: is missing"),
        (dated("2026-12-01", available="no"), "exceptions[0].available: 'no' is neither true nor false"),
        (dated("2026-12-01", start="09:00"), "exceptions[0]: has only one of start and end"),
        (busy("2026-11-24T09:00:00"), f"busy[0].start: '2026-11-24T09:00:00' {NO_OFFSET}"),
        (busy("2026-11-24T09:00:00Z"), "busy[0]: ends at or before its start"),
        (busy("9999-12-31T23:59:59-23:59"), f"busy[0].start: '9999-12-31T23:59:59-23:59' {FAR}"),
        (busy("0001-01-01T00:00:00+23:59"), f"busy[0].start: '0001-01-01T00:00:00+23:59' {FAR}"),
        (busy("2026-W48-2"), f"busy[0].start: '2026-W48-2' {NO_MOMENT}"),
        (busy("2026-11-24T25:00:00Z"), f"busy[0].start: '2026-11-24T25:00:00Z' {NO_MOMENT}"),
        ({"credentials": [{"expires": "2027-01-01"}]}, "credentials[0].kind: is missing"),
        ({"interests": ["tutoring"]}, "interests[0]: 'tutoring' is no interest (cause:…, kind:… or partner:…)"),
        ({"interests": ["kind:"]}, "interests[0]: 'kind:' is no interest (cause:…, kind:… or partner:…)"),
        ({"active": 1}, "active: 1 is neither true nor false"),
        ({"x" * 300: 1}, f"['{'x' * 59}…']: unknown key"),
    ],
)
def test_faults_of_an_agent(keys: dict[str, Any], fault: str) -> None:
    dot = "" if fault.startswith("[") else "."
    assert of_agent(**keys) == [f"agents[0]{dot}{fault}"]


SESSION = {"id": "s", "start": "2026-11-26T18:00:00", "end": "2026-11-26T19:00:00"}
ODD_SPRING = {"start": "2026-03-29T02:30:00", "end": "2026-03-29T03:15:00", "time_zone": "Europe/Warsaw"}


@pytest.mark.parametrize(
    "keys, fault",
    [
        ({"format": "on-demand"}, ".format: 'on-demand' is no format (scheduled, flexible)"),
        ({"format": ["flexible"]}, ".format: a list is no format (scheduled, flexible)"),
        ({"hours": "5"}, ".hours: '5' is no number from 0 to 10000"),
        ({"hours": 10**9}, ".hours: 1000000000 is no number from 0 to 10000"),
        ({"deadline": "2026-12-10"}, f".deadline: '2026-12-10' {NO_MOMENT}"),
        ({"sessions": [SESSION | {"start": "soon"}]}, f".sessions[0].start: 'soon' {NO_MOMENT}"),
        ({"requires": {"verified_languages": ["pl"]}}, f".requires.verified_languages: 'pl' {NOT_ASKED}"),
        ({"requires": {"minimum_age": -1}}, ".requires.minimum_age: -1 is no whole number from 0 to 150"),
        ({"requires": []}, ".requires: a list is no object"),
        ({"prefers": {"credentials": []}}, ".prefers.credentials: unknown key"),
        ({"sessions": {}}, ".sessions: an object is no list"),
        ({"sessions": [SESSION | {"places": 10**9}]}, f".sessions[0].places: 1000000000 {NO_COUNT}"),
        ({"sessions": [SESSION | {"places": -1}]}, f".sessions[0].places: -1 {NO_COUNT}"),
        ({"sessions": [SESSION | {"time_zone": "../UTC"}]}, ".sessions[0].time_zone: '../UTC' is no IANA time zone"),
        ({"sessions": [SESSION | {"end": "2026-11-26T17:00:00"}]}, ".sessions[0]: ends at or before its start"),
        ({"sessions": [SESSION | ODD_SPRING]}, ".sessions[0]: ends at or before its start"),
        ({"sessions": [SESSION | {"end": "2027-11-26T17:00:00"}]}, ".sessions[0]: lasts longer than 31 days"),
        ({"sessions": [{"id": "s", "end": "2026-11-26T17:00:00"}]}, ".sessions[0].start: is missing"),
        ({"sessions": [SESSION, SESSION]}, ".sessions: the id 's' is there 2 times"),
        ({"sessions": [SESSION], "format": "flexible"}, ".sessions: a flexible opportunity has no sessions"),
    ],
)
def test_faults_of_an_opportunity(keys: dict[str, Any], fault: str) -> None:
    assert of_need(**keys) == [f"opportunities[0]{fault}"]


@pytest.mark.parametrize(
    "settings, fault",
    [
        ({"fairness": 1.5}, "settings.fairness: 1.5 is no number from 0 to 1"),
        ({"attention": -0.1}, "settings.attention: -0.1 is no number from 0 to 1"),
        ({"seed": 2**63}, f"settings.seed: {2**63} is no whole number from {-(2**63 - 1)} to {2**63 - 1}"),
        ({"weights": {"skills": 1001}}, "settings.weights.skills: 1001 is no whole number from 0 to 1000"),
        ({"weights": {"luck": 1}}, "settings.weights.luck: unknown key"),
        ({"pending_cap": -1}, "settings.pending_cap: -1 is no whole number from 0 to 1000000"),
        ({"ilr": {"6": "C2"}}, "settings.ilr.6: unknown key"),
        (
            {"ilr": {"2": "ILR 3"}},
            f"settings.ilr.2: 'ILR 3' {NO_PROFICIENCY}",
        ),
    ],
)
def test_faults_of_settings(settings: dict[str, Any], fault: str) -> None:
    assert faults(world(settings=settings)) == [fault]


def test_all_faults_are_told_at_once() -> None:
    agents = [{"id": "a", "time_zone": "Mars/Base"}, {"age": "x"}, {"id": "a"}]
    assert faults(json.dumps({"agents": agents, "now": "soon", "people": []})) == [
        "people: unknown key",
        f"now: 'soon' {NO_MOMENT}",
        "agents[0].time_zone: 'Mars/Base' is no IANA time zone",
        "agents[1].id: is missing",
        "agents[1].age: 'x' is no whole number from 0 to 150",
        "agents: the id 'a' is there 2 times",
    ]


def test_keys_that_stand_there_twice() -> None:
    text = '{"now": "2026-11-23T12:00:00Z", "agents": [{"id": "a", "skills": {"b": "expert", "b": "expert"}}]}'
    assert faults(text) == ["agents[0].skills.b: stands there more than once"]


def test_long_values_are_shown_short() -> None:
    assert shown("x" * 1000) == f"'{'x' * 59}…'"
    values: tuple[Any, ...] = (None, True, [], {}, 1.5)
    assert [shown(value) for value in values] == ["null", "true", "a list", "an object", "1.5"]
