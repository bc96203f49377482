"""Every action of the catalogue against a figure worked out by hand from its source.

by_hand.csv holds, for each action, a country, what is typed, and the arithmetic with the numbers as the sources print
them (docs/factors.md says which). The expected figure is in grams, watt-hours, millilitres or trees; an empty measure
says that the action is counted and nothing more, empty arithmetic that no source gives a factor for that country.
"""

import csv
import re
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from volunteer_match.challenges.catalogue import ACTIONS, work_out
from volunteer_match.challenges.factors.places import region_of
from volunteer_match.challenges.factors.shipped import NEWEST, shipped
from volunteer_match.glossary import Measure

with (Path(__file__).parent / "by_hand.csv").open(newline="") as file:
    ROWS = list(csv.DictReader(file))


def _inputs(row: dict[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in (part.split("=") for part in row["inputs"].split())}


def _found(row: dict[str, str]) -> dict[Measure, int | None]:
    effect = work_out(ACTIONS[row["action"]], _inputs(row), row["country"], shipped(NEWEST))
    return {step.measure: step.quantity for step in effect.working}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['action']}-{row['country']}-{row['measure']}")
def test_as_worked_out_by_hand(row: dict[str, str]) -> None:
    found = _found(row)
    if not row["measure"]:
        assert found == {}, "counted, without a figure"
        return
    assert found[Measure(row["measure"])] == (int(row["expected"]) if row["expected"] else None)


def test_the_arithmetic_gives_what_is_expected() -> None:
    """In exact fractions, so that nothing hangs on decimals."""
    for row in ROWS:
        if row["arithmetic"]:
            assert re.fullmatch(r"[0-9.()*/+ -]+", row["arithmetic"])
            exact = eval(re.sub(r"\d+(\.\d+)?", r"Fraction('\g<0>')", row["arithmetic"]), {"Fraction": Fraction})
            assert round(exact) == int(row["expected"]), row


def test_every_action_and_measure_is_there() -> None:
    covered = defaultdict(set)
    for row in ROWS:
        covered[row["action"]].add(row["measure"])
    assert covered == {code: {measure.value for measure in action.formulas} or {""} for code, action in ACTIONS.items()}


def test_the_grid_of_the_world() -> None:
    """At least a hundred countries have their own figure; one without takes its region's, then the world's."""
    factors = shipped(NEWEST)
    own = {factor.place for factor in factors if factor.code == "grid" and len(factor.place) == 2}
    assert len(own) >= 100
    assert "CF" not in own, "0 g is a tiny grid, not a fact to build on"
    for country, place in (("CF", "Africa"), ("AD", "Europe"), ("BM", "North America"), ("ZZ", "World"), ("", "World")):
        found = factors.find("grid", country)
        assert found is not None
        assert found.place == place
    assert region_of("gb") == "Europe"
