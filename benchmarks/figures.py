"""Figures for people and for machines."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0..1) of all values don't exceed (nearest rank); 0 for none."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1_000_000) * len(ordered) // 1_000_000) - 1)] if ordered else 0.0


def latency_ms(seconds: Sequence[float]) -> dict[str, float]:
    """Milliseconds at the median, for 95 and for 99 of 100."""
    return {f"p{share}": round(percentile(seconds, share / 100) * 1000, 1) for share in (50, 95, 99)}


def print_figures(figures: Mapping[str, Any], *, as_json: bool) -> None:
    """One figure a line, or one JSON object."""
    if as_json:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        shown = ", ".join(f"{key} {one}" for key, one in value.items()) if isinstance(value, dict) else value
        print(f"{name.replace('_', ' '):28} {shown}")
    sys.stdout.flush()


def print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of the same columns; words to the left, numbers to the right."""
    names = list(rows[0])
    widths = [max(len(name), *(len(str(row[name])) for row in rows)) for name in names]
    print("  ".join(name.ljust(width) for name, width in zip(names, widths, strict=True)))
    for row in rows:
        cells = (
            str(row[name]).ljust(width) if isinstance(row[name], str) else str(row[name]).rjust(width)
            for name, width in zip(names, widths, strict=True)
        )
        print("  ".join(cells))
    sys.stdout.flush()
