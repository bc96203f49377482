"""Brings staged needs into the database, by source and source id, in the caller's transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select, text
from sqlalchemy.orm import selectinload

from volunteer_match.audit.actions import record as record_audit
from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.integrations.models import ImportedRecord
from volunteer_match.integrations.needs import ImportedNeed, Skipped, SkipReason, Staged
from volunteer_match.integrations.partners import PartnerRows
from volunteer_match.integrations.readers import Progress
from volunteer_match.integrations.report import Flagged, Gone, ImportReport, Kept, KeptReason
from volunteer_match.integrations.rows import RowWriter, values_here
from volunteer_match.integrations.values import TIMES, Values, compare, values_of
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent, OpportunitySession, OpportunitySkill
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.suggestions import suggest_codes
from volunteer_match.people.models import Account

ADVISORY_LOCK = 7_316_540_212
"""Two imports at once would both find a record missing. Any number, as long as nobody else in this database uses it."""
CHUNK = 500
ENDED = (OpportunityState.CLOSED, OpportunityState.CANCELLED)


def _lock() -> None:
    """One import at a time; SQLite has one writer anyway."""
    if db.session.connection().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})


def _skill_ids() -> dict[str, int]:
    rows = db.session.execute(select(Skill.code, Skill.id).where(Skill.retired_at.is_(None)))
    return {row.code: row.id for row in rows}


def _records(source: str, source_ids: Sequence[str]) -> dict[str, ImportedRecord]:
    """The records of these ids with everything of their opportunities, in a fixed number of queries a chunk."""
    of = selectinload(ImportedRecord.opportunity)
    loads = (
        of.selectinload(Opportunity.skills).selectinload(OpportunitySkill.skill),
        *(of.selectinload(part) for part in (Opportunity.languages, Opportunity.credentials, Opportunity.sessions)),
    )
    found: dict[str, ImportedRecord] = {}
    for start in range(0, len(source_ids), CHUNK):
        chunk = source_ids[start : start + CHUNK]
        query = select(ImportedRecord).where(ImportedRecord.source == source, ImportedRecord.source_id.in_(chunk))
        found.update({row.source_id: row for row in db.session.scalars(query.options(*loads))})
    return found


def _flag_values(need: ImportedNeed) -> list[dict[str, str]]:
    return [{"code": flag.code.value, "detail": flag.detail} for flag in need.flags]


class _Import:
    """One file on its way into the database; what happens is counted in `report`."""

    def __init__(self, staged: Staged, now: datetime, actor: Account | None) -> None:
        self.source, self.now, self.actor_id = staged.source, now, actor.id if actor else None
        self.report = ImportReport(skipped=list(staged.skipped))
        self.skill_ids = _skill_ids()
        self.partners = PartnerRows(staged.source, staged.needs, now)
        self.writer = RowWriter(self.skill_ids, now)
        self.records = _records(staged.source, [need.source_id for need in staged.needs])

    def take(self, need: ImportedNeed) -> None:
        """Adds the need, or brings it up to date."""
        record = self.records.get(need.source_id)
        values = values_of(need, self.skill_ids, self._suggested(need, record))
        if record is None:
            self._add(need, values)
        else:
            self._update(need, record, values)
        if need.flags:
            self.report.flagged.append(Flagged(need.place, need.title, need.flags))

    def _suggested(self, need: ImportedNeed, record: ImportedRecord | None) -> list[str]:
        """Skills that the text of a need without skills speaks of; the same as before while its text is the same."""
        if any(code in self.skill_ids for code in need.skills):
            return []
        before = record.values if record else {}
        is_same_text = all(before.get(name) == getattr(need, name) for name in ("title", "description"))
        if is_same_text and not before["skills"]:
            return list(before.get("suggested", []))
        return suggest_codes(need.title, need.description, "")

    def _add(self, need: ImportedNeed, values: Values) -> None:
        opportunity = Opportunity(
            partner=self.partners.of(need),
            created_by_id=self.actor_id,
            state=OpportunityState.DRAFT,
            how_to_join=_how_to_join(need),
            awaits_acceptance=True,
            created_at=self.now,
        )
        self.writer.write(opportunity, values)
        self._tell(opportunity, "imported")
        db.session.add(
            ImportedRecord(
                source=self.source,
                source_id=need.source_id,
                opportunity=opportunity,
                values=values,
                flags=_flag_values(need),
                first_imported_at=self.now,
                last_imported_at=self.now,
            )
        )
        self.report.imported += 1

    def _update(self, need: ImportedNeed, record: ImportedRecord, values: Values) -> None:
        opportunity = record.opportunity
        self.partners.of(need)
        # What was imported before skills were suggested has none.
        imported = {"suggested": [], **record.values}
        edited, changed = compare(imported, values_here(opportunity), values, self.now)
        if opportunity.state in ENDED:
            self._keep(need, opportunity, KeptReason.ENDED_HERE, changed)
            changed = set()
        held = changed & set(TIMES) if _is_held(opportunity, changed) else set[str]()
        self._keep(need, opportunity, KeptReason.HELD_PLACES, held)
        self._keep(need, opportunity, KeptReason.EDITED_HERE, edited)
        changed -= held
        writable = changed - edited
        if changed:
            self.writer.write(opportunity, {name: values[name] for name in writable})
            record.values = {**record.values, **{name: values[name] for name in changed}}
            record.flags, record.last_imported_at = _flag_values(need), self.now
        if writable:
            self._tell(opportunity, "updated")
            note_change("opportunity", opportunity.id, self.now)
        self.report.updated += bool(writable)
        self.report.unchanged += not writable

    def _keep(self, need: ImportedNeed, opportunity: Opportunity, reason: KeptReason, fields: set[str]) -> None:
        if fields:
            self.report.kept.append(Kept(need.place, opportunity.public_id, reason, tuple(sorted(fields))))

    def _tell(self, opportunity: Opportunity, move: str) -> None:
        opportunity.events.append(OpportunityEvent(at=self.now, actor_id=self.actor_id, move=move, reason=self.source))


def _how_to_join(need: ImportedNeed) -> str:
    """Where the source says to apply, else the partner's own pages; people edit it, so no import touches it again."""
    if need.apply_url:
        return gettext("Sign up at %(link)s", link=need.apply_url)
    if need.partner.website:
        return gettext("Get in touch through %(link)s", link=need.partner.website)
    return ""


