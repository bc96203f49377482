"""Facts of opportunities that share what they have in common: needs say the same things again and again.

Equal names, instants, sets and conditions about languages become one object each. Caches are bounded: what was not
found in one is no fault, it only takes more memory.
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import lru_cache
from sys import intern
from types import MappingProxyType
from typing import Any, TypeVar

from volunteer_match.matching.facts import OpportunityFacts, Preferences, Requirements, SessionFacts
from volunteer_match.matching.levels import Proficiency

H = TypeVar("H", bound=Hashable)
V = TypeVar("V")
_NONE: Mapping[str, Any] = MappingProxyType({})


def shared(need: OpportunityFacts) -> OpportunityFacts:
    """The same facts in less memory."""
    requires, prefers = need.requires, need.prefers
    languages, sure = _languages(requires.languages), _one(requires.verified_languages)
    credentials = _one(requires.credentials)
    return replace(
        need,
        kind=_name(need.kind),
        cause=_name(need.cause),
        partner=_name(need.partner),
        requires=Requirements(_named(requires.skills), languages, sure, credentials, requires.minimum_age),
        prefers=Preferences(_named(prefers.skills), _languages(prefers.languages)),
        sessions=tuple(map(_session, need.sessions)),
        time_zone=intern(need.time_zone),
    )


def _session(one: SessionFacts) -> SessionFacts:
    return SessionFacts(intern(one.id), _one(one.start), _one(one.end), intern(one.time_zone), one.places)


def _name(text: str | None) -> str | None:
    return None if text is None else intern(text)


def _named(values: Mapping[str, V]) -> Mapping[str, V]:
    return {intern(name): value for name, value in values.items()} if values else _NONE


def _languages(levels: Mapping[str, Proficiency]) -> Mapping[str, Proficiency]:
    return _same_languages(tuple(levels.items()))


@lru_cache(maxsize=2048)
def _same_languages(levels: tuple[tuple[str, Proficiency], ...]) -> Mapping[str, Proficiency]:
    return {intern(tag): level for tag, level in levels}


@lru_cache(maxsize=8192)
def _one(value: H) -> H:
    """The first of all that are equal."""
    return value
