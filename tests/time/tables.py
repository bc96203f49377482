"""Reads the tables of this folder: columns apart by `|`, a heading, comments by `#`."""

from datetime import UTC, datetime
from pathlib import Path

from volunteer_match.matching.facts import Interval

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table, without its heading and without the reason, which is the last column."""
    lines = [line for line in (HERE / f"{name}.txt").read_text().splitlines() if line and not line.startswith("#")]
    return [tuple(cell.strip() for cell in line.split("|")[:-1]) for line in lines[1:]]


def wall(text: str) -> datetime:
    """A wall time, which has no offset."""
    return datetime.fromisoformat(text)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def intervals(text: str) -> list[Interval]:
    """`2026-03-29 07:00 .. 2026-03-29 11:00 + …`, or `none`."""
    if text == "none":
        return []
    pairs = [part.split(" .. ") for part in text.split(" + ")]
    return [Interval(instant(start), instant(end)) for start, end in pairs]


def minute(text: str) -> int:
    """Of the day: 0 to 1440."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
