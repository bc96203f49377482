"""The long proofs at full size, on both databases; writes soak/<date>.json and ends with 1 when a bar is missed.

The last place: 1,000 rounds of 20 claimants with 8 workers, and its negative control. A substitute: 500 rounds of 8 who
say yes at once, in half of them against the request being taken back. Challenges: 200 browsers log for a minute, and
the same without locks. kill -9: 50 kills of a process that serves pages, and 100 of the worker, at every step of its
loops. The index beside the reference: 20,000 questions with changes between them. Then the property tests of matching,
of matches and of challenges with thousands of examples. Mutants: of every mistake that mutmut makes in gates, fit,
order and time, the pure tests may overlook one in twenty. Who stays: 12,000 simulated companies whose truth is known.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import cover_race, equality, kill, kill_worker, last_place, loggers, mutants, retention
from benchmarks.databases import KINDS
from benchmarks.server import ROOT

ROUNDS, CLAIMANTS, WORKERS = 1000, 20, 8
CONTROL_ROUNDS = 30
COVER_ROUNDS, ASKED = 500, 8
KILLS, KILL_WORKERS = 50, 4
WORKER_KILLS, CONTROL_KILLS = 100, 8
QUERIES = 20_000
COMPANIES = 2_000
LOGGERS, LOG_SECONDS, LOG_WORKERS = 200, 60.0, 4
PROPERTY_TESTS = ("tests/matching", "tests/matches", "tests/challenges")


def _properties() -> dict[str, Any]:
    """Runs the property tests with the profile of many examples."""
    start = time.monotonic()
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--timeout=3600", *PROPERTY_TESTS],
        cwd=ROOT,
        env={**os.environ, "HYPOTHESIS_PROFILE": "soak"},
        capture_output=True,
        text=True,
        check=False,
    )
    last = (run.stdout.strip().splitlines() or ["nothing"])[-1]
    return {"summary": last, "seconds": round(time.monotonic() - start, 1), "sound": run.returncode == 0}


def proofs(share: float) -> dict[str, Callable[[], dict[str, Any]]]:
    """Every proof by name; `share` makes rounds and kills fewer (1.0 is the full size)."""

    def part(count: int) -> int:
        return max(1, round(count * share))

    def race(database: str, rounds: int, *, unsafe: bool) -> dict[str, Any]:
        return last_place.run(database, part(rounds), CLAIMANTS, WORKERS, unsafe=unsafe).as_figures()

    def stand_in(database: str, rounds: int, *, unsafe: bool) -> dict[str, Any]:
        return cover_race.run(database, part(rounds), ASKED, WORKERS, unsafe=unsafe).as_figures()

    def deaths(database: str) -> dict[str, Any]:
        return kill.run(database, part(KILLS), KILL_WORKERS).as_figures()

    def worker_deaths(database: str, kills: int, *, unsafe: bool) -> dict[str, Any]:
        return kill_worker.run(database, part(kills), unsafe=unsafe).as_figures()

    def logging(database: str, *, unsafe: bool) -> dict[str, Any]:
        return loggers.run(database, part(LOGGERS), LOG_SECONDS * share, LOG_WORKERS, unsafe=unsafe).as_figures()

    found: dict[str, Callable[[], dict[str, Any]]] = {}
    for database in KINDS:
        found[f"last place, {database}"] = partial(race, database, ROUNDS, unsafe=False)
        found[f"last place without guards, {database}"] = partial(race, database, CONTROL_ROUNDS, unsafe=True)
        found[f"a substitute, {database}"] = partial(stand_in, database, COVER_ROUNDS, unsafe=False)
        found[f"a substitute without guards, {database}"] = partial(stand_in, database, CONTROL_ROUNDS, unsafe=True)
        found[f"logging a challenge, {database}"] = partial(logging, database, unsafe=False)
        found[f"logging without locks, {database}"] = partial(logging, database, unsafe=True)
        found[f"kill -9, {database}"] = partial(deaths, database)
        found[f"kill -9, worker, {database}"] = partial(worker_deaths, database, WORKER_KILLS, unsafe=False)
        found[f"kill -9, worker without one transaction, {database}"] = partial(
            worker_deaths, database, CONTROL_KILLS, unsafe=True
        )
    found["index equals reference"] = partial(equality.run, part(QUERIES))
    found["who stays"] = partial(retention.prove, part(COMPANIES))
    found["properties of matching and matches"] = _properties
    found["mutants of matching"] = mutants.run
    return found


def _write(results: dict[str, dict[str, Any]], begun: datetime) -> Path:
    """Written after every proof, so that what was found is kept whatever comes."""
    path = ROOT / "soak" / f"{begun:%Y-%m-%dT%H%M%SZ}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"begun": begun.isoformat(), "proofs": results}, indent=2) + "\n")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0, help="of the full size, for a try")
    parser.add_argument("--only", default="", help="proofs whose name contains this")
    chosen = parser.parse_args()
    begun = datetime.now(UTC)
    results: dict[str, dict[str, Any]] = {}
    for name, prove in proofs(chosen.share).items():
        if chosen.only not in name:
            continue
        results[name] = prove()
        path = _write(results, begun)
        verdict = "holds" if results[name]["sound"] else "MISSED"
        print(
            f"{name:42} {verdict:7} {json.dumps({k: v for k, v in results[name].items() if k != 'faults'})}", flush=True
        )
    if not results:
        print(f"No proof has '{chosen.only}' in its name.")
        return 2
    print(f"Written to {path.relative_to(ROOT)}")
    return 0 if all(result["sound"] for result in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
