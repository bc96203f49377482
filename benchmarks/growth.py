"""How answers, memory and building grow with the number of agents: a table, a plot and the figures behind them.

`python -m benchmarks.growth` runs `benchmarks.matching` for 1,000 to 1,000,000 agents, one after the other in processes
of their own (some minutes; `--skip-sql` leaves the rivals out), prints the table, and writes it with the plot into
`docs/`.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

if not __package__:  # run by its path
    sys.path[0] = str(Path(__file__).resolve().parents[1])

SIZES = (1_000, 10_000, 100_000, 500_000, 1_000_000)
PICTURE = "pictures/matching-growth.svg"
LINES = {
    "top50": "index, the whole company",
    "top50_plain": "index, as compared with SQL",
    "postgres_gin": "PostgreSQL, GIN arrays",
    "sqlite_joins": "SQLite, joins",
}
"""What is drawn and tabulated, as it is called in the figures and in words."""


def measured(agents: int, opportunities: int, queries: int, *, sql: bool) -> dict[str, Any]:
    """The figures of one size, from a process of its own."""
    sizes = {"--agents": agents, "--opportunities": opportunities, "--queries": queries}
    given = [text for name, value in sizes.items() for text in (name, str(value))] + ([] if sql else ["--skip-sql"])
    command = [sys.executable, "-m", "benchmarks.matching", "--json", *given]
    folder = Path(__file__).resolve().parents[1]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def table(runs: list[dict[str, Any]]) -> list[dict[str, str]]:
    """One row a size; milliseconds are median / 95th percentile."""
    return [
        {
            "agents": f"{run['agents']:,}",
            **{
                f"{said}, ms": f"{run[name]['median_ms']:.2f} / {run[name]['p95_ms']:.1f}"
                for name, said in LINES.items()
                if name in run
            },
            "memory, MB": f"{run['memory_mb']:.0f}",
            "build, s": f"{run['build_s']:.1f}",
            "mismatches": str(run["mismatches"]),
        }
        for run in runs
    ]


def markdown(rows: list[dict[str, str]], command: str) -> str:
    heads = list(rows[0])
    lines = [heads, ["--:"] * len(heads), *([*row.values()] for row in rows)]
    cells = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return (
        "# How matching grows\n\n"
        f"Printed and drawn by `{command}`; what is measured stands in `benchmarks/matching.py`. Milliseconds\n"
        "are for the top 50 agents of one opportunity, median / 95th percentile; memory and building are those of the\n"
        "whole company.\n\n"
        f"{cells}\n\n![Milliseconds by number of agents, both on logarithmic scales]({PICTURE})\n"
    )


def main() -> int:
    from benchmarks.figures import print_table
    from benchmarks.plot import Line, plot
    from benchmarks.server import ROOT

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--opportunities", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--skip-sql", action="store_true")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="where table and plot are written")
    chosen = parser.parse_args()
    asked = chosen.opportunities, min(chosen.queries, chosen.opportunities)
    runs = [measured(agents, *asked, sql=not chosen.skip_sql) for agents in chosen.sizes]
    rows = table(runs)
    print_table(rows)
    lines = [
        Line(said, [(run["agents"], run[name]["median_ms"]) for run in runs if name in run])
        for name, said in LINES.items()
    ]
    (chosen.docs / PICTURE).parent.mkdir(exist_ok=True, parents=True)
    (chosen.docs / PICTURE).write_text(plot([line for line in lines if line.points]))
    command = " ".join(["python -m benchmarks.growth", *sys.argv[1:]])
    (chosen.docs / "matching-growth.md").write_text(markdown(rows, command))
    return 1 if any(run["mismatches"] for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main())
