"""An index filled with a workload."""

from benchmarks.ranking.timing import timed
from benchmarks.workload import Workload
from volunteer_match.matching.index import Index


def filled(index: Index, workload: Workload) -> dict[str, float]:
    """Puts everybody and every need of the workload into an empty index. Returns the seconds that each step took."""
    seconds = {"agents_s": timed(lambda: index.build(workload.table))[0], "irregular_agents_s": 0.0, "needs_s": 0.0}
    for slot, agent in workload.irregular():
        seconds["irregular_agents_s"] += timed(lambda slot=slot, agent=agent: index.put_agent(slot, agent))[0]
    for slot, need in workload.needs() if has_opportunities(index) else ():
        seconds["needs_s"] += timed(lambda slot=slot, need=need: index.put_opportunity(slot, need))[0]
    return {step: round(value, 3) for step, value in seconds.items()}


def has_opportunities(index: Index) -> bool:
    """Whether the index ranks opportunities for an agent as well."""
    return hasattr(index, "put_opportunity")
