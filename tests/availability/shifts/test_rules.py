"""How names of activities count, what clashes, and in which steps a plan is written."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.availability.shifts.plan import make_plan
from volunteer_match.availability.shifts.rules import (
    USUAL_RULES,
    ActivityRule,
    Clash,
    Counts,
    clean_name,
    find_clashes,
    find_rule,
    is_work,
    rules_of,
)
from volunteer_match.matching.intervals import Interval

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
NAMES = {
    "Phone": True,
    "": True,
    "Open Time": True,
    "BREAK 15": True,
    "Lunch": True,
    "Training - new hires": True,
    "Team meeting": True,
    "Sick - paid": True,
    "Time Off (paid)": False,
    "time-off": False,
    "Day Off": False,
    "OFF": False,
    "Offline work": True,
    "Annual leave": False,
    "Vacation": False,
    "VTO": False,
    "Not Scheduled": False,
    "Volunteering": False,
    "Vacaciones": False,
    "Timeoffice": True,
}


@pytest.mark.parametrize(("name", "works"), NAMES.items())
def test_usual_rules(name: str, works: bool) -> None:
    assert is_work(name, USUAL_RULES) is works


def test_the_first_rule_that_names_it_counts() -> None:
    rules = rules_of([{"pattern": "union, paid training", "counts": "free"}, {"pattern": "train*", "counts": "work"}])
    assert [is_work(name, rules) for name in ("Paid  Training", "Union", "Trainers", "Unionist")] == [
        False, False, True, True,
    ]  # fmt: skip
    assert find_rule("Trainers", rules) == ActivityRule("train*", Counts.WORK)
    assert rules_of([]) == USUAL_RULES


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_pattern_can_be_tried_on_any_name(name: str, pattern: str) -> None:
    """Patterns are words, never expressions: nothing typed is a fault, and one that is the name itself names it."""
    ActivityRule(pattern, Counts.FREE).matches(name)
    assert clean_name(clean_name(name)) == clean_name(name)
    assert not ActivityRule(" , ,", Counts.FREE).matches(name)


def _hours(start: float, end: float) -> Interval:
    return Interval(NOON + timedelta(hours=start), NOON + timedelta(hours=end))


CLASHES = [
    # a shift, the rest gap in minutes, whether a match from 12:00 to 13:00 clashes
    (_hours(0.5, 8), 0, True),
    (_hours(1, 8), 0, False),  # the ends touch
    (_hours(1, 8), 30, True),
    (_hours(1.5, 8), 30, False),
    (_hours(-8, 0), 0, False),
    (_hours(-8, 0), 1, True),
    (_hours(-8, -0.5), 30, False),
    (_hours(-8, 8), 0, True),
    (_hours(0.25, 0.5), 0, True),
]


@pytest.mark.parametrize(("shift", "gap", "clashes"), CLASHES)
def test_clashes_with_the_rest_around_a_shift(shift: Interval, gap: int, clashes: bool) -> None:
    found = find_clashes([(5, _hours(0, 1))], [shift], timedelta(minutes=gap))
    assert found == ([Clash(5, shift)] if clashes else [])


@given(st.lists(st.integers(0, 12), max_size=30), st.integers(1, 20), st.data())
def test_steps_meet_everybody_once_and_are_no_larger_than_asked(
    counts: list[int], size: int, data: st.DataObject
) -> None:
    """`counts` are shifts of each agent; an agent counts as one, too, and is never parted."""
    agents = np.repeat(np.arange(len(counts), dtype=np.int64), np.array(counts, dtype=np.int64))
    number = np.arange(len(agents), dtype=np.int64)
    plan = make_plan((agents, number, number + 1, number * 0), dict.fromkeys(range(len(counts)), (0, 1)), ["Phone"])
    first = data.draw(st.integers(0, max(len(counts) - 1, 0)))
    ends = list(plan.steps(first, size))
    assert ends[-1] == len(counts)
    assert sorted({first, *ends}) == ([first, *ends] if counts else [0]), "each goes on where the last one ended"
    for low, high in zip([first, *ends], ends, strict=False):
        assert high - low <= 1 or sum(counts[low:high]) + high - low <= size
        assert high == len(counts) or sum(counts[low : high + 1]) + high + 1 - low > size, "as many as go in"
