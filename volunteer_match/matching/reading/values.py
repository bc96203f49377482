"""Readers of single values: zones, dates, instants, tags, levels."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.levels import Proficiency, SkillLevel, find_proficiency, find_skill_level, find_tag
from volunteer_match.matching.reading.places import Place, Reader, Record, shown
from volunteer_match.matching.zones import find_zone, wall_to_utc

FIRST_YEAR, LAST_YEAR = 1970, 2199
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_A_WEEK = 10080
MILLION = 1_000_000
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)

V = TypeVar("V")
D = TypeVar("D", bound=date)


def text(place: Place) -> str | None:
    return place.text()


def flag(place: Place) -> bool | None:
    return place.flag()


def whole(low: int, high: int) -> Reader[int]:
    return lambda place: place.whole(low, high)


def number(low: int, high: int) -> Reader[float]:
    return lambda place: place.number(low, high)


count = whole(0, MILLION)


def _found(place: Place, find: Callable[[str], V | None], what: str) -> V | None:
    """What `find` makes of a text, or the fault that it is no `what`."""
    value = find(place.value) if isinstance(place.value, str) else None
    if value is None:
        place.fault_value(f"is no {what}")
    return value


def zone(place: Place) -> str | None:
    return _found(place, lambda name: name if find_zone(name) else None, "IANA time zone")


def tag(place: Place) -> str | None:
    return _found(place, find_tag, "language tag of BCP 47")


def skill_level(place: Place) -> SkillLevel | None:
    return _found(place, find_skill_level, "level of a skill (beginner, intermediate, advanced, expert)")


def proficiency(ilr: Mapping[int, Proficiency]) -> Reader[Proficiency]:
    what = "level of a language (A1 to C2, native, ILR 0 to ILR 5)"
    return lambda place: _found(place, lambda name: find_proficiency(name, ilr), what)


def languages(ilr: Mapping[int, Proficiency]) -> Reader[dict[str, Proficiency]]:
    """An object of language tags with their levels."""
    return levels(tag, proficiency(ilr))


def weekday(place: Place) -> int | None:
    return _found(place, lambda name: DAYS.index(name) if name in DAYS else None, "day (mon to sun)")


def _minute(clock: str) -> int | None:
    match = _CLOCK.fullmatch(clock)
    return int(match[1]) * 60 + int(match[2]) if match else None


def start_minute(place: Place) -> int | None:
    """Minute of the day, from 00:00 to 23:59."""
    return _found(place, _minute, "time of day (00:00 to 23:59)")


def end_minute(place: Place) -> int | None:
    """Minute of the day, from 00:00 to 24:00."""
    return _found(place, lambda clock: 1440 if clock == "24:00" else _minute(clock), "time of day (00:00 to 24:00)")


def day(place: Place) -> date | None:
    return _found(place, lambda name: _iso(date.fromisoformat, name) if _DATE.fullmatch(name) else None, "date")


def near_day(place: Place) -> date | None:
    """A date that clocks can be worked out for."""
    return _near(place, day(place))


def wall_or_instant(place: Place) -> datetime | None:
    """A date with a time, with or without an offset."""
    what = "date with a time (2026-11-26T18:00:00)"
    parse = datetime.fromisoformat
    return _near(place, _found(place, lambda name: _iso(parse, name) if _MOMENT.fullmatch(name) else None, what))


def instant(place: Place) -> datetime | None:
    """An instant in UTC; it must carry an offset or `Z`."""
    value = wall_or_instant(place)
    if value is not None and value.tzinfo is None:
        place.fault_value("carries no offset (end it with Z, or with +01:00 or the like)")
        return None
    return None if value is None else value.astimezone(UTC)


def instant_in(zone_name: str) -> Reader[datetime]:
    """An instant in UTC; without an offset it is the local time of `zone_name`."""

    def read(place: Place) -> datetime | None:
        value = wall_or_instant(place)
        if value is None:
            return None
        return wall_to_utc(value, zone_name) if value.tzinfo is None else value.astimezone(UTC)

    return read


def interval(place: Place) -> Interval | None:
    """`{"start": …, "end": …}`, both instants."""
    return interval_of(place.record(("start", "end")), instant)


def interval_of(record: Record, moment: Reader[datetime]) -> Interval | None:
    """From the record's `start` to its `end`, which must be later."""
    start, end = record.need("start", moment), record.need("end", moment)
    if start is None or end is None:
        return None
    if start < end:
        return Interval(start, end)
    record.place.fault("ends at or before its start")
    return None


def levels(key: Reader[str], level: Reader[V]) -> Reader[dict[str, V]]:
    """An object whose keys are read by `key` and whose values by `level`."""

    def read(place: Place) -> dict[str, V]:
        found: dict[str, V] = {}
        for name, entry in place.entries():
            spelled, value = key(Place(entry.path, name, entry.faults)), level(entry)
            if spelled in found:
                entry.fault(f"'{spelled}' stands there more than once")
            elif spelled is not None and value is not None:
                found[spelled] = value
        return found

    return read


def refuse_twins(place: Place, ids: Sequence[str]) -> None:
    """A fault for every id that is there more than once; an id that could not be read is empty and not counted."""
    for name, times in Counter(filter(None, ids)).items():
        if times > 1:
            place.fault(f"the id {shown(name)} is there {times} times")


def _iso(parse: Callable[[str], V], name: str) -> V | None:
    try:
        return parse(name)
    except ValueError:  # the thirtieth of February
        return None


def _near(place: Place, value: D | None) -> D | None:
    if value is None or FIRST_YEAR <= value.year <= LAST_YEAR:
        return value
    place.fault_value(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return None
