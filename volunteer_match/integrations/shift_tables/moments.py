"""Dates and times of day as such tables write them. Pure.

Which of two numbers is the month is decided for a whole file, never cell by cell: by a number above 12 where there is
one, else by which reading leaves the fewest days between the first and the last, and said to be likely only.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from volunteer_match.integrations.csv_needs.values import parse_date

DIGITS = re.compile(r"\d{6}|\d{8}")
PARTED = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T].*)?")
CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2})(?:[:.]?(\d{2})(?:\.\d+)?)?)?\s*(?:([ap])\.?\s?m?\.?)?", re.IGNORECASE)
DATE_AND_TIME = re.compile(r"(?P<day>.*\d)[ T,]+(?P<time>\d{1,2}[:.h]\d{2}.*)")
ORDERS = ("mdy", "dmy", "ymd", "ydm")
DAY_SECONDS = 86_400
UTC_ZONE = ZoneInfo("UTC")


class Certainty(StrEnum):
    """How the order of day and month is known."""

    STATED = "stated"
    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"
    NO_MATTER = "no-matter"


UNSURE = frozenset({Certainty.LIKELY, Certainty.GUESS})
"""Somebody should look at the dates before they say yes."""


@dataclass(frozen=True, slots=True)
class DateOrder:
    """`order` is one of ORDERS."""

    order: str
    certainty: Certainty


def find_order(days: Collection[str], stated: str, usual: str) -> DateOrder:
    """The order of the numbers in these dates; `usual` where nothing tells. `stated` is the person's own word."""
    bare = {day for day in days if _is_ambiguous(day)}
    if stated:
        return DateOrder(stated, Certainty.STATED)
    if not bare:
        return DateOrder(usual, Certainty.NO_MATTER)
    spans: dict[str, int] = {}
    for order in ORDERS:
        read = [found for day in bare if (found := _numbers(day, order)) is not None]
        if len(read) == len(bare):
            spans[order] = (max(read) - min(read)).days
    if len(spans) == 1:
        return DateOrder(next(iter(spans)), Certainty.SURE)
    shortest = [order for order, span in spans.items() if span == min(spans.values())]
    if len(shortest) == 1:
        return DateOrder(shortest[0], Certainty.LIKELY)
    return DateOrder(usual if usual in shortest or not shortest else shortest[0], Certainty.GUESS)


def _is_ambiguous(text: str) -> bool:
    """Numbers alone, that are not the one ISO form of a date."""
    parted = PARTED.fullmatch(text)
    return bool(DIGITS.fullmatch(text)) or (parted is not None and not _is_iso(parted))


def _is_iso(parted: re.Match[str]) -> bool:
    return len(parted[1]) == 4 and parted[2] == "-"


def _numbers(text: str, order: str) -> date | None:
    if DIGITS.fullmatch(text):
        widths = {"y": len(text) - 4, "m": 2, "d": 2}
        parts, place = {}, 0
        for letter in order:
            parts[letter] = int(text[place : place + widths[letter]])
            place += widths[letter]
        return _day(parts["y"], parts["m"], parts["d"])
    parted = PARTED.fullmatch(text)
    if parted is None:
        return None
    cells = [parted[1], parted[3], parted[4]]
    if (len(cells[0]) == 4) != order.startswith("y"):
        return None
    named = dict(zip(order, cells, strict=True))
    return _day(int(named["y"]), int(named["m"]), int(named["d"]))


def _day(year: int, month: int, day: int) -> date | None:
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day) if 2000 <= year < 2100 else None
    except ValueError:
        return None


def read_day(text: str, order: str) -> date | None:
    """The date of a cell; a time after it is left alone. None where there is none."""
    text = text.strip()
    if _is_ambiguous(text):
        return _numbers(text, order)
    found = parse_date(text, UTC_ZONE, "mdy" if order == "mdy" else "dmy")
    return found.local.date() if found is not None and 2000 <= found.local.year < 2100 else None


def read_clock(text: str) -> int | None:
    """Seconds since midnight of `9:00`, `0900`, `9:00 AM`, `21.30`, `24:00`; None for anything else."""
    text = text.strip()
    match = CLOCK.fullmatch(text)
    if match is None or (match[2] is None and match[4] is None):
        return None
    if text.isdigit() and len(text) in (3, 5):  # 930 is 09:30, and 93000 is 09:30:00
        match = CLOCK.fullmatch(f"0{text}") or match
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
    seconds = hour * 3600 + minute * 60 + second
    return seconds if minute < 60 and second < 60 and seconds <= DAY_SECONDS else None


@dataclass(frozen=True, slots=True)
class Wall:
    """A wall time: days of the calendar and seconds of the day (up to 86 400, which is 24:00)."""

    day: date
    seconds: int

    def local(self) -> datetime:
        return datetime.combine(self.day, datetime.min.time()) + timedelta(seconds=self.seconds)


def read_instant(text: str) -> datetime | None:
    """An aware instant, where the cell has a date, a time and an offset (ISO 8601); else None."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def parts_of(text: str) -> tuple[str, str]:
    """The date and the time of a cell that has a time; the date may be empty."""
    both = DATE_AND_TIME.fullmatch(text.strip())
    return (both["day"].strip(" ,T"), both["time"]) if both else ("", text)


def day_in(text: str) -> str:
    """The date of a cell that has a date, without the time that may follow."""
    both = DATE_AND_TIME.fullmatch(text.strip())
    return both["day"].strip(" ,T") if both else text.strip()
