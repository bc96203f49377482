"""What holds of every action and every file of factors, whatever is typed."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.challenges.browsing.examples import example_of
from volunteer_match.challenges.catalogue import ACTIONS, TEMPLATES, Action, Effect, InputKind, work_out
from volunteer_match.challenges.catalogue.formulas import formula
from volunteer_match.challenges.catalogue.meters import MeterFault, fault_in
from volunteer_match.challenges.factors.comparing import compare
from volunteer_match.challenges.factors.known import UNITS
from volunteer_match.challenges.factors.places import REGION_OF
from volunteer_match.challenges.factors.reading import BadFile, Fault, Problem, read_factors
from volunteer_match.challenges.factors.sets import FactorSet
from volunteer_match.challenges.factors.shipped import NEWEST, shipped, shipped_content
from volunteer_match.challenges.wording.factors import FACTORS
from volunteer_match.challenges.wording.hints import HINTS
from volunteer_match.challenges.wording.titles import TITLES
from volunteer_match.challenges.wording.units import AMOUNTS, FACTOR_UNITS, INPUTS, SYMBOLS
from volunteer_match.glossary import Measure

PLAIN = [action for action in ACTIONS.values() if not action.is_metered]
countries = st.sampled_from(["", "ZZ", *sorted(REGION_OF)])
amounts = st.decimals(min_value=0, max_value=5000, places=3)


def _figures(effect: Effect) -> list[int | None]:
    return [effect.grams, effect.watt_hours, effect.millilitres, effect.trees]


@given(st.sampled_from(PLAIN), countries, amounts, st.data())
def test_figures_are_whole_never_below_nothing_and_nothing_for_nothing(
    action: Action, country: str, amount: Decimal, data: st.DataObject
) -> None:
    others = {wanted.name: data.draw(st.decimals(wanted.least, wanted.most, places=2)) for wanted in action.inputs}
    first = action.inputs[0].name
    found = _figures(work_out(action, {**others, first: amount}, country, shipped(NEWEST)))
    assert all(figure is None or (type(figure) is int and figure >= 0) for figure in found)
    assert not any(_figures(work_out(action, {**others, first: Decimal(0)}, country, shipped(NEWEST))))


@given(st.sampled_from(PLAIN), countries, amounts, st.integers(1, 9))
def test_twice_as_much_comes_to_twice_the_figure(action: Action, country: str, amount: Decimal, times: int) -> None:
    """To half a gram for each: every input that the formula adds up over grows with it, a number of people does not."""
    one = {wanted.name: amount if wanted.name != "people" else Decimal(3) for wanted in action.inputs}
    if action.code == "shower-not-bath":  # minutes are of one shower
        one["minutes"] = Decimal(6)
    many = {
        name: value if name in ("people", "minutes") and len(one) > 1 else value * times for name, value in one.items()
    }
    small = _figures(work_out(action, one, country, shipped(NEWEST)))
    large = _figures(work_out(action, many, country, shipped(NEWEST)))
    for one_figure, many_figure in zip(small, large, strict=True):
        if one_figure is None or many_figure is None:
            assert one_figure is many_figure
        else:
            assert abs(one_figure * times - many_figure) <= times


@given(st.integers(0, 900), st.integers(0, 900), st.integers(7, 60), st.integers(7, 60))
def test_a_meter_that_goes_on_as_before_shows_no_saving(used: int, more: int, before: int, after: int) -> None:
    """The same use a day, over periods of any length, is nothing saved; more use is nothing either, and is said."""
    day = Decimal(738000)
    readings = {"first": Decimal(100), "middle": Decimal(100 + used * before)}
    last = readings["middle"] + (used + more) * after
    days = {"first-day": day, "middle-day": day + before, "last-day": day + before + after}
    effect = work_out(ACTIONS["electricity-meter"], {**readings, "last": last, **days}, "GB", shipped(NEWEST))
    assert effect.watt_hours == effect.grams == 0
    assert all(step.is_floored == (more > 0) for step in effect.working)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, None),
        ({"middle-day": 738000}, MeterFault.DAYS),
        ({"last-day": 738010}, MeterFault.DAYS),
        ({"middle-day": 738006}, MeterFault.SHORT),
        ({"last-day": 738020}, MeterFault.SHORT),
        ({"middle": 900}, MeterFault.FALLS),
        ({"last": 1050}, MeterFault.FALLS),
        ({"last-day": 738101}, MeterFault.AHEAD),
    ],
)
def test_readings_that_say_nothing(changed: dict[str, int], fault: MeterFault | None) -> None:
    fine = {"first": 1000, "middle": 1100, "last": 1180, "first-day": 738000, "middle-day": 738014, "last-day": 738028}
    values = {name: Decimal(value) for name, value in {**fine, **changed}.items()}
    assert fault_in(values, today=Decimal(738100)) is fault


def test_the_catalogue_is_whole() -> None:
    assert len(ACTIONS) >= 60
    assert {code for action in ACTIONS.values() for code in action.factor_codes()} == set(UNITS)
    assert set(TITLES) == set(HINTS) == set(ACTIONS)
    assert set(FACTORS) == set(UNITS)
    assert set(FACTOR_UNITS) == set(UNITS.values())
    for action in ACTIONS.values():
        assert action.unit in AMOUNTS or action.unit in SYMBOLS
        assert all(wanted.name in INPUTS for wanted in action.inputs)
        assert 0 < action.daily_ceiling <= (1 if action.is_metered else action.inputs[0].most)
        work_out(action, example_of(action), "GB", shipped(NEWEST))
    for template in TEMPLATES.values():
        assert template.theme is None or template.actions
        assert all(template.measure in ACTIONS[code].formulas for code in template.actions)
    assert {template.measure for template in TEMPLATES.values()} == set(Measure)
    assert all(wanted.kind is InputKind.DATE for wanted in ACTIONS["gas-meter"].inputs if wanted.unit == "day")


@pytest.mark.parametrize("text", ["", "km *", "km ** car", "km * 2", "2 * km", "km + ", "Km * car", "km*car"])
def test_what_is_no_formula(text: str) -> None:
    with pytest.raises(ValueError):
        formula(text)


HEAD = "code,place,measured,value,unit,year,source,address,note"
FINE = "grid,GB,,215.79,g/kWh,2024,Ember,https://ember-energy.org,"


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ([HEAD, FINE, "", "car,World,GB,1.5,g/km,,DESNZ,https://gov.uk,a note"], []),
        ([], [Fault(0, Problem.NO_LINES)]),
        ([HEAD], [Fault(0, Problem.NO_LINES)]),
        (["code,place", "grid,GB"], [Fault(1, Problem.COLUMNS, HEAD.replace(",", ", "))]),
        ([HEAD, FINE, "grid,FR,,1"], [Fault(3, Problem.CELLS, "4")]),
        ([HEAD, FINE, FINE], [Fault(3, Problem.TWICE, "grid, GB")]),
        ([HEAD, FINE.replace("grid", "gird")], [Fault(2, Problem.CODE, "gird")]),
        ([HEAD, FINE.replace("g/kWh", "kg/kWh")], [Fault(2, Problem.UNIT, "g/kWh")]),
        ([HEAD, FINE.replace("GB", "GBR")], [Fault(2, Problem.PLACE, "GBR")]),
        ([HEAD, FINE.replace("GB,", "GB,Mars")], [Fault(2, Problem.MEASURED, "Mars")]),
        *(
            ([HEAD, FINE.replace("215.79", value)], [Fault(2, Problem.VALUE, value)])
            for value in ("0", "-1", "NaN", "Infinity", "1e99", "0.00000000001", "12 kg", "")
        ),
        ([HEAD, FINE.replace("2024", "24")], [Fault(2, Problem.YEAR, "24")]),
        ([HEAD, FINE.replace("Ember,", ",")], [Fault(2, Problem.SOURCE)]),
        ([HEAD, FINE.replace("https:", "javascript:")], [Fault(2, Problem.ADDRESS, "javascript://ember-energy.org")]),
        ([HEAD, FINE + "x" * 401], [Fault(2, Problem.LONG, "note")]),
        ([HEAD, "gird,GBR,,0,g,x,,y,"], [
            Fault(2, Problem.CODE, "gird"), Fault(2, Problem.PLACE, "GBR"), Fault(2, Problem.VALUE, "0"),
            Fault(2, Problem.YEAR, "x"), Fault(2, Problem.SOURCE), Fault(2, Problem.ADDRESS, "y"),
        ]),
    ],
)  # fmt: skip
def test_each_line_of_a_file_is_judged(lines: list[str], faults: list[Fault]) -> None:
    content = "\n".join(lines).encode()
    if faults:
        with pytest.raises(BadFile) as bad:
            read_factors(content)
        assert bad.value.faults == faults
    else:
        assert [factor.measured for factor in read_factors(content)] == ["GB", "GB"]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'code,"', b"x" * 1_000_001])
def test_what_is_no_file_of_factors(content: bytes) -> None:
    with pytest.raises(BadFile):
        read_factors(content)


def test_a_newer_version_is_compared_with_the_one_in_use() -> None:
    before = shipped(NEWEST)
    grid = before.find("grid", "GB")
    assert grid is not None
    others = [factor for factor in before if factor.code != "bath" and factor != grid]
    after = FactorSet("x", [*others, replace(grid, value=grid.value * 2), replace(grid, place="AD", measured="AD")])
    found = {(each.code, each.place): each.percent for each in compare(before, after)}
    assert found == {("grid", "GB"): 100.0, ("grid", "AD"): None, ("bath", "World"): None}
    assert compare(before, FactorSet("y", read_factors(shipped_content(NEWEST)))) == []
