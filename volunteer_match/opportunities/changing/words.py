"""What has changed, as people read it: "Spanish: B2 → C1"."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext, lazy_gettext

from volunteer_match.opportunities.changing.terms import Change, Topic
from volunteer_match.web.labels import credential_name, language_name, level_name, proficiency_name
from volunteer_match.web.times import format_instant, format_minutes, format_span

_ = lazy_gettext

TOPICS: dict[Topic, Any] = {
    Topic.TIME: _("Time"),
    Topic.SKILL: _("Skills"),
    Topic.LANGUAGE: _("Languages"),
    Topic.CREDENTIAL: _("Proof"),
    Topic.ADULTS_ONLY: _("Age"),
    Topic.FOR_MINORS: _("Who is helped"),
    Topic.MINUTES: _("Minutes of work"),
    Topic.DEADLINE: _("Deadline"),
    Topic.TITLE: _("Title"),
    Topic.DESCRIPTION: _("Description"),
    Topic.HOW_TO_JOIN: _("How to join"),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: what it is about, what it was and is, and when it was made."""

    about: str
    old: str
    new: str
    when: str
    is_text: bool
    """Long words, which stand in paragraphs of their own, in the language of the need."""


def topic_words(topics: Iterable[str]) -> str:
    """ "Description, How to join"."""
    return ", ".join(str(TOPICS[Topic(topic)]) for topic in topics if topic in set(Topic))


def change_line(at: datetime, change: Change, zone: str, skill: Callable[[str], str]) -> ChangeLine:
    """A change for a reader in `zone`; `skill` names a code."""
    return ChangeLine(
        about=_about(change, skill),
        old=_value(change.topic, change.old, zone),
        new=_value(change.topic, change.new, zone),
        when=format_instant(at, zone),
        is_text=change.topic in (Topic.TITLE, Topic.DESCRIPTION, Topic.HOW_TO_JOIN),
    )


def _about(change: Change, skill: Callable[[str], str]) -> str:
    if change.topic is Topic.SKILL:
        return skill(change.key)
    if change.topic is Topic.LANGUAGE:
        return language_name(change.key)
    return credential_name(change.key) if change.topic is Topic.CREDENTIAL else str(TOPICS[change.topic])


def _value(topic: Topic, value: Any, zone: str) -> str:
    if value is None:
        return gettext("nothing")
    if topic is Topic.TIME:
        return format_span(datetime.fromisoformat(value[0]), datetime.fromisoformat(value[1]), zone)
    if topic is Topic.LANGUAGE:
        level = proficiency_name(value[0])
        return gettext("%(level)s, verified", level=level) if value[1] else level
    words: dict[Topic, Callable[[Any], str]] = {
        Topic.SKILL: level_name,
        Topic.CREDENTIAL: lambda _has: gettext("required"),
        Topic.ADULTS_ONLY: lambda only: gettext("18 or over") if only else gettext("any age"),
        Topic.FOR_MINORS: lambda minors: gettext("people under 18") if minors else gettext("adults"),
        Topic.MINUTES: format_minutes,
        Topic.DEADLINE: lambda moment: format_instant(datetime.fromisoformat(moment), zone),
    }
    return words[topic](value) if topic in words else str(value)
