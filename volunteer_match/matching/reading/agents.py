"""Agents in a file of facts."""

from datetime import date

from volunteer_match.matching.facts import AgentFacts, CredentialFacts, ExceptionFacts, Settings, Window
from volunteer_match.matching.reading import values
from volunteer_match.matching.reading.places import Place, Record

KEYS = (
    "id", "time_zone", "age", "skills", "wants", "languages", "verified_languages", "availability", "exceptions",
    "shifts", "rest_gap_minutes", "busy", "weekly_limit_minutes", "credentials", "interests", "attended", "missed",
    "asked_last_7_days", "last_asked", "pending", "returned_from", "blocked_by", "active",
)  # fmt: skip
_INTERESTS = ("cause:", "kind:", "partner:")


def agent(place: Place, settings: Settings) -> AgentFacts:
    """One agent; what is left out or at fault has its neutral value."""
    record = place.record(KEYS)
    return AgentFacts(
        id=record.need("id", values.text) or "",
        time_zone=record.read("time_zone", values.zone, "UTC"),
        age=record.find("age", values.whole(0, 150)),
        skills=record.read("skills", values.levels(values.text, values.skill_level), {}),
        wants=frozenset(record.items("wants", values.text)),
        languages=record.read("languages", values.languages(settings.ilr), {}),
        verified_languages=frozenset(record.items("verified_languages", values.tag)),
        availability=tuple(record.items("availability", _window)),
        exceptions=tuple(record.items("exceptions", _exception)),
        shifts=tuple(record.items("shifts", values.interval)),
        rest_gap_minutes=record.read("rest_gap_minutes", values.whole(0, values.MINUTES_A_WEEK), 0),
        busy=tuple(record.items("busy", values.interval)),
        weekly_limit_minutes=record.find("weekly_limit_minutes", values.whole(0, values.MINUTES_A_WEEK)),
        credentials=tuple(record.items("credentials", _credential)),
        interests=frozenset(record.items("interests", _interest)),
        attended=record.read("attended", values.number(0, values.MILLION), 0),
        missed=record.read("missed", values.number(0, values.MILLION), 0),
        asked_last_7_days=record.read("asked_last_7_days", values.count, 0),
        last_asked=record.find("last_asked", values.instant),
        pending=record.read("pending", values.count, 0),
        returned_from=frozenset(record.items("returned_from", values.text)),
        blocked_by=frozenset(record.items("blocked_by", values.text)),
        active=record.read("active", values.flag, True),
    )


def _window(place: Place) -> Window | None:
    record = place.record(("day", "start", "end"))
    day = record.need("day", values.weekday)
    start, end = record.need("start", values.start_minute), record.need("end", values.end_minute)
    return None if day is None or start is None or end is None else Window(day, start, end)


def _exception(place: Place) -> ExceptionFacts | None:
    record = place.record(("date", "start", "end", "available"))
    day, available = record.need("date", values.near_day), record.need("available", values.flag)
    start, end = record.find("start", values.start_minute), record.find("end", values.end_minute)
    if _is_given(record, "start") != _is_given(record, "end"):
        place.fault("has only one of start and end")
    return None if day is None or available is None else ExceptionFacts(day, start, end, available)


def _is_given(record: Record, key: str) -> bool:
    return key in record.places and record.places[key].value is not None


def _credential(place: Place) -> CredentialFacts | None:
    record = place.record(("kind", "expires"))
    kind: str | None = record.need("kind", values.text)
    expires: date | None = record.find("expires", values.day)
    return None if kind is None else CredentialFacts(kind, expires)


def _interest(place: Place) -> str | None:
    value = place.text()
    if value is not None and not (value.startswith(_INTERESTS) and value.partition(":")[2]):
        place.fault_value("is no interest (cause:…, kind:… or partner:…)")
    return value
