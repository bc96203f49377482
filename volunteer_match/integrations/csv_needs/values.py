"""Dates, times and yes or no as people type them into a spreadsheet. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from volunteer_match.integrations.concepts import same_word
from volunteer_match.integrations.moments import Moment, moment_of, parse_iso

NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,T]+(.+))?")
YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})(?:[ ,T]+(.+))?")
DAY_FIRST = re.compile(
    r"(?:[^\W\d]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ -](?:de )?([^\W\d]+)\.?[ ,-]+(?:de )?(\d{4})(?:,? (?:at )?(.+))?"
)
MONTH_FIRST = re.compile(r"(?:[^\W\d]+,? )?([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,? (?:at )?(.+))?")
TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
MONTHS = {
    name[:3]: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
}
YES = {"yes", "y", "true", "1", "x", "si", "remote", "online", "virtual", "home", "from home"}
SI = {"remoto", "en linea", "a distancia"}
NO = {"", "no", "n", "false", "0", "in person", "on site", "onsite", "local", "office", "presencial"}
BOTH = {"hybrid", "both", "mixed", "either", "partly", "remote or in person", "hibrido", "mixto"}


def guess_date_order(cells: Iterable[str]) -> str:
    """ "dmy" or "mdy", from the first date that has a number above 12; "" where none tells."""
    for cell in cells:
        if match := NUMBERS.match(cell):
            if int(match[1]) > 12:
                return "dmy"
            if int(match[3]) > 12:
                return "mdy"
    return ""


def is_ambiguous(cell: str) -> bool:
    """A date of numbers alone, such as 3/4/2027."""
    return bool(NUMBERS.match(cell))


def parse_time(raw: str) -> time | None:
    """`18:00`, `18.00`, `18h30`, `6 pm`; None for anything else, a bare number included."""
    match = TIME.fullmatch(raw.strip())
    if not match or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def parse_time_range(raw: str) -> tuple[time | None, time | None]:
    """`18:00 - 19:30` as both of its ends; a single time as the first."""
    first, *rest = re.split(r"\s*[-–—]\s*|\s+to\s+|(?<=\d)\s+a\s+(?=\d)", raw.strip(), maxsplit=1)
    return parse_time(first), parse_time(rest[0]) if rest else None


def _month(name: str) -> int:
    return MONTHS.get(same_word(name)[:3], 0)


def _parts(text: str, order: str) -> tuple[int, int, int, str | None] | None:
    """Year, month, day and what follows."""
    if match := YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3]), match[4]
    if match := NUMBERS.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        return (year, first, second, match[5]) if order == "mdy" else (year, second, first, match[5])
    if match := DAY_FIRST.fullmatch(text):
        return int(match[3]), _month(match[2]), int(match[1]), match[4]
    if match := MONTH_FIRST.fullmatch(text):
        return int(match[3]), _month(match[1]), int(match[2]), match[4]
    return None


def parse_date(raw: str, zone: ZoneInfo, order: str) -> Moment | None:
    """A date, with or without a time of day; None where it is none. `order` decides 3/4/2027."""
    if moment := parse_iso(raw, zone):
        return moment
    parts = _parts(" ".join(raw.split()), order)
    if parts is None:
        return None
    year, month, day, rest = parts
    at = parse_time(rest) if rest else time()
    try:
        return moment_of(datetime.combine(datetime(year, month, day), at), zone, is_day=not rest) if at else None  # noqa: DTZ001
    except ValueError:
        return None


def parse_remote(raw: str) -> tuple[bool | None, bool]:
    """Whether it can be done from afar (None: the word says nothing), and whether the cell says both."""
    word = same_word(raw)
    if word in BOTH:
        return True, True
    return (True if word in YES | SI else False if word in NO else None), False


def parse_list(raw: str) -> list[str]:
    """The entries of a cell, separated by ";", "|", a line end, or a comma."""
    return list(dict.fromkeys(part.strip() for part in re.split(r"[;|\n,]", raw) if part.strip()))
