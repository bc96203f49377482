"""Phrases as plain values, so that a proposal keeps its reasons and can be read in any language. Pure."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.phrases import Code, Phrase

_KINDS: Mapping[str, tuple[type, Callable[[Any], Any], Callable[[Any], Any]]] = MappingProxyType(
    {
        "skill level": (SkillLevel, int, SkillLevel),
        "proficiency": (Proficiency, int, Proficiency),
        "instant": (datetime, datetime.isoformat, datetime.fromisoformat),
        "date": (date, date.isoformat, date.fromisoformat),
        "number": (int, int, int),
        "text": (str, str, str),
    }
)
"""What a parameter can be, from the narrowest type to the widest, and how it is written and read."""


def pack(phrase: Phrase) -> dict[str, Any]:
    """The phrase as values that JSON knows. Single statements only: raises ValueError for several in one."""
    return {"code": phrase.code.value, "params": {name: _written(value) for name, value in phrase.params.items()}}


def _written(value: object) -> list[Any]:
    for name, (kind, write, _read) in _KINDS.items():
        if isinstance(value, kind):
            return [name, write(value)]
    raise ValueError(f"{value!r} is no parameter of a single statement")


def unpack(packed: Mapping[str, Any]) -> Phrase:
    """The phrase that was packed."""
    params = {name: _KINDS[kind][2](value) for name, (kind, value) in packed["params"].items()}
    return Phrase(Code(packed["code"]), params)
