"""The comparison: each risk set as a library sees it, and a world without any effect that fools the simple ways."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

from benchmarks.retention import DAYS, company, ever_against_never, run, truths, world
from volunteer_match.impact.retention.study.cohort import (
    NEVER,
    YEAR,
    Cohort,
    Ints,
    People,
    as_columns,
    as_day,
    build,
)
from volunteer_match.impact.retention.study.comparison import (
    MONTHS,
    Comparison,
    Matched,
    Refused,
    TooFew,
    compare,
    find_sets,
    kaplan_meier,
)
from volunteer_match.impact.retention.study.controls import curve, mean_variance, measure


def _people(seed: int = 3, *, confounded: bool = True, ratio: float = 1.0) -> People:
    return company(world(ratio, confounded=confounded), np.random.default_rng(seed))


def _drawn(people: People) -> Matched:
    found = find_sets(people, DAYS)
    assert isinstance(found, Matched)
    return found


def _risk_set(cohort: Cohort, one: int) -> tuple[Ints, np.ndarray]:
    """Days watched and whether that ended otherwise than by leaving, gathered person by person as the words say it."""
    tenure = cohort.began[one]
    there = (cohort.stratum == cohort.stratum[one]) & (cohort.left > tenure) & (cohort.began > tenure)
    until_part = cohort.began[there] - 1 - tenure
    until_left = cohort.left[there] - tenure
    days = np.minimum(np.minimum(until_part, until_left), YEAR)
    return days, (until_left > until_part) | (until_left > YEAR)


def test_each_set_has_the_curve_that_the_library_gives_it() -> None:
    found = _drawn(_people())
    ours = curve(found.hazards, found.places, MONTHS)
    chosen = np.random.default_rng(1).choice(len(found.who), 40, replace=False)
    for number in chosen:
        days, censored = _risk_set(found.cohort, found.who[number])
        theirs = ecdf(CensoredData.right_censored(days, censored)).sf
        assert ours[number] == pytest.approx(theirs.evaluate(MONTHS), abs=1e-9)
    # Overlap: one set used by one participant or by a hundred has the variance of Greenwood, not a hundredth of it.
    days, censored = _risk_set(found.cohort, found.who[chosen[0]])
    library = ecdf(CensoredData.right_censored(days, censored)).sf
    low = library.confidence_interval(0.95, method="linear").low.evaluate(YEAR)
    error = (library.evaluate(YEAR) - low) / 1.959964
    for times in (1, 100):
        places = np.repeat(found.places[chosen[:1]], times)
        stays = np.repeat(ours[chosen[:1], -1], times)
        assert mean_variance(found.hazards, places, stays, YEAR) == pytest.approx(error**2, rel=1e-5)


def test_only_the_tenures_of_risk_sets_are_worked_out() -> None:
    """People of thirty years and strata without participants cost nothing: else the table is gigabytes."""
    cohort = build(as_columns([(site, 0, 0, 9_900, NEVER) for site in (0, 1)]), as_of=11_000, watched_from=0)
    hazards = measure(cohort, np.array([1, 1]), np.array([9_500, 9_530]))
    assert hazards.at_risk.tolist() == [1] * 396
    assert hazards.places(np.array([1]), np.array([9_500])).tolist() == [0]
    assert curve(hazards, np.array([0, 30]), np.array([YEAR])).tolist() == [[1.0], [1.0]]


def test_a_null_world_fools_ever_against_never_and_not_the_risk_sets() -> None:
    people = _people(confounded=False)
    middle, low, _high = ever_against_never(people)
    assert low > 0.3, "people who stayed had the time to take part"
    found = compare(people, DAYS)
    assert isinstance(found, Comparison)
    assert found.low < 0 < found.high
    assert abs(found.difference) < 0.05 < middle


def test_controls_that_take_part_later_are_censored_because_leaving_them_out_looks_into_the_future() -> None:
    drawn = _drawn(_people(confounded=False))
    cohort, never = drawn.cohort, drawn.cohort.began == NEVER
    purged = replace(cohort, stratum=cohort.stratum[never], left=cohort.left[never], began=cohort.began[never])
    stratum, began = cohort.stratum[drawn.who], cohort.began[drawn.who]
    hazards = measure(purged, stratum, began)
    without = curve(hazards, hazards.places(stratum, began), np.array([YEAR]))
    stayed = (cohort.left - cohort.began)[drawn.who] > YEAR
    # No effect is there. Without the later participants, who are known to have stayed, their colleagues look worse.
    assert stayed.mean() - without.mean() > 0.05
    assert abs(stayed.mean() - curve(drawn.hazards, drawn.places, np.array([YEAR])).mean()) < 0.05


def test_sites_and_roles_that_keep_their_people_are_no_merit_of_taking_part() -> None:
    figures = run(1.0, confounded=True, runs=30)
    assert abs(figures["bias"]) < 1.5 < figures["tenure_only_bias"]
    assert figures["covers"] > 0.8 > figures["tenure_only_covers"]
    assert figures["truth"] == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_a_large_effect_is_found_and_the_bands_hold_the_curves(seed: int) -> None:
    people = _people(seed, ratio=0.6)
    found = compare(people, DAYS)
    assert isinstance(found, Comparison)
    assert found.low < truths(world(0.6, confounded=True), people, _drawn(people)).mean() < found.high
    assert found.low > 0
    for one in (found.participants, found.controls):
        assert np.all((one.low <= one.stays) & (one.stays <= one.high))
        assert np.all(np.diff(one.stays) <= 0)
        assert one.stays[0] == 1
        assert np.all(np.diff(one.at_risk) <= 0)
    assert found.difference == pytest.approx(found.participants.stays[-1] - found.controls.stays[-1])
    assert found.counts.took_part >= found.counts.too_recent + found.participants.people


def _made(rows: list[tuple[int, int]], joined: int = 0) -> People:
    """One site, one role: pairs of the tenures at leaving and at the first participation; None is NEVER."""
    return as_columns([(0, 0, joined, joined + left, joined + began) for left, began in rows])


def test_fifty_are_asked_of_each_group_and_a_watched_year_of_every_participant() -> None:
    staying, leaving = [(NEVER, NEVER)] * 80, [(30 + n, NEVER) for n in range(20)]
    watched = 181 + 20 + YEAR + 30
    asked = {
        "49 participants": ([*[(NEVER, 20)] * 49, *staying, *leaving], TooFew.PARTICIPANTS),
        "49 controls": ([*[(NEVER, 20)] * 60, *staying[:29], *leaving], TooFew.CONTROLS),
        "nobody left": ([*[(NEVER, 20)] * 60, *staying], TooFew.NOBODY_LEFT),
        "nobody for a year": ([*[(NEVER, 300)] * 60, *staying, *leaving], TooFew.NO_YEAR),
        "before the list knows its leavers": ([*[(NEVER, 5)] * 60, *staying, *leaving], TooFew.NO_YEAR),
    }
    found = {}
    for name, (rows, _why) in asked.items():
        result = compare(_made([*rows, (10, NEVER)]) if name != "nobody left" else _made(rows), watched)
        found[name] = result.reason if isinstance(result, Refused) else result
    assert found == {name: why for name, (_rows, why) in asked.items()}
    enough = compare(_made([*[(NEVER, 20)] * 50, *staying[:30], *leaving, (10, NEVER)]), watched)
    assert isinstance(enough, Comparison)
    assert (enough.participants.people, enough.controls.people) == (50, 50)
    assert (enough.difference, enough.low < 0.4 < enough.high) == (pytest.approx(0.4), True)


def test_a_set_whose_people_all_left_counts_and_one_that_all_took_part_does_not() -> None:
    """Both run out of people within the year. Of the first it is known how it ends."""
    took_part, watched = [(NEVER, 20)] * 50, 181 + 20 + YEAR + 30
    all_left = [*took_part, *[(30 + n, NEVER) for n in range(60)], (10, NEVER)]
    found = compare(_made(all_left), watched)
    assert isinstance(found, Comparison)
    assert (found.participants.people, found.controls.stays[-1], found.difference) == (50, 0, 1)
    all_began = [*took_part, *[(NEVER, 30 + n) for n in range(60)], (10, NEVER)]
    refused = compare(_made(all_began), watched)
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.participants) == (TooFew.PARTICIPANTS, 0)


def test_odd_days_are_put_in_their_place() -> None:
    rows = [
        (0, 0, 10, NEVER, 5),  # took part before joining: in neither group
        (0, 0, 10, 50, 60),  # took part after leaving: had not
        (0, 1, 10, 400, 300),  # both after the list was made: not yet
        (0, 1, 190, NEVER, NEVER),  # joined after the list was made
        (1, 1, 10, 90, 90),  # took part and left on one day: a participant, who is in no curve
    ]
    cohort = build(as_columns(rows), as_of=180, watched_from=20)
    assert cohort.left.tolist() == [40, NEVER, 80]
    assert cohort.began.tolist() == [NEVER, NEVER, 80]
    assert cohort.exit.tolist() == [40, NEVER - 1, 79]
    assert cohort.leaves.tolist() == [True, False, False]
    assert set(cohort.first) == {20}
    assert set(cohort.last) == {0}, "the half-year of joining ends on 30 June 1970, day 180"
    assert as_day(date(1970, 6, 30)) == 180


def test_a_curve_without_a_leaver_has_no_band_to_draw() -> None:
    flat = kaplan_meier(np.full(60, YEAR + 1))
    assert flat.low.tolist() == flat.high.tolist() == flat.stays.tolist() == [1.0] * 13
    gone = kaplan_meier(np.full(60, 100))
    assert gone.stays[-1] == gone.low[-1] == gone.high[-1] == 0
    assert gone.at_risk.tolist() == [60] * 4 + [0] * 9
