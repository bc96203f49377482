"""Which deeds earn which badge. Pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.recognition.badges.catalogue import FAMILIES, Badge
from volunteer_match.recognition.badges.rules import BY_ACTION, BY_ATTENDANCE, RULES, Deed, earned

FIRST = date(2026, 1, 15)


def deed(ref: int, *, month: int = 0, **facts: object) -> Deed:
    """A deed in the middle of a month, counted from January 2026."""
    day = FIRST.replace(year=2026 + month // 12, month=month % 12 + 1)
    return Deed(f"match:{ref}", day, **facts)  # type: ignore[arg-type]


def _in_months(*months: int) -> list[Deed]:
    return [deed(number, month=month) for number, month in enumerate(months)]


DAY = timedelta(days=1)
CASES: list[tuple[Badge, list[Deed], list[Deed]]] = [
    (Badge.FIRST_SESSION, [deed(1)], [deed(1, is_own_time=True), deed(2, is_action=True)]),
    (Badge.FIRST_OWN_TIME, [deed(1, is_own_time=True)], [deed(1)]),
    (Badge.FIRST_ACTION, [deed(1, is_action=True)], [deed(1)]),
    (
        Badge.THREE_KINDS,
        [deed(1, kind="a"), deed(2, kind="b"), deed(3, kind="a"), deed(4, kind="c")],
        [deed(1, kind="a"), deed(2, kind="b"), deed(3, kind="")],
    ),
    (Badge.THREE_CAUSES, [deed(1, cause="a"), deed(2, cause="b"), deed(3, cause="c")], [deed(1, cause="a")] * 9),
    (
        Badge.TWO_LANGUAGES,
        [deed(1, languages=frozenset({"pl", "en"}))],
        [deed(1, languages=frozenset({"pl"})), deed(2, languages=frozenset({"pl"}))],
    ),
    (Badge.THREE_PARTNERS, [deed(1, partner="a"), deed(2, partner="b"), deed(3, partner="c")], [deed(1, partner="a")]),
    # Three of six months that follow each other: with the most months off that leave it, and with one more.
    (Badge.THREE_MONTHS, _in_months(0, 1, 5), _in_months(0, 1, 6)),
    (Badge.SIX_MONTHS, _in_months(0, 2, 4, 6, 8, 11), _in_months(0, 2, 4, 6, 8, 12)),
    (Badge.TWELVE_MONTHS, _in_months(*range(11), 17), _in_months(*range(11), 18)),
    (Badge.LONG_WAIT, [deed(1, waited=14 * DAY)], [deed(1, waited=14 * DAY - DAY / 24)]),
    (
        Badge.ONE_OF_FEW,
        [deed(1, fitting=10, company_size=200)],
        [deed(1, fitting=11, company_size=9000), deed(2, fitting=10, company_size=199), deed(3, company_size=9000)],
    ),
    (Badge.STOOD_IN, [deed(1, stood_in=True)], [deed(1)]),
    (Badge.SHORT_NOTICE, [deed(1, stood_in=True, notice=DAY - DAY / 24)], [deed(1, stood_in=True, notice=DAY)]),
]


@pytest.mark.parametrize("badge, enough, too_little", CASES, ids=[str(case[0]) for case in CASES])
def test_what_a_badge_asks(badge: Badge, enough: list[Deed], too_little: list[Deed]) -> None:
    assert badge in earned(enough)
    assert badge not in earned(too_little)


def test_every_badge_has_a_rule_a_family_and_a_case() -> None:
    in_families = [badge for badges in FAMILIES.values() for badge in badges]
    assert sorted(in_families) == sorted(RULES) == sorted(Badge) == sorted(case[0] for case in CASES)


deeds = st.lists(
    st.builds(
        deed,
        st.integers(0, 10_000),
        month=st.integers(0, 30),
        is_action=st.booleans(),
        is_own_time=st.booleans(),
        kind=st.sampled_from(["", "a", "b", "c"]),
        cause=st.sampled_from(["a", "b", "c"]),
        partner=st.sampled_from(["a", "b", "c"]),
        languages=st.frozensets(st.sampled_from(["en", "pl"])),
        waited=st.none() | st.timedeltas(timedelta(0), 30 * DAY),
        fitting=st.none() | st.integers(0, 20),
        company_size=st.just(300),
        stood_in=st.booleans(),
        notice=st.none() | st.timedeltas(timedelta(0), 3 * DAY),
    ),
    max_size=25,
    unique_by=lambda one: one.ref,
)


@given(deeds, st.randoms())
def test_more_never_earns_less_and_the_ground_alone_is_enough(done: list[Deed], chance: object) -> None:
    found = earned(done)
    chance.shuffle(shuffled := list(done))  # type: ignore[attr-defined]
    assert earned(shuffled) == found
    assert set(earned(done[: len(done) // 2])) <= set(found)
    for badge, ground in found.items():
        alone = [one for one in done if one.ref in ground.refs]
        assert earned(alone)[badge] == ground
        assert ground.day in {one.day for one in alone}


@given(deeds, st.lists(st.builds(deed, st.integers(10_001), month=st.integers(0, 30), is_action=st.just(True))))
def test_what_an_action_and_what_attendance_can_earn(done: list[Deed], actions: list[Deed]) -> None:
    attended = [one for one in done if not one.is_action]
    whole = set(earned([*attended, *actions]))
    assert whole - set(earned(attended)) <= BY_ACTION
    assert whole - set(earned(actions)) <= BY_ATTENDANCE
