"""How quick, how large and how right the matching index is, beside SQL that answers the same question.

`python -m benchmarks.matching --agents 500000` takes some minutes: a seeded company (`benchmarks/workload`) is built
and put into the index; then the top 50 agents for an opportunity are asked for many times, with words and without,
the opportunities for an agent, and changes are made. Memory is the difference of resident memory in a process of its
own. Then index, SQLite and PostgreSQL are asked the same in turn, on a company that SQL can be compared on (what it
is spared stands in `benchmarks/rivals`). `top50` is the full workload, `top50_plain` the one of the comparison, and
`times_faster` is about the latter. `mismatches` counts answers that differ: from either rival in any query, and from
the reference in `--checked` (beyond 3,000 agents: of those found and 3,000 others).
"""

import argparse
import sys
from pathlib import Path

if not __package__:  # run by its path
    sys.path[0] = str(Path(__file__).resolve().parents[1])


def main() -> int:
    from benchmarks.figures import print_figures
    from benchmarks.ranking.report import print_report
    from benchmarks.ranking.run import run

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agents", type=int, default=500_000)
    parser.add_argument("--opportunities", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=1000, help="opportunities that are asked about, at most all")
    parser.add_argument("--checked", type=int, default=20, help="of these, compared with the reference")
    parser.add_argument("--shifts", action="store_true", help="four weeks of work shifts for everybody")
    parser.add_argument("--skip-sql", action="store_true")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    queries = min(chosen.queries, chosen.opportunities)
    sizes = chosen.agents, chosen.opportunities, queries, chosen.checked
    figures = run(*sizes, shifts=chosen.shifts, sql=not chosen.skip_sql)
    if chosen.json:
        print_figures(figures, as_json=True)
    else:
        print_report(figures)
    return 1 if figures["mismatches"] else 0


if __name__ == "__main__":
    sys.exit(main())
