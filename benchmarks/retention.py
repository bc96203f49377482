"""Does the figure on retention tell the truth? Companies are simulated whose truth is known, and studied.

    python -m benchmarks.retention [--runs 2000]

In each company people leave by a daily hazard that falls with tenure, and first take part by another. From then on the
hazard of leaving is multiplied by a known ratio: 1 (no effect), 0.85 (small) or 0.6 (large). Once both hazards are the
same everywhere; once sites and roles that keep their people also take part more, and people take part more the longer
they are there (confounded). Taking part is possible from the second year of four on.

The truth is worked out from the hazards: for each participant who was compared, the chance to be there 12 months after
their first participation, less the chance of somebody of the same site, role and tenure who does not take part; the
mean of these. `covers` is the share of runs whose 95 % interval holds that mean for the participants of the run, and
`covers_population` for the mean over the participants of all runs. Beside it stand two comparisons that are worse: ever
against never from the day of joining (which counts the time before the first participation as its merit), and risk sets
that match tenure only, not site and role.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from scipy.stats import norm

from volunteer_match.impact.retention.study.cohort import NEVER, YEAR, Floats, Ints, People
from volunteer_match.impact.retention.study.comparison import Comparison, Matched, compare, compare_sets, find_sets

YEARS, DAYS = 4, 4 * YEAR
HORIZON = DAYS + YEAR + 2
SITES, ROLES = 3, 2
LEAVING_BY_TYPE = (0.7, 0.9, 1.0, 1.3, 1.4, 1.8)
TAKING_PART_BY_TYPE = (2.0, 1.6, 1.0, 0.8, 0.6, 0.4)
BAR = (0.93, 0.97)


@dataclass(frozen=True, slots=True)
class World:
    """Running sums of -log(1 - hazard), by type (site and role) and tenure in days: leaving, leaving after having taken
    part, taking part.
    """

    people: int
    leaving: Floats
    leaving_after: Floats
    taking_part: Floats


def world(ratio: float, *, confounded: bool, people: int = 4000) -> World:
    """`ratio` multiplies the hazard of leaving from the first participation on."""
    tenure = np.arange(HORIZON)
    base = 0.0008 + 0.0022 * np.exp(-tenure / 120)
    part = np.full(HORIZON, 0.0006)
    leaving, taking_part = np.tile(base, (SITES * ROLES, 1)), np.tile(part, (SITES * ROLES, 1))
    if confounded:
        leaving = leaving * np.array(LEAVING_BY_TYPE)[:, None]
        taking_part = taking_part * np.array(TAKING_PART_BY_TYPE)[:, None] * (0.4 + np.minimum(tenure / 400, 1.2))
    sums = [-np.log1p(-hazard).cumsum(axis=1) for hazard in (leaving, leaving * ratio, taking_part)]
    return World(people, *sums)


def _draw(sums: Floats, kind: Ints, after: Ints, rng: Generator) -> Ints:
    """The tenure at which it happens, later than `after`; NEVER where that lies beyond the horizon."""
    goal = rng.exponential(size=len(kind)) + np.where(after >= 0, sums[kind, np.maximum(after, 0)], 0.0)
    found = np.empty(len(kind), dtype=np.int64)
    for each in range(len(sums)):
        here = kind == each
        found[here] = np.searchsorted(sums[each], goal[here])
    return np.where(found < HORIZON, found, NEVER)


def company(here: World, rng: Generator) -> People:
    """People who joined evenly over the years, on day 0 at the earliest; the list is made on day DAYS."""
    kind = rng.integers(0, SITES * ROLES, here.people)
    joined = rng.integers(0, DAYS, here.people)
    left = _draw(here.leaving, kind, np.full(here.people, -1), rng)
    began = _draw(here.taking_part, kind, np.maximum(YEAR - joined, 0) - 1, rng)
    # Who leaves on the day of their first participation stays a leaver of that day; later days have the other hazard.
    after = began < left
    since = np.where(after, began, 0)
    left = np.where(after, _draw(here.leaving_after, kind, since, rng), left)
    began = np.where(began <= left, began, NEVER)

    def on_the_calendar(tenure: Ints) -> Ints:
        day = np.where(tenure < NEVER, joined + tenure, NEVER)
        return np.where(day <= DAYS, day, NEVER)

    return People(kind // ROLES, kind % ROLES, joined, on_the_calendar(left), on_the_calendar(began))


def truths(here: World, people: People, found: Matched) -> Floats:
    """For each participant that the study compares, by how much taking part raises the chance to stay a year."""
    known = people.only((people.began >= people.joined) & (people.joined <= DAYS))
    kind = (known.site * ROLES + known.role)[found.who]
    tenure = found.cohort.began[found.who]

    def stays(sums: Floats) -> Floats:
        return np.exp(sums[kind, tenure] - sums[kind, tenure + YEAR])

    return stays(here.leaving_after) - stays(here.leaving)


def ever_against_never(people: People) -> tuple[float, float, float]:
    """The comparison that fools: who was there a year after joining, of those who ever took part and of the others."""
    joined = people.only(people.joined + YEAR <= DAYS)
    stayed, ever = joined.left - joined.joined > YEAR, joined.began < NEVER
    with_, without = stayed[ever], stayed[~ever]
    middle = float(with_.mean() - without.mean())
    reach = float(norm.ppf(0.975)) * float(np.sqrt(with_.var() / len(with_) + without.var() / len(without)))
    return middle, middle - reach, middle + reach


def _tenure_only(people: People) -> tuple[float, float, float]:
    nowhere = np.zeros_like(people.site)
    found = compare(People(nowhere, nowhere, people.joined, people.left, people.began), DAYS)
    assert isinstance(found, Comparison)
    return found.difference, found.low, found.high


def run(ratio: float, *, confounded: bool, runs: int, people: int = 4000, seed: int = 7) -> dict[str, Any]:
    """Studies `runs` companies; shares and means over all of them, differences in percentage points."""
    here = world(ratio, confounded=confounded, people=people)
    rng = np.random.default_rng([seed, round(ratio * 100), confounded, people])
    ours, naive, tenure_only, truth, sizes = [], [], [], [], []
    every, refused = 0.0, 0
    start = time.monotonic()
    for _number in range(runs):
        made = company(here, rng)
        sets = find_sets(made, DAYS)
        found = compare_sets(sets) if isinstance(sets, Matched) else None
        # Too few people by chance: nothing is shown, so nothing can be wrong.
        if not isinstance(sets, Matched) or not isinstance(found, Comparison):
            refused += 1
            continue
        known = truths(here, made, sets)
        ours.append((found.difference, found.low, found.high))
        naive.append(ever_against_never(made))
        tenure_only.append(_tenure_only(made))
        truth.append(known.mean())
        sizes.append(len(known))
        every += float(known.sum())
    true, population = np.array(truth), every / sum(sizes)
    figures: dict[str, Any] = {
        "runs": runs,
        "refused": refused,
        "participants": round(float(np.mean(sizes))),
        "truth": _points(population),
    }
    for name, rows in (("", ours), ("naive_", naive), ("tenure_only_", tenure_only)):
        middle, low, high = np.array(rows).T
        figures[f"{name}bias"] = _points(float((middle - true).mean()))
        figures[f"{name}covers"] = round(float(((low <= true) & (true <= high)).mean()), 4)
        if not name:
            figures["covers_population"] = round(float(((low <= population) & (population <= high)).mean()), 4)
            figures["spread_to_error"] = round(float((middle - true).std() / ((high - low) / 2 / 1.96).mean()), 3)
    figures["seconds"] = round(time.monotonic() - start, 1)
    return figures


def _points(share: float) -> float:
    return round(100 * share, 2)


EFFECTS = {"none": 1.0, "small": 0.85, "large": 0.6}


def worlds(runs: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every effect, plain and confounded, one after the other."""
    for confounded in (False, True):
        for name, ratio in EFFECTS.items():
            yield f"{name}, {'confounded' if confounded else 'plain'}", run(ratio, confounded=confounded, runs=runs)


def prove(runs: int) -> dict[str, Any]:
    """What `make soak` asks for."""
    found = dict(worlds(runs))
    return {"worlds": found, "sound": all(is_sound(figures) for figures in found.values())}


def is_sound(figures: dict[str, Any]) -> bool:
    is_covered = BAR[0] <= figures["covers"] <= BAR[1] and BAR[0] <= figures["covers_population"] <= BAR[1]
    return bool(is_covered and figures["naive_covers"] < figures["covers"] and abs(figures["naive_bias"]) > 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=2000, help="companies of each kind")
    are_sound = True
    for name, figures in worlds(parser.parse_args().runs):
        print(f"{name:18} {json.dumps(figures)}", flush=True)
        are_sound &= is_sound(figures)
    return 0 if are_sound else 1


if __name__ == "__main__":
    sys.exit(main())
