"""A run as tables for people."""

from typing import Any

from benchmarks.figures import print_table

_ENGINES = {"top50_plain": "index", "sqlite_joins": "SQLite, joins", "postgres_gin": "PostgreSQL, GIN"}
_ASKED = {
    "top50": "top 50 agents for an opportunity",
    "words_ms": "their gates and reasons in words, more",
    "reverse": "top 50 opportunities for an agent",
}


def print_report(figures: dict[str, Any]) -> None:
    shifts = ", four weeks of shifts" if figures["shifts"] else ""
    print(f"{figures['agents']:,} agents{shifts}, {figures['opportunities']:,} open opportunities\n")
    print_table([{"milliseconds": said, **_spread(figures[name])} for name, said in _ASKED.items() if name in figures])
    answers = figures["answers"]
    print(f"\nof {answers['all']} answers {answers['full']} have all 50 and {answers['empty']} nobody")
    print(f"memory {figures['memory_mb']} MB, built in {figures['build_s']} s, a change {figures['update_ms']} ms")
    if "times_faster" in figures:
        print("\nThe same question in turn, on what SQL can be compared on (milliseconds):\n")
        print_table([_engine(figures, name, said) for name, said in _ENGINES.items()])
    said = ", ".join(f"{name} {one['mismatches']} of {one['needs']}" for name, one in figures["checks"].items())
    print(f"\nmismatches {figures['mismatches']} ({said})")


def _spread(spread: dict[str, float]) -> dict[str, str]:
    return {name.removesuffix("_ms"): f"{value:,.3f}" for name, value in spread.items()}


def _engine(figures: dict[str, Any], name: str, said: str) -> dict[str, str]:
    ratio = figures["times_faster"].get(name, {"median_ms": 1.0, "p95_ms": 1.0})
    times = {f"× {share.removesuffix('_ms')}": f"{value:,.1f}" for share, value in ratio.items()}
    return {"engine": said, **_spread(figures[name]), **times}
