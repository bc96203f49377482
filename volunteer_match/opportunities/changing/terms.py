"""What people agreed to when they promised, and what a change of it means for them. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Topic(StrEnum):
    """What has changed. Values are kept in rows: an old one is never given another meaning."""

    TIME = "time"
    SKILL = "skill"
    LANGUAGE = "language"
    CREDENTIAL = "credential"
    ADULTS_ONLY = "adults-only"
    FOR_MINORS = "for-minors"
    MINUTES = "minutes"
    DEADLINE = "deadline"
    TITLE = "title"
    DESCRIPTION = "description"
    HOW_TO_JOIN = "how-to-join"


@dataclass(frozen=True, slots=True)
class Terms:
    """A need as people promised to it: what is required, how much, until when, and the words."""

    skills: Mapping[str, int]
    """Level by code; what is only nice to have is no term."""
    languages: Mapping[str, tuple[int, bool]]
    """Level, and whether it must be verified, by tag."""
    credentials: frozenset[str]
    adults_only: bool
    for_minors: bool
    minutes: int | None
    deadline: datetime | None
    title: str
    description: str
    how_to_join: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was `old` and is `new`, as plain JSON values; None: it was not asked, or is not any more.

    `key` says which skill, language or credential, and of a time which session (its public id).
    """

    topic: Topic
    key: str
    old: Any
    new: Any

    @property
    def asks(self) -> bool:
        """Whether people must say yes again: another time, or something that is asked for newly, or more of it."""
        if self.topic is Topic.TIME:
            return True
        if self.topic is Topic.DEADLINE:
            return self.new is not None and (self.old is None or self.new < self.old)
        if self.topic in (Topic.SKILL, Topic.LANGUAGE, Topic.CREDENTIAL, Topic.ADULTS_ONLY, Topic.MINUTES):
            return _is_raised(self.old, self.new)
        return False

    def as_row(self) -> dict[str, Any]:
        return {"topic": self.topic.value, "key": self.key, "old": self.old, "new": self.new}


def _is_raised(old: Any, new: Any) -> bool:
    """Numbers and truths grow; of a language its level or its being verified, each by itself."""
    if new is None:
        return False
    if old is None:
        return True
    if isinstance(new, list):
        return any(after > before for before, after in zip(old, new, strict=True))
    return bool(new > old)


def read_changes(rows: list[Any]) -> Iterator[Change]:
    """Changes from their rows; what this version does not know is left out."""
    known = set(Topic)
    for row in rows:
        if row.get("topic") in known:
            yield Change(Topic(row["topic"]), row["key"], row["old"], row["new"])


def compare(before: Terms, after: Terms) -> tuple[Change, ...]:
    """Everything that differs, in the order in which it matters to people."""
    return (
        *_parted(Topic.SKILL, before.skills, after.skills),
        *_parted(Topic.LANGUAGE, _as_lists(before.languages), _as_lists(after.languages)),
        *_parted(Topic.CREDENTIAL, dict.fromkeys(before.credentials, True), dict.fromkeys(after.credentials, True)),
        *_single(Topic.ADULTS_ONLY, before.adults_only, after.adults_only),
        *_single(Topic.FOR_MINORS, before.for_minors, after.for_minors),
        *_single(Topic.MINUTES, before.minutes, after.minutes),
        *_single(Topic.DEADLINE, _iso(before.deadline), _iso(after.deadline)),
        *_single(Topic.TITLE, before.title, after.title),
        *_single(Topic.DESCRIPTION, before.description, after.description),
        *_single(Topic.HOW_TO_JOIN, before.how_to_join, after.how_to_join),
    )


def _as_lists(languages: Mapping[str, tuple[int, bool]]) -> dict[str, list[Any]]:
    """As JSON gives them back."""
    return {tag: list(value) for tag, value in languages.items()}


def _iso(moment: datetime | None) -> str | None:
    """In UTC always, so that two can be compared as texts."""
    return moment.isoformat(timespec="minutes") if moment is not None else None


def _parted(topic: Topic, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield Change(topic, key, before.get(key), after.get(key))


def _single(topic: Topic, before: Any, after: Any) -> Iterator[Change]:
    if before != after:
        yield Change(topic, "", before, after)
