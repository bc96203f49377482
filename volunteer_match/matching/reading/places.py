"""A place in a file: its path, what stands there, and where its faults are collected."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from volunteer_match.matching.reading.json_text import Fields

T = TypeVar("T")
D = TypeVar("D")
_PLAIN_KEY = re.compile(r"[\w-]{1,60}")
_LONGEST = 200
_LONGEST_SHOWN = 60


def shown(value: object) -> str:
    """A value in a fault: short, and with nothing that a terminal would act on."""
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 1] + "…")
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return str(value) if len(str(value)) <= _LONGEST_SHOWN else "a number that is far too long"


@dataclass(frozen=True, slots=True)
class Place:
    """Reading never raises: what is wrong becomes a fault `path: what`, and None is given back."""

    path: str
    value: object
    faults: list[str]

    def fault(self, what: str) -> None:
        self.faults.append(f"{self.path}: {what}" if self.path else what)

    def fault_value(self, what: str) -> None:
        """A fault that begins with the value."""
        self.fault(f"{shown(self.value)} {what}")

    def below(self, key: str | int, value: object) -> "Place":
        if isinstance(key, int):
            return Place(f"{self.path}[{key}]", value, self.faults)
        step = key if _PLAIN_KEY.fullmatch(key) else f"[{shown(key)}]"
        dot = "." if self.path and not step.startswith("[") else ""
        return Place(f"{self.path}{dot}{step}", value, self.faults)

    def text(self) -> str | None:
        """A text of 1 to 200 characters that can be printed."""
        if not isinstance(self.value, str):
            self.fault_value("is no text")
            return None
        if not self.value or len(self.value) > _LONGEST or not self.value.isprintable():
            self.fault_value(f"is no text of 1 to {_LONGEST} printable characters")
            return None
        return self.value

    def flag(self) -> bool | None:
        if isinstance(self.value, bool):
            return self.value
        self.fault_value("is neither true nor false")
        return None

    def whole(self, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`."""
        if isinstance(self.value, int) and not isinstance(self.value, bool) and low <= self.value <= high:
            return self.value
        self.fault_value(f"is no whole number from {low} to {high}")
        return None

    def number(self, low: int, high: int) -> float | None:
        """A number from `low` to `high`, with or without decimals."""
        if isinstance(self.value, int | float) and not isinstance(self.value, bool) and low <= self.value <= high:
            return float(self.value)
        self.fault_value(f"is no number from {low} to {high}")
        return None

    def items(self, reader: "Reader[T]") -> list[T]:
        """What `reader` makes of each item of a list; items at fault are left out."""
        if not isinstance(self.value, list):
            self.fault_value("is no list")
            return []
        read = [reader(self.below(index, value)) for index, value in enumerate(self.value)]
        return [value for value in read if value is not None]

    def entries(self) -> list[tuple[str, "Place"]]:
        """The keys of an object, with their places."""
        if not isinstance(self.value, Fields):
            self.fault_value("is no object")
            return []
        for key in self.value.repeated:
            self.below(key, None).fault("stands there more than once")
        return [(key, self.below(key, value)) for key, value in self.value.items()]

    def record(self, known: Collection[str]) -> "Record":
        """An object of which the keys are known; others are faults."""
        places = dict(self.entries())
        for key, place in places.items():
            if key not in known:
                near = get_close_matches(key[:_LONGEST_SHOWN], known, 1)
                place.fault(f"unknown key; did you mean '{near[0]}'?" if near else "unknown key")
        return Record(self, places)


Reader = Callable[[Place], T | None]


@dataclass(frozen=True, slots=True)
class Record:
    """An object of known keys."""

    place: Place
    places: dict[str, Place]

    def read(self, key: str, reader: Reader[T], default: D) -> T | D:
        """What `reader` makes of the value; `default` where the key is absent or the value at fault."""
        value = reader(self.places[key]) if key in self.places else None
        return default if value is None else value

    def find(self, key: str, reader: Reader[T]) -> T | None:
        """As `read`, for what may also be null."""
        place = self.places.get(key)
        return None if place is None or place.value is None else reader(place)

    def need(self, key: str, reader: Reader[T]) -> T | None:
        """As `read`, for what must be there."""
        if key not in self.places and isinstance(self.place.value, Fields):
            self.place.below(key, None).fault("is missing")
        return self.read(key, reader, None)

    def items(self, key: str, reader: Reader[T]) -> list[T]:
        return self.places[key].items(reader) if key in self.places else []
