"""From a row of a spreadsheet to a need, or to the reason why it is left out. Pure."""

import re

from volunteer_match.glossary import Kind
from volunteer_match.integrations.assembly import Parts, assemble
from volunteer_match.integrations.concepts import find_cause, find_credential, find_skill, same_word
from volunteer_match.integrations.csv_needs.columns import Column
from volunteer_match.integrations.csv_needs.languages import find_language
from volunteer_match.integrations.csv_needs.reader import RawRow, Sheet
from volunteer_match.integrations.csv_needs.times import read_times
from volunteer_match.integrations.csv_needs.values import parse_list, parse_remote
from volunteer_match.integrations.durations import parse_minutes
from volunteer_match.integrations.faults import ImportFault
from volunteer_match.integrations.identity import derived_id
from volunteer_match.integrations.needs import FlagCode, ImportedNeed, ImportedPartner, Skipped, SkipReason
from volunteer_match.integrations.options import ReadOptions, SourceFormat, zone_named
from volunteer_match.integrations.review import Review, has_title
from volunteer_match.integrations.text import clean_line
from volunteer_match.integrations.timing import NoPlan, plan_times

WHEN = (Column.START, Column.DATE, Column.START_TIME, Column.DEADLINE)
"""Rows of one title differ by their time, so that is part of the id of a row that has none."""
NOTHING = {"", "none", "no", "n a", "any", "ninguno", "ninguna"}


def _reason_to_skip(row: RawRow, sheet: Sheet, options: ReadOptions, review: Review) -> SkipReason | None:
    if not has_title(row.cell(Column.TITLE)):
        return SkipReason.NO_TITLE
    if not has_title(row.cell(Column.PARTNER) or options.partner):
        return SkipReason.NO_PARTNER
    if Column.REMOTE not in sheet.map.columns:
        review.note(FlagCode.REMOTE_ASSUMED)
        return None
    is_remote, says_both = parse_remote(row.cell(Column.REMOTE))
    if says_both:
        review.note(FlagCode.REMOTE_MARKS_CONFLICT)
    if is_remote is None:
        return SkipReason.REMOTE_UNREADABLE
    if not is_remote:
        review.note(FlagCode.IN_PERSON)
    return None if is_remote or options.include_in_person else SkipReason.NOT_REMOTE


def _number(row: RawRow, column: Column, highest: int, review: Review) -> int | None:
    """A whole number from 1; what is no such number is flagged."""
    cell = row.cell(column)
    match = re.fullmatch(r"\+?(\d{1,6})(?:[.,]0+|\s*\+)?", cell)
    if match and 1 <= int(match[1]) <= highest:
        return int(match[1])
    if same_word(cell) not in NOTHING:
        review.note(FlagCode.VALUE_NOT_READ, column)
    return None


def _kind(row: RawRow, review: Review) -> Kind | None:
    word = same_word(row.cell(Column.KIND)).replace(" ", "-")
    if word and word not in set(Kind):
        review.note(FlagCode.VALUE_NOT_READ, Column.KIND)
    return Kind(word) if word in set(Kind) else None


def _entries(row: RawRow, column: Column) -> list[str]:
    return [entry for entry in parse_list(row.cell(column)) if same_word(entry) not in NOTHING]


def _zone(row: RawRow, options: ReadOptions, review: Review) -> ReadOptions:
    """The options with the zone of this row, where it names one."""
    name = row.cell(Column.TIME_ZONE)
    try:
        return options.in_zone(zone_named(name).key) if name else options
    except ImportFault:
        review.note(FlagCode.VALUE_NOT_READ, Column.TIME_ZONE)
        return options


def _partner(row: RawRow, options: ReadOptions) -> ImportedPartner:
    review = Review()
    name = review.line(row.cell(Column.PARTNER) or options.partner)
    return ImportedPartner(
        source_id=derived_id(name),
        name=name,
        description=review.text(row.cell(Column.PARTNER_DESCRIPTION)),
        website=review.link(row.cell(Column.PARTNER_WEBSITE)),
    )


def _found(entries: list[str], found: list[str | None], code: FlagCode, review: Review) -> tuple[str, ...]:
    for entry, match in zip(entries, found, strict=True):
        if match is None:
            review.note(code, review.line(entry))
    return tuple(dict.fromkeys(match for match in found if match))


def _credentials(row: RawRow, review: Review) -> tuple[str, ...]:
    entries = _entries(row, Column.CREDENTIALS)
    if same_word(row.cell(Column.CREDENTIALS)) in ("yes", "x", "required", "si"):
        entries = ["background check"]
    return _found(entries, [find_credential(entry) for entry in entries], FlagCode.REQUIREMENT_NOT_MAPPED, review)


def _parts(row: RawRow, partner: ImportedPartner, places: int | None, review: Review) -> Parts:
    title, rest = review.title_and_rest(row.cell(Column.TITLE))
    when = (row.cell(column) for column in WHEN)
    skills, languages = _entries(row, Column.SKILLS), _entries(row, Column.LANGUAGES)
    return Parts(
        source=SourceFormat.CSV,
        source_id=clean_line(row.cell(Column.ID)) or derived_id(partner.name, title, *when),
        place=row.place,
        partner=partner,
        title=title,
        texts=(rest, review.text(row.cell(Column.DESCRIPTION))),
        kind=_kind(row, review),
        cause=find_cause(row.cell(Column.CAUSE)) or "",
        minutes_needed=parse_minutes(row.cell(Column.HOURS_NEEDED), "h"),
        places=places,
        minimum_age=_number(row, Column.MINIMUM_AGE, 120, review),
        credentials=_credentials(row, review),
        skills=_found(skills, [find_skill(skill) for skill in skills], FlagCode.SKILL_NOT_MAPPED, review),
        languages=_found(languages, [find_language(entry) for entry in languages], FlagCode.VALUE_NOT_READ, review),
        apply_url=review.link(row.cell(Column.APPLY_LINK)),
    )


def map_row(row: RawRow, sheet: Sheet, given: ReadOptions) -> ImportedNeed | Skipped:
    """Never raises for what a row holds; its place is repeated in the answer."""
    review, source_id = Review(), clean_line(row.cell(Column.ID))
    if reason := _reason_to_skip(row, sheet, given, review):
        return Skipped(row.place, reason, source_id=source_id)
    options = _zone(row, given, review)
    places = _number(row, Column.PLACES, 10_000, review)
    times = read_times(row, options.zone, sheet.map.dates, places)
    plan = plan_times(times.spans, options, review, unreadable=times.unreadable)
    if isinstance(plan, NoPlan):
        return Skipped(row.place, plan.reason, plan.detail, source_id)
    _note_doubts(row, sheet, places, review)
    return assemble(_parts(row, _partner(row, options), places, review), plan, options, review)


def _note_doubts(row: RawRow, sheet: Sheet, places: int | None, review: Review) -> None:
    if places is None:
        review.note(FlagCode.PLACES_UNKNOWN)
    if not row.cell(Column.ID):
        review.note(FlagCode.NO_SOURCE_ID)
    if row.has_extra:
        review.note(FlagCode.EXTRA_CELLS)
    if sheet.date_order_is_guess:
        review.note(FlagCode.DATE_ORDER_GUESSED)
