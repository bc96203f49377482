"""Opportunities in a file of facts."""

from datetime import timedelta

from volunteer_match.glossary import Format
from volunteer_match.matching.facts import OpportunityFacts, Preferences, Requirements, SessionFacts, Settings
from volunteer_match.matching.reading import values
from volunteer_match.matching.reading.places import Place, Reader, Record

KEYS = (
    "id", "kind", "format", "cause", "partner", "requires", "prefers", "sessions", "hours", "deadline",
    "connections_last_7_days",
)  # fmt: skip
_LONGEST_SESSION = timedelta(days=31)
_MOST_HOURS = 10_000


def opportunity(place: Place, settings: Settings) -> OpportunityFacts:
    """One opportunity; what is left out or at fault has its neutral value."""
    record = place.record(KEYS)
    hours = record.find("hours", values.number(0, _MOST_HOURS))
    return OpportunityFacts(
        id=record.need("id", values.text) or "",
        kind=record.find("kind", values.text),
        format=record.read("format", _format, Format.SCHEDULED),
        cause=record.find("cause", values.text),
        partner=record.find("partner", values.text),
        requires=record.read("requires", _requires(settings), Requirements()),
        prefers=record.read("prefers", _prefers(settings), Preferences()),
        sessions=_sessions(record),
        minutes_needed=None if hours is None else round(hours * 60),
        deadline=record.find("deadline", values.instant),
        connections_last_7_days=record.read("connections_last_7_days", values.count, 0),
    )


def _format(place: Place) -> Format | None:
    formats = [str(one) for one in Format]
    if place.value in formats:
        return Format(str(place.value))
    place.fault_value(f"is no format ({', '.join(formats)})")
    return None


def _requires(settings: Settings) -> Reader[Requirements]:
    def read(place: Place) -> Requirements:
        record = place.record(("skills", "languages", "verified_languages", "credentials", "minimum_age"))
        languages = record.read("languages", values.languages(settings.ilr), {})
        verified = record.items("verified_languages", values.tag)
        for tag in verified:
            if tag not in languages:
                record.places["verified_languages"].fault(f"'{tag}' is not among the languages that are asked")
        return Requirements(
            skills=record.read("skills", values.levels(values.text, values.skill_level), {}),
            languages=languages,
            verified_languages=frozenset(verified),
            credentials=tuple(dict.fromkeys(record.items("credentials", values.text))),
            minimum_age=record.find("minimum_age", values.whole(0, 150)),
        )

    return read


def _prefers(settings: Settings) -> Reader[Preferences]:
    def read(place: Place) -> Preferences:
        record = place.record(("skills", "languages"))
        return Preferences(
            skills=record.read("skills", values.levels(values.text, values.skill_level), {}),
            languages=record.read("languages", values.languages(settings.ilr), {}),
        )

    return read


def _sessions(record: Record) -> tuple[SessionFacts, ...]:
    if "sessions" not in record.places:
        return ()
    place = record.places["sessions"]
    sessions = place.items(_session)
    values.refuse_twins(place, [session.id for session in sessions])
    if sessions and record.read("format", lambda where: where.value, None) == Format.FLEXIBLE:
        place.fault("a flexible opportunity has no sessions")
    return tuple(sessions)


def _session(place: Place) -> SessionFacts | None:
    """One session. Its times without an offset are local to its zone."""
    record = place.record(("id", "start", "end", "time_zone", "places"))
    zone = record.read("time_zone", values.zone, "UTC")
    name, places = record.need("id", values.text), record.read("places", values.count, 1)
    times = values.interval_of(record, values.instant_in(zone))
    if name is None or times is None:
        return None
    if times.length > _LONGEST_SESSION:
        place.fault(f"lasts longer than {_LONGEST_SESSION.days} days")
    return SessionFacts(name, times.start, times.end, zone, places)
