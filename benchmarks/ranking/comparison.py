"""The index and its rivals, asked the same questions in turn on the plain workload."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

from benchmarks.ranking.agreement import TOP, same_as_rival
from benchmarks.ranking.filling import filled
from benchmarks.ranking.latency import WARM_UP
from benchmarks.ranking.timing import spread_ms, timed
from benchmarks.rivals.answers import Rival, Row
from benchmarks.rivals.postgres_gin import PostgresGin
from benchmarks.rivals.sqlite_joins import SqliteJoins
from benchmarks.workload import NOW, SETTINGS, Workload
from benchmarks.workload.needs import LAST_DAY
from tests.postgres import stoppable_cluster
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts
from volunteer_match.matching.index import Index

_LAST = NOW + timedelta(days=LAST_DAY)


class _People(dict[int, AgentFacts]):
    """Facts by slot, made when they are wanted."""

    def __init__(self, workload: Workload) -> None:
        super().__init__()
        self._workload = workload

    def __missing__(self, slot: int) -> AgentFacts:
        return self._workload.facts_of(slot - 1)


def compared(workload: Workload, queries: int, new_index: Callable[[], Index] = Index) -> dict[str, Any]:
    """Spread of each engine, how many times quicker the index is than each rival, and where they differ."""
    index, needs = new_index(), [need for _, need in workload.needs()][:queries]
    filled(index, workload)
    with ExitStack() as stack:
        rivals: dict[str, Rival] = {
            "sqlite_joins": SqliteJoins(workload.table, NOW, _LAST),
            "postgres_gin": stack.enter_context(_postgres(workload)),
        }
        for need in needs[:WARM_UP]:
            _asked(index, rivals, need)
        rounds = [_asked(index, rivals, need) for need in needs]
    seconds = {name: [one[name][0] for one in rounds] for name in ("index", *rivals)}
    people = _People(workload)
    wrong = {
        name: sum(
            not same_as_rival(one["index"][1], one[name][1], need, people)
            for need, one in zip(needs, rounds, strict=True)
        )
        for name in rivals
    }
    return {name: spread_ms(values) for name, values in seconds.items()} | {"mismatches": wrong}


def _asked(index: Index, rivals: dict[str, Rival], need: OpportunityFacts) -> dict[str, tuple[float, Any]]:
    """Seconds and answer of each engine."""
    answers: dict[str, tuple[float, Any]] = {
        "index": timed(lambda: index.top_agents(need, NOW, SETTINGS, TOP)),
    }
    for name, rival in rivals.items():
        statement = rival.prepared(need)
        seconds, rows = (0.0, []) if statement is None else timed(lambda: rival.ask(statement))  # noqa: B023
        answers[name] = seconds, [Row(*row) for row in rows]
    return answers


@contextmanager
def _postgres(workload: Workload) -> Iterator[PostgresGin]:
    """On a cluster of its own that keeps everything in shared memory."""
    with stoppable_cluster() as cluster:
        PostgresGin.give_memory(cluster.url)
        cluster.stop()
        cluster.start()
        rival = PostgresGin(workload.table, NOW, _LAST, cluster.url)
        try:
            yield rival
        finally:
            rival.close()
