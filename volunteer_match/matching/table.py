"""An answer as plain text for people at a terminal."""

from collections.abc import Sequence
from typing import Any


def as_table(answer: Sequence[dict[str, Any]]) -> str:
    """One table for each entry: who is ranked with fit and order, then who failed and what would change that."""
    return "\n\n".join(_entry(entry) for entry in answer) or "Nothing to rank."


def _entry(entry: dict[str, Any]) -> str:
    about, told = ("opportunity", "agent") if "opportunity" in entry else ("agent", "opportunity")
    lines = [f"{about.capitalize()} {entry[about]}"]
    lines += _ranked(entry["ranked"], told) if entry["ranked"] else [f"  No {told} passes every gate."]
    if entry["failed"]:
        lines += ["", *_failed(entry["failed"], told)]
    return "\n".join(lines)


def _ranked(ranked: Sequence[dict[str, Any]], told: str) -> list[str]:
    rows = [
        (str(place), one[told], f"{one['fit']:.1f}", f"{one['order']:.1f}", ", ".join(one["sessions"]), _strongest(one))
        for place, one in enumerate(ranked, 1)
    ]
    return _columns(("#", told, "fit", "order", "sessions", "strongest reasons"), rows, right={0, 2, 3})


def _strongest(one: dict[str, Any]) -> str:
    """The two parts that give the largest share of what they could."""
    parts = sorted(one["parts"], key=lambda part: -part["value"])
    return "; ".join(part["reason"].partition("; ")[0] for part in parts[:2])


def _failed(failed: Sequence[dict[str, Any]], told: str) -> list[str]:
    rows = [(one[told], "; ".join(gate["change"] for gate in one["gates"] if not gate["passed"])) for one in failed]
    return _columns((told, "not yet, because"), rows, right=set())


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]], right: set[int]) -> list[str]:
    table = [heads, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(heads))]
    return ["  " + "  ".join(_cells(row, widths, right)).rstrip() for row in table]


def _cells(row: Sequence[str], widths: Sequence[int], right: set[int]) -> list[str]:
    pairs = enumerate(zip(row, widths, strict=True))
    return [cell.rjust(width) if column in right else cell.ljust(width) for column, (cell, width) in pairs]
