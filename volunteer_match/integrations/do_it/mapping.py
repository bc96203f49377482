"""From one record of Do-it to a need, or to the reason why it is left out. Pure."""

from typing import Any

from volunteer_match.integrations.assembly import Parts, assemble
from volunteer_match.integrations.do_it import fields
from volunteer_match.integrations.do_it.extended import find_object_id
from volunteer_match.integrations.do_it.reader import DEFINITION
from volunteer_match.integrations.needs import FlagCode, ImportedNeed, ImportedPartner, Skipped, SkipReason
from volunteer_match.integrations.options import ReadOptions, SourceFormat
from volunteer_match.integrations.review import Review, has_title
from volunteer_match.integrations.timing import NoPlan, plan_times


def _reason_to_skip(record: fields.Fields, activity: fields.Fields, options: ReadOptions) -> SkipReason | None:
    if record.get("deleted") is True or activity.get("deleted") is True:
        return SkipReason.DELETED
    if not has_title(activity.get("title")):
        return SkipReason.NO_TITLE
    if not options.include_in_person and True not in fields.remote_marks(record, activity):
        return SkipReason.NOT_REMOTE
    return None


def _note_remote(record: fields.Fields, activity: fields.Fields, review: Review) -> None:
    marks = fields.remote_marks(record, activity)
    if True not in marks:
        review.note(FlagCode.IN_PERSON)
    elif False in marks:
        review.note(FlagCode.REMOTE_MARKS_CONFLICT)


def _parts(place: str, record: fields.Fields, partner: ImportedPartner, places: int | None, review: Review) -> Parts:
    activity = fields.fields_of(record.get(DEFINITION))
    title, rest = review.title_and_rest(activity.get("title"))
    age, credentials = fields.requirements(fields.labels_of(activity.get("requirementOptions")), review)
    skills, wishes = fields.wishes(activity, review)
    causes = fields.labels_of(activity.get("causeOptions"))
    return Parts(
        source=SourceFormat.DO_IT,
        source_id=find_object_id(record.get("_id")),
        place=place,
        partner=partner,
        title=title,
        texts=(rest, review.text(activity.get("description")), wishes),
        cause=fields.cause_of(causes),
        minutes_needed=fields.minutes_needed(activity),
        places=places,
        minimum_age=age,
        about_minors=fields.MINORS_LABEL in causes,
        credentials=credentials,
        skills=skills,
        apply_url=review.link(record.get("externalApplyLink")),
    )


def map_record(place: str, raw: Any, options: ReadOptions) -> ImportedNeed | Skipped:
    """Never raises for what a record holds; `place` is repeated in the answer."""
    record, review = fields.fields_of(raw), Review()
    activity, source_id = fields.fields_of(record.get(DEFINITION)), find_object_id(record.get("_id"))
    if not activity or not source_id:
        return Skipped(place, SkipReason.NOT_A_NEED, source_id=source_id)
    if reason := _reason_to_skip(record, activity, options):
        return Skipped(place, reason, source_id=source_id)
    places = fields.places_of(record, review)
    spans, unreadable = fields.spans_of(record, places, options)
    plan = plan_times(spans, options, review, unreadable=unreadable)
    if isinstance(plan, NoPlan):
        return Skipped(place, plan.reason, plan.detail, source_id)
    partner = fields.partner_of(record, activity)
    if partner is None:
        return Skipped(place, SkipReason.NO_PARTNER, source_id=source_id)
    _note_remote(record, activity, review)
    return assemble(_parts(place, record, partner, places, review), plan, options, review)
