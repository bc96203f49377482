"""From a ranking to what a person sees: narrowed, ordered, and put into words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from volunteer_match.matching.engine import Failed, Ranked
from volunteer_match.matching.facts import OpportunityFacts, SessionFacts
from volunteer_match.opportunities.browsing.queries import Fill, Listing
from volunteer_match.web.folding import folded

WEEK = timedelta(days=7)
SATURDAY = 5
DAYS = ("today", "week", "weekend")


def minutes_of(sessions: Sequence[SessionFacts], minutes_needed: int | None) -> int:
    """Length of the first session, or of the whole of a flexible need."""
    if sessions:
        return int((sessions[0].end - sessions[0].start).total_seconds() // 60)
    return minutes_needed or 0


@dataclass(frozen=True, slots=True)
class Offer:
    """One need as one agent sees it; `sessions` are those the agent may claim (all open ones where a gate failed)."""

    listing: Listing
    facts: OpportunityFacts
    fill: Fill
    ranked: Ranked | None
    failed: Failed | None
    sessions: tuple[SessionFacts, ...]
    match: str | None
    """Public id of the agent's own live match here."""

    @property
    def minutes(self) -> int:
        """Length of one session, or of the whole of a flexible need."""
        return minutes_of(self.sessions, self.listing.minutes_needed)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the agent narrowed the list by; empty means all."""

    words: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    when: str = ""
    length: str = ""
    untaken_only: bool = False
    newest_first: bool = False

    @property
    def is_about_time(self) -> bool:
        return self.when in DAYS or bool(self.length)

    @property
    def narrows(self) -> bool:
        """Whether anything is left out; the order leaves out nothing."""
        return bool(self.words or self.kinds or self.languages or self.untaken_only or self.is_about_time)


def words_of(query: str | None) -> tuple[str, ...]:
    """The words of a search, folded; all of them must be found."""
    return tuple(folded(query or "").split())


def _is_within_length(minutes: int, length: str) -> bool:
    if length == "more":
        return minutes > 60
    return not length.isdecimal() or minutes <= int(length)


def _is_then(sessions: Iterable[SessionFacts], when: str, zone: ZoneInfo, now: datetime) -> bool:
    """Whether one of these sessions falls on such a day."""
    today = now.astimezone(zone).date()
    tests: dict[str, Callable[[datetime], bool]] = {
        "today": lambda local: local.date() == today,
        "week": lambda local: local.date() < today + WEEK,
        "weekend": lambda local: local.weekday() >= SATURDAY,
    }
    return any(tests[when](session.start.astimezone(zone)) for session in sessions)


def is_of_choice(facts: OpportunityFacts, choice: Choice) -> bool:
    """Whether kind and languages are as chosen."""
    asked = {*facts.requires.languages, *facts.prefers.languages}
    of_kind = not choice.kinds or facts.kind in choice.kinds
    return of_kind and (not choice.languages or not choice.languages.isdisjoint(asked))


def is_at_chosen_time(
    sessions: Sequence[SessionFacts], facts: OpportunityFacts, choice: Choice, zone: str, now: datetime
) -> bool:
    """Whether day and length are as chosen, for these sessions. A flexible need, which has none, fits every day."""
    fits_day = choice.when not in DAYS or not sessions or _is_then(sessions, choice.when, ZoneInfo(zone), now)
    return fits_day and _is_within_length(minutes_of(sessions, facts.minutes_needed), choice.length)
