"""Plain English for files and terminals: no translation, keys as they are, times in a zone of one's choice."""

from datetime import date, datetime

from volunteer_match.matching.words import Voice
from volunteer_match.matching.zones import get_zone

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plain_voice(time_zone: str) -> Voice:
    """A voice with times in `time_zone`."""
    zone = get_zone(time_zone)

    def clock(instant: datetime) -> str:
        return f"{instant.astimezone(zone):%H:%M}"

    def moment(instant: datetime) -> str:
        local = instant.astimezone(zone)
        return f"{_DAYS[local.weekday()]} {_day(local)}, {local:%H:%M}"

    return Voice(_filled, _counted, _as_is, _as_is, _as_is, _as_is, clock, moment, _day, _minutes)


def _filled(message: str, /, **params: str) -> str:
    return message % params


def _counted(one: str, many: str, number: int, /, **params: str) -> str:
    return (one if number == 1 else many) % params


def _as_is(key: str) -> str:
    return key


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")))
