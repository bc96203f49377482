"""From a role with its activity to a need, or to the reason why it is left out. Pure."""

from volunteer_match.integrations.assembly import Parts, assemble
from volunteer_match.integrations.concepts import first_cause
from volunteer_match.integrations.durations import parse_minutes
from volunteer_match.integrations.needs import FlagCode, ImportedNeed, ImportedPartner, Skipped, SkipReason
from volunteer_match.integrations.options import ReadOptions, SourceFormat
from volunteer_match.integrations.review import Review, has_title
from volunteer_match.integrations.timing import NoPlan, Plan, Span, plan_times
from volunteer_match.integrations.volunteering_data import fields, graph
from volunteer_match.integrations.volunteering_data.graph import Node
from volunteer_match.integrations.volunteering_data.reader import RawNeed
from volunteer_match.integrations.volunteering_data.times import Times, read_times

REMOTE_PLACES = {"remote", "online", "virtual"}


def _is_remote_session(session: Node, index: dict[str, Node]) -> bool | None:
    places = graph.nodes(session, index, "location", "sessionLocation")
    known = {graph.first_text(place, "locationType").strip().casefold() for place in places} - {""}
    return bool(known & REMOTE_PLACES) if known else None


def _sessions(need: RawNeed, options: ReadOptions, review: Review) -> tuple[list[Node], bool]:
    """The sessions to take, and whether the need is remote: the role says so, or the place of a session does."""
    says = graph.first_flag(need.role, *fields.REMOTE)
    says = graph.first_flag(need.activity, *fields.REMOTE) if says is None else says
    sessions = graph.nodes(need.activity, need.index, "session", "activitySession")
    marks = [_is_remote_session(session, need.index) for session in sessions]
    is_remote = says is True or True in marks
    if is_remote and (says is False or (says and marks and True not in marks and False in marks)):
        review.note(FlagCode.REMOTE_MARKS_CONFLICT)
    if is_remote and True in marks and False in marks and not options.include_in_person:
        review.note(FlagCode.IN_PERSON_SESSIONS_LEFT_OUT, str(marks.count(False)))
        sessions = [session for session, mark in zip(sessions, marks, strict=True) if mark is not False]
    return sessions, is_remote


def _plan(need: RawNeed, times: Times, options: ReadOptions, review: Review) -> Plan | NoPlan:
    if times.half_days and not times.spans:
        review.note(FlagCode.USUAL_TIMES, ", ".join(times.half_days))
    spans = list(times.spans)
    if not spans and not times.unreadable:
        until = fields.publish_end(need, options)
        spans = [Span(None, until)] if until else []
    return plan_times(spans, options, review, unreadable=times.unreadable)


def _texts(need: RawNeed, rest: str, times: Times, review: Review) -> tuple[str, ...]:
    return (
        rest,
        review.text(graph.first_text(need.role, *fields.DESCRIPTIONS)),
        review.text(graph.first_text(need.activity, *fields.DESCRIPTIONS)),
        review.text(graph.first_text(need.role, "commitment", "roleCommitment")),
        "\n".join(f"• {half_day}" for half_day in times.half_days),
    )


def _parts(need: RawNeed, partner: ImportedPartner, times: Times, source_id: str, review: Review) -> Parts:
    title, rest = review.title_and_rest(fields.title_of(need))
    if (maximum := fields.age_of(need.role, "maximumAge", "roleMaximumAge")) is not None:
        review.note(FlagCode.MAXIMUM_AGE, str(maximum))
    review.note(FlagCode.PLACES_UNKNOWN)
    return Parts(
        source=SourceFormat.VOLUNTEERING_DATA,
        source_id=source_id,
        place=need.place,
        partner=partner,
        title=title,
        texts=_texts(need, rest, times, review),
        cause=first_cause(fields.causes_of(need)),
        minutes_needed=parse_minutes(graph.first_text(need.role, "commitment", "roleCommitment"), "h"),
        minimum_age=fields.age_of(need.role, "minimumAge", "roleMinimumAge"),
        about_minors=fields.is_about_minors(need),
        credentials=fields.requirements(need, review),
        skills=fields.skills_of(need, review),
        apply_url=review.link(fields.apply_link(need)),
    )


def map_record(need: RawNeed, options: ReadOptions) -> ImportedNeed | Skipped:
    """Never raises for what a record holds; the place of `need` is repeated in the answer."""
    review = Review()
    if need.is_broken or need.is_organisation_only:
        reason = SkipReason.NOT_A_NEED if need.is_broken else SkipReason.ORGANISATION_ONLY
        return Skipped(need.place, reason, source_id=graph.id_of(need.organisation))
    source_id = fields.source_id_of(need, review)
    if not has_title(fields.title_of(need)):
        return Skipped(need.place, SkipReason.NO_TITLE, source_id=source_id)
    sessions, is_remote = _sessions(need, options, review)
    if not is_remote and not options.include_in_person:
        return Skipped(need.place, SkipReason.NOT_REMOTE, source_id=source_id)
    if not is_remote:
        review.note(FlagCode.IN_PERSON)
    times = read_times(sessions, need.index, options.zone)
    plan = _plan(need, times, options, review)
    if isinstance(plan, NoPlan):
        return Skipped(need.place, plan.reason, plan.detail, source_id)
    partner = fields.partner_of(need)
    if partner is None:
        return Skipped(need.place, SkipReason.NO_PARTNER, source_id=source_id)
    return assemble(_parts(need, partner, times, source_id, review), plan, options, review)
