"""How long the best assignment takes, and how far first come, first served and the greedy order stay behind.

`python -m benchmarks.assignment [--opportunities 2000] [--agents 4000] [--seed 1] [--seconds 120] [--json]`.
Candidates are generated: each need lists its best people as a ranking would (at least 20, five a place), popular agents
far more often than others; sessions lie within two weeks, so that they clash; half of the agents have a weekly limit.
"""

import argparse
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any, TypeVar

from benchmarks.figures import print_figures
from volunteer_match.matching.assignment import assign
from volunteer_match.matching.assignment_facts import Bounds, Candidate, Tally, lines_of, tally
from volunteer_match.matching.assignment_ledger import best_first, first_come
from volunteer_match.matching.intervals import Interval

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
PLACES, PLACES_WEIGHTS = (1, 2, 3, 4), (4, 3, 2, 1)
LENGTHS = (1, 2, 2, 3, 4)
"""Of sessions, in half hours."""
ASKS = 3
T = TypeVar("T")


def generate(opportunities: int, agents: int, seed: int) -> tuple[list[Candidate], Bounds, list[str]]:
    """Candidates, what they may use up, and the needs in the order in which they were published."""
    dice = random.Random(seed)
    popularity = list(accumulate(1 / (rank + 1) ** 0.4 for rank in range(agents)))
    places: dict[str, int] = {}
    candidates: list[Candidate] = []
    for number in range(opportunities):
        need, session = f"o{number}", f"s{number}"
        places[session] = dice.choices(PLACES, PLACES_WEIGHTS)[0]
        start = MONDAY + dice.randrange(14 * 48) * HALF_HOUR
        span = Interval(start, start + dice.choice(LENGTHS) * HALF_HOUR)
        load = (f"week {(start - MONDAY).days // 7}", int(span.length.total_seconds() // 60))
        listed = dice.choices(range(agents), cum_weights=popularity, k=max(20, 5 * places[session]))
        for agent in sorted(set(listed)):
            order = dice.randint(500, 1000)
            candidates.append(Candidate(f"a{agent}", need, session, order, order, dice.randbytes(16), span, (load,)))
    limits = [dice.choice((120, 180, 240, 10_000, 10_000, 10_000)) for _ in range(agents)]
    minutes = {(f"a{agent}", f"week {week}"): limits[agent] for agent in range(agents) for week in (0, 1)}
    asks = {f"a{agent}": dice.choice((ASKS, ASKS, ASKS, 2, 1)) for agent in range(agents)}
    needs = [f"o{number}" for number in range(opportunities)]
    dice.shuffle(needs)
    return candidates, Bounds(places, asks, minutes, fairness=0.9), needs


def _timed(make: Callable[[], T]) -> tuple[T, dict[str, float]]:
    """What `make` gives; seconds by the clock and of this process alone, which other work on the machine leaves be."""
    clock, process = time.perf_counter(), time.process_time()
    made = make()
    spent = {"seconds": time.perf_counter() - clock, "cpu_seconds": time.process_time() - process}
    return made, {name: round(value, 2) for name, value in spent.items()}


def _figures(made: Tally, best: int, spent: dict[str, float]) -> dict[str, Any]:
    return {
        **spent,
        "places": made.places,
        "opportunities": made.opportunities,
        "points": round(made.total / 1000, 1),
        "loss_percent": round(100 * (1 - made.total / best), 2),
        "most_asks": made.most_asks,
    }


def measure(opportunities: int, agents: int, seed: int, most_seconds: float = 120) -> dict[str, Any]:
    """The figures of one generated world."""
    candidates, bounds, needs = generate(opportunities, agents, seed)
    assign(candidates[:20], bounds)  # loads the solver
    plain, plain_seconds = _timed(lambda: first_come(candidates, bounds, needs))
    made, seconds = _timed(lambda: assign(candidates, bounds, most_seconds, at_least=plain))
    greedy, greedy_seconds = _timed(lambda: best_first(candidates, bounds))
    share = bounds.share
    return {
        "opportunities": opportunities,
        "places": sum(bounds.places.values()),
        "agents": agents,
        "candidates": len(candidates),
        "best": _figures(tally(made.lines), made.total, seconds),
        "greedy": _figures(tally(lines_of(greedy, share)), made.total, greedy_seconds),
        "first_come": _figures(tally(lines_of(plain, share)), made.total, plain_seconds),
        "gap_percent": round(100 * made.gap, 4),
        "is_proven": made.gap == 0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--opportunities", type=int, default=2000)
    parser.add_argument("--agents", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120, help="for each step of the solver")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(options.opportunities, options.agents, options.seed, options.seconds)
    print_figures(figures, as_json=options.json)


if __name__ == "__main__":
    main()
