"""Comparisons as rows for a table and for JSON, with the targets and whether they were reached."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from benchmarks.exposure.measures import Figures, Interval, changes, interval, measure_outcome
from benchmarks.exposure.model import PLAIN, Arm, Model
from benchmarks.exposure.running import Run
from benchmarks.exposure.world import build_world

Results = Mapping[str, Sequence[Figures]]
"""Figures of every seed, by the name of the arm."""


@dataclass(frozen=True, slots=True)
class Row:
    """`figure` of Figures in words, whether its change is told in per cent, and the target that it has."""

    name: str
    words: str
    relative: bool
    target: float | None = None
    at_least: bool = True

    def reached(self, change: Interval) -> str:
        """Said of the whole interval: only where all of it lies on one side the answer is yes or no."""
        if self.target is None:
            return ""
        low, high = (change.low, change.high) if self.at_least else (-change.high, -change.low)
        target = self.target if self.at_least else -self.target
        return "yes" if low >= target else "no" if high < target else "not certain"


ROWS = (
    Row("needs_matched", "needs with a match", True, 10),
    Row("needs_matched_weekly", "needs with a new match, a week", True),
    Row("matches", "matches", True, -1),
    Row("asks", "invitations", True),
    Row("gini_asks", "Gini of invitations", True, -100 / 3, at_least=False),
    Row("gini_matches", "Gini of matches over needs", True),
    Row("most_asked", "invitations of the most asked", False),
    Row("most_asked_week", "the same in any 7 days", False),
    Row("fit_asked", "mean fit of who is invited", False),
    Row("fit_matched", "mean fit of the matches", False),
)


def simulate(model: Model, arms: Sequence[Arm], seeds: Sequence[int]) -> Results:
    """Plays every arm on the same worlds."""
    results: dict[str, list[Figures]] = {arm.name: [] for arm in arms}
    for seed in seeds:
        world = build_world(seed, model)
        for arm in arms:
            results[arm.name].append(measure_outcome(world, Run(world, model, arm).through()))
    return results


def compared(results: Results, with_arm: str) -> list[dict[str, Any]]:
    """Every figure of plain order and of another arm, with the paired difference and its 95 % interval."""
    plain, other = results[PLAIN.name], results[with_arm]
    told = []
    for row in ROWS:
        change = changes(row.name, plain, other, relative=row.relative)
        told.append(
            {
                "figure": row.words,
                "plain": _mean(plain, row.name),
                with_arm: _mean(other, row.name),
                "change": _told(change, row),
                "target": _target(row),
                "reached": row.reached(change) if any(getattr(one, row.name) for one in plain) else "nothing to tell",
            }
        )
    return told


def _mean(figures: Sequence[Figures], name: str) -> float:
    return round(interval([getattr(one, name) for one in figures]).mean, 3 if name.startswith("gini") else 1)


def _told(change: Interval, row: Row) -> str:
    unit = " %" if row.relative else ""
    return f"{change.mean:+.1f}{unit} ({change.low:+.1f} to {change.high:+.1f})"


def _target(row: Row) -> str:
    if row.target is None:
        return ""
    return f"{'at least' if row.at_least else 'at most'} {row.target:+.0f} %"


def frontier(results: Results) -> list[dict[str, Any]]:
    """One line a pair of factors: the changes that matter, against plain order."""
    chosen = [row for row in ROWS if row.name in {"needs_matched", "matches", "gini_asks", "most_asked", "fit_asked"}]
    return [
        {
            "fairness / attention, memory of asks": name,
            **{
                row.words: _told(changes(row.name, results[PLAIN.name], other, relative=row.relative), row)
                for row in chosen
            },
        }
        for name, other in results.items()
        if name != PLAIN.name
    ]


def as_json(model: Model, results: Results) -> dict[str, Any]:
    """The model, every figure of every seed, and the paired differences with their intervals."""
    differences = {
        arm: {row.name: asdict(changes(row.name, results[PLAIN.name], figures, relative=row.relative)) for row in ROWS}
        for arm, figures in results.items()
        if arm != PLAIN.name
    }
    reached = {
        row.name: {arm: row.reached(Interval(**each[row.name])) for arm, each in differences.items()} for row in ROWS
    }
    return {
        "model": asdict(model),
        "seeds": len(results[PLAIN.name]),
        "figures": {
            arm: {one.name: [getattr(each, one.name) for each in figures] for one in fields(Figures)}
            for arm, figures in results.items()
        },
        "differences": differences,
        "reached": {name: each for name, each in reached.items() if any(each.values())},
    }