def _is_held(opportunity: Opportunity, changed: set[str]) -> bool:
    """Somebody has, or had, to do with one of its sessions, and its times are to change."""
    if not changed & set(TIMES):
        return False
    # A claim that is being made right now is waited for: it changes the row of its session.
    db.session.execute(
        select(OpportunitySession.id)
        .where(OpportunitySession.opportunity_id == opportunity.id)
        .order_by(OpportunitySession.id)
        .with_for_update()
    )
    return db.session.scalar(select(Match.id).where(Match.opportunity_id == opportunity.id).limit(1)) is not None


def _gone(source: str, skipped: Iterable[Skipped]) -> list[Gone]:
    """Opportunities here that are not over and whose record is deleted at the source."""
    deleted = {item.source_id: item.place for item in skipped if item.reason is SkipReason.DELETED}
    records = _records(source, list(deleted)).values()
    return [
        Gone(deleted[record.source_id], record.opportunity.public_id, record.opportunity.title)
        for record in records
        if record.opportunity.state not in ENDED
    ]


def import_needs(
    staged: Staged,
    now: datetime,
    actor: Account | None = None,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Writes all needs, in the caller's transaction, and tells of every record what became of it.

    A new need is a draft of an unverified partner that waits for a coordinator. What was edited here stays, and so do
    the times of a need that somebody has a match for. With `dry_run` everything is undone before the report is given.
    """
    _lock()
    savepoint = db.session.begin_nested()
    run = _Import(staged, now, actor)
    for done, need in enumerate(staged.needs, start=1):
        run.take(need)
        if progress:
            progress(done, len(staged.needs))
    run.report.gone = _gone(staged.source, staged.skipped)
    counts = {name: getattr(run.report, name) for name in ("imported", "updated", "unchanged")}
    record_audit("import.run", actor, now, source=staged.source, skipped=len(staged.skipped), **counts)
    db.session.flush()
    if dry_run:
        savepoint.rollback()
    else:
        savepoint.commit()
    return run.report
