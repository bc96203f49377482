"""The workload that matching is measured with: the same every time, its table and its facts agree, as documented."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.ranking.memory import mapped, save
from benchmarks.workload import NOW, Workload, make
from volunteer_match.glossary import Format
from volunteer_match.matching.tables import NONE

AGENTS, NEEDS = 1500, 400
WORKLOAD = make(AGENTS, NEEDS, shifts=True)
positions = st.integers(0, AGENTS - 1)


def _same(one: Any, other: Any) -> bool:
    if is_dataclass(one):
        return all(_same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    return bool(np.array_equal(one, other)) if isinstance(one, np.ndarray) else one == other


def test_the_same_arguments_give_the_same_workload() -> None:
    again = make(AGENTS, NEEDS, shifts=True)
    assert _same(again.table, WORKLOAD.table)
    assert [*again.needs()] == [*WORKLOAD.needs()]
    assert [*again.irregular()] == [*WORKLOAD.irregular()]


def test_another_seed_gives_another_workload() -> None:
    other = make(AGENTS, NEEDS, seed=2, shifts=True)
    assert not _same(other.table, WORKLOAD.table)
    assert [*other.needs()] != [*WORKLOAD.needs()]


def test_shifts_change_nothing_else() -> None:
    without = make(AGENTS, NEEDS).table
    assert not len(without.shifts.agent)
    assert _same(replace(WORKLOAD.table, shifts=without.shifts), without)


def test_a_table_is_the_same_from_files(tmp_path: Path) -> None:
    save(WORKLOAD.table, tmp_path)
    assert _same(mapped(tmp_path), WORKLOAD.table)


@given(positions)
def test_facts_say_what_the_table_says_of_one_agent(position: int) -> None:
    table, facts = WORKLOAD.table, WORKLOAD.facts_of(position)
    assert facts.id == table.ids[position]
    assert facts.time_zone == table.zones[table.zone[position]]
    assert facts.company == table.companies[table.company[position]]
    assert (facts.age is None) == (table.age[position] == NONE)
    assert (facts.age or NONE) == table.age[position]
    assert (facts.weekly_limit_minutes or NONE) == table.weekly_limit_minutes[position]
    asked = NONE if facts.last_asked is None else round(facts.last_asked.timestamp() * 1_000_000)
    assert asked == table.last_asked[position]
    for name in ("rest_gap_minutes", "attended", "missed", "asked_last_7_days", "pending", "active"):
        assert getattr(facts, name) == getattr(table, name)[position]


@given(positions)
def test_facts_have_every_entry_of_the_agent(position: int) -> None:
    table, facts = WORKLOAD.table, WORKLOAD.facts_of(position)
    skills = {(row["name"], row["level"]) for row in _rows(table.skills, position) if row["level"]}
    assert {(name, int(level)) for name, level in facts.skills.items()} == skills
    assert facts.wants == {row["name"] for row in _rows(table.skills, position) if row["wanted"]}
    languages = {(row["name"], row["level"]) for row in _rows(table.languages, position)}
    assert {(tag, int(level)) for tag, level in facts.languages.items()} == languages
    assert facts.verified_languages == {row["name"] for row in _rows(table.languages, position) if row["verified"]}
    windows = [(row["day"], row["start"], row["end"]) for row in _rows(table.windows, position)]
    assert [(one.day, one.start, one.end) for one in facts.availability] == windows
    shifts = [(row["start"], row["end"]) for row in _rows(table.shifts, position)]
    found = [tuple(round(moment.timestamp() * 1_000_000) for moment in (one.start, one.end)) for one in facts.shifts]
    assert found == shifts
    credentials = {(row["name"], row["expires"]) for row in _rows(table.credentials, position)}
    held = {(one.kind, one.expires.toordinal() if one.expires else NONE) for one in facts.credentials}
    assert held == credentials
    assert facts.served == {row["name"] for row in _rows(table.interests, position) if row["served"]}
    assert facts.interests == {row["name"] for row in _rows(table.interests, position) if not row["served"]}


def _rows(part: Any, position: int) -> list[dict[str, Any]]:
    """The entries of one agent, found by looking at all of them."""
    names = [field.name for field in fields(part) if field.name not in ("agent", "names")]
    rows = []
    for entry in np.flatnonzero(part.agent == position):
        row = {name: getattr(part, name)[entry].item() for name in names}
        if "name" in row:
            row["name"] = part.names[row["name"]]
        rows.append(row)
    return rows


def test_the_company_is_as_documented() -> None:
    table = WORKLOAD.table
    held = np.bincount(table.skills.agent, minlength=AGENTS)
    assert held.min() == 1
    assert held.max() == 16
    assert 8 < held.mean() < 9
    assert np.bincount(table.skills.name).max() < AGENTS * 0.4
    english = {number for number, tag in enumerate(table.languages.names) if tag.split("-")[0] == "en"}
    speakers = np.unique(table.languages.agent[np.isin(table.languages.name, list(english))])
    assert 0.95 < len(speakers) / AGENTS < 0.99
    assert (table.windows.end <= table.windows.start).any()
    assert {0, 5, 10} & set((table.windows.start % 15).tolist()) > {0}
    assert (np.bincount(table.shifts.agent) == 20).all()


def test_irregular_agents_have_what_the_table_has_not() -> None:
    irregular, everybody = dict(WORKLOAD.irregular()), WORKLOAD.everybody()
    assert len(everybody) == AGENTS
    assert 0.01 < len(irregular) / AGENTS < 0.03
    for slot, agent in irregular.items():
        assert everybody[slot] == agent != WORKLOAD.facts_of(slot - 1)
        assert agent.exceptions or agent.busy or agent.promised or agent.blocked_by or agent.returned_from


def test_needs_lie_ahead_and_are_of_both_formats() -> None:
    needs = [need for _, need in WORKLOAD.needs()]
    assert {need.format for need in needs} == {Format.SCHEDULED, Format.FLEXIBLE}
    assert all(session.start > NOW for need in needs for session in need.sessions)
    assert {len(need.sessions) for need in needs} >= {0, 1, 2, 8}
    assert {len(need.requires.skills) for need in needs} == {0, 1, 2, 3}
    assert all(need.deadline and need.minutes_needed for need in needs if need.format is Format.FLEXIBLE)


def test_the_plain_workload_keeps_to_the_half_hour() -> None:
    plain: Workload = make(AGENTS, NEEDS, plain=True)
    windows = plain.table.windows
    assert not (windows.start % 30).any()
    assert not (windows.end % 30).any()
    sessions = [session for _, need in plain.needs() for session in need.sessions]
    assert all(moment.minute % 30 == 0 for one in sessions for moment in (one.start, one.end))
    assert [*plain.irregular()] == []
