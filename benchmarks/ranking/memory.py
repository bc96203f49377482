"""Resident memory of an index: the difference that it makes in a process which has nothing else.

The tables come from files that are mapped, and the mappings are gone before it is measured; so are the needs and the
irregular agents that were put in one by one, but for what the index keeps of them. Some questions are asked before, so
that what an index only makes when it is asked counts too.

`python -m benchmarks.ranking.memory --agents 500000` prints `{"memory_mb", "peak_mb"}`.
"""

import argparse
import ctypes
import gc
import json
import subprocess
import sys
import tempfile
from dataclasses import fields, is_dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.ranking.filling import filled
from benchmarks.server import ROOT
from benchmarks.workload import NOW, SETTINGS, Workload, make
from volunteer_match.matching import tables
from volunteer_match.matching.index import Index

_QUESTIONS = 200


def memory_of(workload: Workload) -> dict[str, float]:
    """Megabytes (10⁶ bytes) that an index of this workload takes, and the most that the process took to build it."""
    with tempfile.TemporaryDirectory(prefix="vm-memory-") as folder:
        save(workload.table, Path(folder))
        given = ["--folder", folder, "--opportunities", str(workload.need_count), "--seed", str(workload.seed)]
        command = [sys.executable, "-m", "benchmarks.ranking.memory", *given]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def save(part: Any, folder: Path, name: str = "AgentTable") -> None:
    """Writes a table and the tables in it: an array a file, names as JSON."""
    for field in fields(part):
        value, path = getattr(part, field.name), folder / f"{name}.{field.name}"
        if is_dataclass(value):
            save(value, folder, f"{path.name}")
        elif isinstance(value, tuple):
            path.with_name(f"{path.name}.json").write_text(json.dumps(value))
        else:
            np.save(path.with_name(f"{path.name}.npy"), value)


def mapped(folder: Path, kind: type = tables.AgentTable, name: str = "AgentTable") -> Any:
    """What `save` wrote, with its arrays mapped."""
    found: dict[str, Any] = {}
    for field in fields(kind):
        path = folder / f"{name}.{field.name}.npy"
        names = path.with_suffix(".json")
        if path.exists():
            found[field.name] = np.asarray(np.load(path, mmap_mode="r"))
        elif names.exists():
            found[field.name] = tuple(json.loads(names.read_text()))
        else:
            found[field.name] = mapped(folder, type(field.default), f"{name}.{field.name}")
    return kind(**found)


def resident(field: str = "VmRSS") -> int:
    """Bytes, once everything that is free has been given back."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{field}:"))


def _filled(folder: Path, needs: int, seed: int) -> Index:
    index = Index()
    workload = Workload(mapped(folder), needs, seed)
    filled(index, workload)
    for _, need in islice(workload.needs(), _QUESTIONS):
        index.top_agents(need, NOW, SETTINGS, 50)
    return index


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=500_000)
    parser.add_argument("--opportunities", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shifts", action="store_true")
    parser.add_argument("--folder", type=Path, help="measure in this process, from these files")
    chosen = parser.parse_args()
    if chosen.folder is None:
        workload = make(chosen.agents, chosen.opportunities, seed=chosen.seed, shifts=chosen.shifts)
        print(json.dumps(memory_of(workload)))
        return
    before = resident()
    index = _filled(chosen.folder, chosen.opportunities, chosen.seed)
    after = resident()
    figures = {"memory_mb": after - before, "peak_mb": resident("VmHWM") - before}
    print(json.dumps({name: round(value / 1e6, 1) for name, value in figures.items()}))
    del index


if __name__ == "__main__":
    main()
