"""Requests per second, median and 99th percentile of the five main pages, on both databases.

The real server, with as many workers as by default, and the demo world with 200 agents and 300 open needs; four people
look at once, each request on a connection of its own. Then the server time of *For you* in one process.
"""

import argparse
import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from benchmarks.crowd import Crowd, load_crowd
from benchmarks.databases import KINDS, application
from benchmarks.figures import latency_ms, print_table
from benchmarks.for_you import count_queries, server_time_ms
from benchmarks.server import Server, serving
from benchmarks.wire import Answer, ask_once

AT_ONCE = 4
WARM_UP_SECONDS = 1.5
OPEN_NEEDS, FEW_NEEDS = 300, 60
FOR_YOU_MS = 60.0
"""The bar: the median server time of *For you* stays under it."""


async def _ask_for(server: Server, requests: Iterator[bytes], seconds: float) -> list[Answer]:
    """Asks for `seconds`, a few at once, and returns all answers."""
    answers: list[Answer] = []
    end = time.perf_counter() + seconds

    async def visit() -> None:
        while time.perf_counter() < end:
            answers.append(await ask_once(server.port, next(requests)))

    await asyncio.gather(*(visit() for _ in range(AT_ONCE)))
    return answers


def _measure(server: Server, database: str, name: str, requests: Iterator[bytes], seconds: float) -> dict[str, Any]:
    asyncio.run(_ask_for(server, requests, WARM_UP_SECONDS))
    start = time.perf_counter()
    answers = asyncio.run(_ask_for(server, requests, seconds))
    passed = time.perf_counter() - start
    latency = latency_ms([answer.seconds for answer in answers])
    statuses = Counter(answer.status for answer in answers)
    return {
        "page": name,
        "database": database,
        "requests/s": round(len(answers) / passed, 1),
        "p50 ms": latency["p50"],
        "p99 ms": latency["p99"],
        "failed": sum(count for status, count in statuses.items() if status != 200),
    }


def measure_pages(database: str, workers: int, seconds: float) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """A row for each page, and the figures of *For you* by itself."""
    with application(database) as app:
        crowd: Crowd = load_crowd(app, OPEN_NEEDS)
        with serving(app, workers) as server:
            pages = crowd.pages().items()
            rows = [_measure(server, database, name, requests, seconds) for name, requests in pages]
        alone = {
            "database": database,
            "agents": len(crowd.agents),
            "open needs": len(crowd.needs),
            **{f"{name} ms": value for name, value in server_time_ms(app, crowd).items()},
            "queries": count_queries(app, crowd),
        }
    with application(database) as app:
        alone[f"queries at {FEW_NEEDS} needs"] = count_queries(app, load_crowd(app, FEW_NEEDS))
    return rows, alone


def is_good(rows: list[dict[str, Any]], alone: list[dict[str, Any]]) -> bool:
    """Every page answered, *For you* keeps its bar, and its queries don't grow with the needs."""
    return all(row["failed"] == 0 for row in rows) and all(
        one["p50 ms"] < FOR_YOU_MS and one["queries"] == one[f"queries at {FEW_NEEDS} needs"] for one in alone
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=KINDS, action="append", help="by default both")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each page")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    rows: list[dict[str, Any]] = []
    alone: list[dict[str, Any]] = []
    for database in chosen.database or KINDS:
        measured, for_you = measure_pages(database, chosen.workers, chosen.seconds)
        rows += measured
        alone.append(for_you)
    if chosen.json:
        print(json.dumps({"pages": rows, "for_you": alone, "good": is_good(rows, alone)}, indent=2))
    else:
        print_table(rows)
        print("\nFor you, in one process:")
        print_table(alone)
    return 0 if is_good(rows, alone) else 1


if __name__ == "__main__":
    sys.exit(main())
