"""A need to store, and short ways to store it and to look at what became of it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from tests.integrations.samples import wall
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, Kind
from volunteer_match.integrations.actions import import_needs
from volunteer_match.integrations.models import ImportedRecord
from volunteer_match.integrations.needs import (
    Flag,
    FlagCode,
    ImportedNeed,
    ImportedPartner,
    ImportedSession,
    Skipped,
    Staged,
)
from volunteer_match.integrations.report import ImportReport
from volunteer_match.opportunities.models import Opportunity

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PARTNER = ImportedPartner("p1", "Reading Circle", "Adults who learn to read.", "https://reading.example", "literacy")
FIRST = ImportedSession(wall("2026-12-01 18:00"), "Europe/London", 60, 2)
SECOND = ImportedSession(wall("2026-12-08 18:00"), "Europe/London", 60, 2)
NEED = ImportedNeed(
    source="do-it",
    source_id="n1",
    place="[0]",
    partner=PARTNER,
    title="Reading partner",
    description="Read with a learner.",
    kind=Kind.TUTORING,
    cause="literacy",
    format=Format.SCHEDULED,
    time_zone="Europe/London",
    sessions=(FIRST, SECOND),
    minimum_age=18,
    credentials=("background-check",),
    skills=("patience", "not-in-this-catalogue"),
    languages=("en",),
    apply_url="https://reading.example/apply",
    flags=(Flag(FlagCode.CONTACT_REMOVED, "1"),),
)
FLEXIBLE = replace(NEED, source_id="n2", place="[1]", format=Format.FLEXIBLE, sessions=(), minutes_needed=120, places=5)


def take(*needs: ImportedNeed, skipped: tuple[Skipped, ...] = (), now: datetime = NOW, **how: Any) -> ImportReport:
    return import_needs(Staged("do-it", needs, skipped), now, **how)


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.imported, report.updated, report.unchanged


def the_opportunity(source_id: str = "n1") -> Opportunity:
    db.session.expire_all()
    record = db.session.scalars(select(ImportedRecord).where(ImportedRecord.source_id == source_id)).one()
    return record.opportunity


def starts(opportunity: Opportunity) -> list[datetime | None]:
    return [session.local_start for session in opportunity.sessions]
