"""One whole run of `benchmarks.matching`."""

import gc
from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.ranking.comparison import compared
from benchmarks.ranking.filling import filled, has_opportunities
from benchmarks.ranking.latency import mismatches, reverse, top_and_words, updates
from benchmarks.ranking.memory import memory_of
from benchmarks.workload import Workload, make
from volunteer_match.matching.index import Index

UPDATED = 500


def run(
    agents: int,
    opportunities: int,
    queries: int,
    checked: int = 20,
    *,
    shifts: bool = False,
    sql: bool = True,
    new_index: Callable[[], Index] = Index,
) -> dict[str, Any]:
    """All figures. The index alone answers the full workload; index and rivals together the plain one.

    `checked` of the needs that are asked about are compared with the reference.
    """
    workload = make(agents, opportunities, shifts=shifts)
    figures: dict[str, Any] = {"agents": agents, "opportunities": opportunities, "queries": queries, "shifts": shifts}
    figures |= _alone(workload, queries, checked, new_index)
    figures |= memory_of(workload)
    del workload
    if sql:
        found = compared(make(agents, opportunities, plain=True), queries, new_index)
        wrong = found.pop("mismatches")
        figures["checks"] |= {name: {"needs": queries, "mismatches": count} for name, count in wrong.items()}
        figures |= {"top50_plain": found.pop("index"), **found}
        figures["times_faster"] = times_faster(figures)
    figures["mismatches"] = sum(check["mismatches"] for check in figures["checks"].values())
    return figures


def _alone(workload: Workload, queries: int, checked: int, new_index: Callable[[], Index]) -> dict[str, Any]:
    index, random = new_index(), Random(workload.seed)
    steps = filled(index, workload)
    gc.collect()
    gc.freeze()  # as the keeper does with an index that was built aside
    needs = [need for _, need in workload.needs()]
    asked = needs[:queries]
    table = workload.table
    zones = {name: table.zones[zone] for name, zone in zip(table.ids, table.zone, strict=True)}
    figures: dict[str, Any] = top_and_words(index, asked, zones)
    positions = random.sample(range(workload.agents), min(queries, workload.agents))
    irregular = dict(workload.irregular())
    some = {place + 1: irregular.get(place + 1) or workload.facts_of(place) for place in positions}
    if has_opportunities(index):
        figures["reverse"] = reverse(index, list(some.values()))
    few = dict(list(some.items())[:UPDATED])
    compared_needs = random.sample(asked, min(checked, len(asked)))
    figures |= {"build_s": round(sum(steps.values()), 3), "build_steps": steps}
    figures["update_ms"] = updates(index, few)["median_ms"]
    wrong = mismatches(index, workload, compared_needs, random)
    figures["checks"] = {"reference": {"needs": len(compared_needs), "mismatches": wrong}}
    return figures


def times_faster(figures: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Of each rival, how many times longer its median and its 95th percentile are."""
    own = figures["top50_plain"]
    return {
        name: {share: round(figures[name][share] / max(own[share], 1e-4), 1) for share in ("median_ms", "p95_ms")}
        for name in ("sqlite_joins", "postgres_gin")
    }
