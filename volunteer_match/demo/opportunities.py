"""Reads the partners' needs and expands their weekly sessions."""

from collections.abc import Iterator, Mapping
from typing import Any

from volunteer_match.demo.files import WEEKDAYS, minute_of, prose, read_table
from volunteer_match.demo.shape import (
    AskedLanguage,
    AskedSkill,
    DemoOpportunity,
    DemoPartner,
    DemoSession,
    FlexibleTime,
)
from volunteer_match.glossary import Format, Kind, Meeting, OpportunityState

TABLES = ("needs/tutoring", "needs/interpreting", "needs/sight", "needs/people", "needs/desk")


def read_opportunities(partners: Mapping[str, DemoPartner]) -> tuple[DemoOpportunity, ...]:
    """Every need that was written by hand, in the order of its file."""
    entries = (entry for table in TABLES for entry in read_table(table)["need"])
    return tuple(opportunity_from(entry, partners[entry["partner"]]) for entry in entries)


def opportunity_from(entry: Mapping[str, Any], partner: DemoPartner) -> DemoOpportunity:
    """The need that a table's entry describes. Zone and cause are the partner's unless it says otherwise."""
    flexible = entry.get("flexible")
    return DemoOpportunity(
        key=entry["key"],
        partner=partner.key,
        kind=Kind(entry["kind"]),
        format=Format.FLEXIBLE if flexible else Format.SCHEDULED,
        template=entry.get("template", ""),
        title=entry["title"],
        description=prose(entry["description"]),
        language=entry.get("language", "en"),
        cause=entry.get("cause", partner.cause),
        time_zone=entry.get("time_zone", partner.time_zone),
        skills=tuple(_skills(entry)),
        languages=tuple(_languages(entry)),
        credentials=tuple(entry.get("credentials", ())),
        minimum_age=entry.get("minimum_age"),
        second_adult=entry.get("second_adult", ""),
        how_to_join=prose(entry["how_to_join"]),
        meeting=Meeting.OWN if "meeting_url" in entry else Meeting(entry.get("meeting", "described")),
        meeting_url=entry.get("meeting_url", ""),
        sessions=tuple(sorted(_sessions(entry), key=lambda session: session.day)),
        flexible=FlexibleTime(flexible["minutes"], flexible["deadline"], flexible["places"]) if flexible else None,
        state=OpportunityState(entry.get("state", "published")),
        cancel_reason=entry.get("cancel_reason", ""),
        posted_days_ago=entry["posted"],
        posted_by=partner.members[0].email,
    )


def _skills(entry: Mapping[str, Any]) -> Iterator[AskedSkill]:
    for part, is_required in (("requires", True), ("prefers", False)):
        for skill, level in entry.get(part, {}).get("skills", {}).items():
            yield AskedSkill(skill, level, is_required)


def _languages(entry: Mapping[str, Any]) -> Iterator[AskedLanguage]:
    verified = entry.get("verified", ())
    for part, is_required in (("requires", True), ("prefers", False)):
        for tag, level in entry.get(part, {}).get("languages", {}).items():
            yield AskedLanguage(tag, level, is_required, tag in verified)


def _sessions(entry: Mapping[str, Any]) -> Iterator[DemoSession]:
    for planned in entry.get("sessions", ()):
        weekday = WEEKDAYS.index(planned["on"]) if "on" in planned else None
        for week in range(planned.get("weekly", 1)):
            yield DemoSession(
                day=planned["day"] + 7 * week,
                weekday=weekday,
                start=minute_of(planned["at"]),
                minutes=planned["minutes"],
                places=planned["places"],
            )
