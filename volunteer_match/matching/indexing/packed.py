"""What is irregular about one agent, in a third of the room: numbers as bytes, made into facts anew when asked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from struct import Struct
from typing import Any

from volunteer_match.matching.facts import CredentialFacts, ExceptionFacts, Window
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.indexing.irregular import Cost, Irregular
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.levels import Proficiency, SkillLevel

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_COST, _SPAN, _EXCEPTION, _WINDOW = Struct("<3q"), Struct("<2q"), Struct("<3i?"), Struct("<3h")
_NO_MINUTE = -1
_REGULAR = Irregular()
_COMMON: dict[str, Any] = {
    "cuts": (),
    "windows": None,
    "takes": (),
    "gains": (),
    "runs": (),
    "exceptions": (),
    "busy": (),
    "promised": (),
    "weeks": _REGULAR.weeks,
    "blocked_by": _REGULAR.blocked_by,
    "returned_from": _REGULAR.returned_from,
}
"""What is packed; all else that an agent may have is rare, and stays as it is."""


class Packed:
    """Reads like an `Irregular`."""

    __slots__ = (
        "_busy",
        "_cuts",
        "_exceptions",
        "_gains",
        "_promised",
        "_rare",
        "_runs",
        "_takes",
        "_weeks",
        "_windows",
        "blocked_by",
        "returned_from",
    )

    def __init__(self, one: Irregular) -> None:
        self._takes, self._gains = _packed(_COST, one.takes), _packed(_COST, one.gains)
        self._runs, self._weeks = _packed(_SPAN, one.runs), _packed(_SPAN, one.weeks.items())
        self._cuts, self._busy, self._promised = map(_instants, (one.cuts, one.busy, one.promised))
        windows = None if one.windows is None else ((each.day, each.start, each.end) for each in one.windows)
        self._windows = None if windows is None else _packed(_WINDOW, windows)
        self._exceptions = _packed(_EXCEPTION, map(_told, one.exceptions))
        self.blocked_by, self.returned_from = tuple(one.blocked_by), tuple(one.returned_from)
        rare = replace(one, **_COMMON)
        self._rare = _REGULAR if rare.is_empty else rare

    @property
    def takes(self) -> tuple[Cost, ...]:
        return tuple(_COST.iter_unpack(self._takes))

    @property
    def gains(self) -> tuple[Cost, ...]:
        return tuple(_COST.iter_unpack(self._gains))

    @property
    def runs(self) -> tuple[Span, ...]:
        return tuple(_SPAN.iter_unpack(self._runs))

    @property
    def weeks(self) -> Mapping[int, int]:
        return dict(_SPAN.iter_unpack(self._weeks))

    @property
    def cuts(self) -> tuple[Interval, ...]:
        return _intervals(self._cuts)

    @property
    def busy(self) -> tuple[Interval, ...]:
        return _intervals(self._busy)

    @property
    def promised(self) -> tuple[Interval, ...]:
        return _intervals(self._promised)

    @property
    def exceptions(self) -> tuple[ExceptionFacts, ...]:
        return tuple(
            ExceptionFacts(date.fromordinal(day), _or_none(start), _or_none(end), available)
            for day, start, end, available in _EXCEPTION.iter_unpack(self._exceptions)
        )

    @property
    def skills(self) -> tuple[Mapping[str, SkillLevel], frozenset[str]] | None:
        return self._rare.skills

    @property
    def languages(self) -> tuple[Mapping[str, Proficiency], frozenset[str]] | None:
        return self._rare.languages

    @property
    def interests(self) -> tuple[frozenset[str], frozenset[str]] | None:
        return self._rare.interests

    @property
    def windows(self) -> tuple[Window, ...] | None:
        return None if self._windows is None else tuple(Window(*one) for one in _WINDOW.iter_unpack(self._windows))

    @property
    def credentials(self) -> tuple[CredentialFacts, ...] | None:
        return self._rare.credentials

    @property
    def numbers(self) -> tuple[int | None, int] | None:
        return self._rare.numbers

    @property
    def id(self) -> str | None:
        return self._rare.id

    @property
    def odd_days(self) -> frozenset[int]:
        return self._rare.odd_days

    @property
    def has_more_profile(self) -> bool:
        return self._rare.has_more_profile


def _packed(kind: Struct, rows: Iterable[tuple[int, ...]]) -> bytes:
    return b"".join(kind.pack(*row) for row in rows)


def _instants(spans: Iterable[Interval]) -> bytes:
    return _packed(_SPAN, (((one.start - _EPOCH) // _MICROSECOND, (one.end - _EPOCH) // _MICROSECOND) for one in spans))


def _intervals(packed: bytes) -> tuple[Interval, ...]:
    return tuple(
        Interval(_EPOCH + start * _MICROSECOND, _EPOCH + end * _MICROSECOND) for start, end in _SPAN.iter_unpack(packed)
    )


def _told(one: ExceptionFacts) -> tuple[int, int, int, bool]:
    start, end = (_NO_MINUTE if minute is None else minute for minute in (one.start, one.end))
    return one.date.toordinal(), start, end, one.available


def _or_none(minute: int) -> int | None:
    return None if minute == _NO_MINUTE else minute
