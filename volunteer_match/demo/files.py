"""Reads the demo world's tables, which travel with the package. Pure."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@cache
def read_table(name: str) -> dict[str, Any]:
    """The contents of `<name>.toml`. Callers must not change them."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def minute_of(clock: str) -> int:
    """Minutes since midnight of "HH:MM"; "24:00" is 1440."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def prose(text: str) -> str:
    """A text that was wrapped for the file, as one line."""
    return " ".join(text.split())
