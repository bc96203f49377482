"""How quick the supply meter is: the partner's figures from the snapshot, the coordinator's exact ones from the index.

`python -m benchmarks.supply --agents 500000` builds a seeded company (`benchmarks/workload`), puts it into the index,
takes the snapshot, and asks both about the same needs. `--check` compares the exact figures with a count by the pure
functions, one agent after the other (for small companies: it takes long).
"""

import argparse
import gc
import sys
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

if not __package__:  # run by its path
    sys.path[0] = str(Path(__file__).resolve().parents[1])


def run(agents: int, needs: int, *, shifts: bool, checked: int) -> dict[str, Any]:
    from benchmarks.ranking.memory import resident
    from benchmarks.workload import NOW, SETTINGS, make
    from benchmarks.workload.names import COMPANIES
    from volunteer_match.matching.figures import figures
    from volunteer_match.matching.index import Index
    from volunteer_match.matching.snapshot import take
    from volunteer_match.matching.supply import measure

    secret = b"a secret of the benchmark"
    workload = make(agents, max(needs, 200), shifts=shifts)
    index = Index()
    index.build(workload.table)
    for slot, facts in workload.irregular():
        index.put_agent(slot, facts)
    gc.collect()
    before, begun = resident() / 1_000_000, time.perf_counter()
    snapshot = take(index.agents, NOW, secret)
    built, after = time.perf_counter() - begun, resident() / 1_000_000
    asked = [need for _slot, need in islice(workload.needs(), needs)]
    told = [_timed(lambda need=need: figures(snapshot, need, COMPANIES, secret)) for need in asked]
    exact = [_timed(lambda need=need: measure(index.agents, need, NOW, SETTINGS)) for need in asked]
    mismatches = 0
    if checked:
        everybody = workload.everybody()
        mismatches = sum(
            _differs(need, everybody, found) for need, (_ms, found) in islice(zip(asked, exact, strict=True), checked)
        )
    return {
        "agents": agents,
        "needs": len(asked),
        "partner": _spread([ms for ms, _ in told]),
        "coordinator": _spread([ms for ms, _ in exact]),
        "snapshot_build_s": round(built, 2),
        "snapshot_mb": round(after - before, 1),
        "checked": checked,
        "mismatches": mismatches,
    }


def _timed(work: Any) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = work()
    return (time.perf_counter() - begun) * 1000, found


def _differs(need: Any, everybody: dict[int, Any], found: Any) -> bool:
    from benchmarks.workload import NOW, SETTINGS
    from volunteer_match.matching.gates import check_gates

    def count(requires: Any) -> int:
        asked = replace(need, requires=requires)
        return sum(check_gates(agent, asked, NOW, SETTINGS).passed for agent in everybody.values())

    total = count(need.requires)
    return found.total != total or any(
        cost.without != count(cost.asked.without) - total
        or (cost.asked.lower is not None and cost.lower != count(cost.asked.lower) - total)
        for cost in found.costs
    )


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    at = {"median_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}
    spread = {name: round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2) for name, share in at.items()}
    return {**spread, "worst_ms": round(ordered[-1], 2)}


def main() -> int:
    from benchmarks.figures import print_figures

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=500_000)
    parser.add_argument("--needs", type=int, default=200)
    parser.add_argument("--shifts", action="store_true", help="four weeks of work shifts for everybody")
    parser.add_argument("--check", type=int, default=0, metavar="NEEDS", help="compare so many with the reference")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    figures = run(chosen.agents, chosen.needs, shifts=chosen.shifts, checked=chosen.check)
    print_figures(figures, as_json=chosen.json)
    return 1 if figures["mismatches"] else 0


if __name__ == "__main__":
    sys.exit(main())
