"""From a ranking to what a person sees: narrowed, ordered, and put into words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from volunteer_match.matching.engine import Failed, Ranked
from volunteer_match.matching.facts import OpportunityFacts, SessionFacts
from volunteer_match.opportunities.browsing.queries import Fill, Listing, folded

WEEK = timedelta(days=7)
SATURDAY = 5


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
        if self.sessions:
            return int((self.sessions[0].end - self.sessions[0].start).total_seconds() // 60)
        return self.listing.minutes_needed or 0


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


def words_of(query: str | None) -> tuple[str, ...]:
    """The words of a search, folded; all of them must be found."""
    return tuple(folded(query or "").split())


def _is_within_length(minutes: int, length: str) -> bool:
    if length == "more":
        return minutes > 60
    return not length.isdecimal() or minutes <= int(length)


def _is_then(offer: Offer, when: str, zone: ZoneInfo, now: datetime) -> bool:
    """Whether one claimable session falls on such a day; a flexible need fits every day before its deadline."""
    if when not in ("today", "week", "weekend") or not offer.sessions:
        return True
    today = now.astimezone(zone).date()
    tests: dict[str, Callable[[datetime], bool]] = {
        "today": lambda local: local.date() == today,
        "week": lambda local: local.date() < today + WEEK,
        "weekend": lambda local: local.weekday() >= SATURDAY,
    }
    return any(tests[when](session.start.astimezone(zone)) for session in offer.sessions)


def _is_chosen(offer: Offer, choice: Choice, zone: ZoneInfo, now: datetime) -> bool:
    asked = {*offer.facts.requires.languages, *offer.facts.prefers.languages}
    return (
        (not choice.kinds or offer.listing.kind.value in choice.kinds)
        and (not choice.languages or bool(choice.languages & asked))
        and all(word in offer.listing.text for word in choice.words)
        and (not choice.untaken_only or offer.fill.taken == 0)
        and _is_within_length(offer.minutes, choice.length)
        and _is_then(offer, choice.when, zone, now)
    )


def choose(offers: Sequence[Offer], choice: Choice, zone: str, now: datetime) -> list[Offer]:
    """Those that the choice leaves, in the order they came, or newest first."""
    chosen = [offer for offer in offers if _is_chosen(offer, choice, ZoneInfo(zone), now)]
    if choice.newest_first:
        chosen.sort(key=lambda offer: offer.listing.published_at or now, reverse=True)
    return chosen
