"""Whatever is done to a file of facts, it is ranked or refused with reasons; it never breaks."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.matching.test_facts_file import FULL
from volunteer_match.matching.facts import World
from volunteer_match.matching.facts_file import FactsFault, answer, as_table, load_facts


def read(source: str | bytes) -> tuple[World | None, list[str]]:
    try:
        return load_facts(source), []
    except FactsFault as fault:
        return None, fault.faults


def places_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [place for key, child in children for place in places_of(child, (*path, key))]


HOSTILE: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 0, 10**9, 10**40, 1e308, -0.0, "", "x", "\u0000", "\ud800", "9999-12-31", "0000-00-00", [], {},
     [[]], "9999-12-31T23:59:59Z", "2026-03-29T02:30:00", "24:00", "Europe", "ILR 9", {"id": {}}, {"start": 1}, ["a"]]
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(places_of(FULL)), HOSTILE), max_size=3))
def test_a_spoilt_file_is_either_ranked_or_refused(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    spoilt = deepcopy(FULL)
    for path, value in changes:
        where = spoilt
        try:
            for key in path[:-1]:
                where = where[key]
            where[path[-1]] = deepcopy(value)
        except (KeyError, IndexError, TypeError):  # an earlier change has taken this place away
            continue
    facts, faults = read(json.dumps(spoilt))
    assert all(line.isprintable() for line in faults)
    told = answer(facts) if facts else []
    assert bool(facts) is not bool(faults)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert as_table(told)


@given(st.text(max_size=40) | st.binary(max_size=40))
def test_noise_is_refused(noise: str | bytes) -> None:
    facts, faults = read(noise)
    assert facts is None
    assert faults
