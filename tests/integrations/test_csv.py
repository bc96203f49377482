"""Spreadsheets saved as text become needs."""

from datetime import UTC, datetime

import pytest

from tests.integrations.samples import as_need, as_skipped, codes, options, wall
from volunteer_match.glossary import BACKGROUND_CHECK, Format, Kind
from volunteer_match.integrations.csv_needs.columns import Column, ColumnMap
from volunteer_match.integrations.csv_needs.mapping import map_row
from volunteer_match.integrations.csv_needs.reader import read_sheet
from volunteer_match.integrations.needs import Flag, FlagCode, ImportedNeed, Skipped, SkipReason
from volunteer_match.integrations.options import SourceFormat

HEADING = "Title,Partner,Remote"


def rows_of(
    text: str,
    given: ColumnMap | None = None,
    partner: str = "",
    *,
    in_person: bool = False,
    zone: str | None = "Asia/Manila",
) -> list[ImportedNeed | Skipped]:
    chosen = options(SourceFormat.CSV, time_zone=zone, partner=partner, include_in_person=in_person)
    sheet = read_sheet(text.encode(), chosen, given)
    return [map_row(row, sheet, chosen) for row in sheet.rows]


def only(heading: str, row: str) -> ImportedNeed | Skipped:
    (found,) = rows_of(f"{HEADING},{heading}\nHelp,Open Desk,yes,{row}\n")
    return found


def test_a_row_becomes_a_need() -> None:
    text = (
        "ID,Opportunity Title,Charity,Description,Kind,Cause,Remote,Date,Start time,End time,Places,Min age,"
        "Background check,Skills,Languages,Link,Website\n"
        'N-7,Call a learner,Open Desk,"Line one\nline two, ask mia@reading.example",tutoring,Education,Yes,03/12/2026,'
        "6pm,7:30 pm,4,18,yes,active listening; juggling,English,https://open-desk.example/apply,open-desk.example\n"
    )
    need = as_need(rows_of(text)[0])
    assert (need.source, need.source_id, need.place) == ("csv", "N-7", "line 2")
    assert (need.title, need.partner.name) == ("Call a learner", "Open Desk")
    assert need.description == "Line one\nline two, ask [contact removed]"
    assert (need.kind, need.cause, need.minimum_age) == (Kind.TUTORING, "education", 18)
    assert (need.credentials, need.skills, need.languages) == ((BACKGROUND_CHECK,), ("active-listening",), ("en",))
    assert (need.apply_url, need.partner.website) == ("https://open-desk.example/apply", "https://open-desk.example")
    (session,) = need.sessions
    assert (session.local_start, session.time_zone) == (wall("2026-12-03 18:00"), "Asia/Manila")
    assert (session.minutes, session.places) == (90, 4)
    assert codes(need) == {FlagCode.CONTACT_REMOVED, FlagCode.SKILL_NOT_MAPPED, FlagCode.DATE_ORDER_GUESSED}


def test_places_are_lines_of_the_file_even_after_cells_with_line_ends_and_blank_rows() -> None:
    text = f'{HEADING}\n"Two\nlines",A,yes\n\n,,\nSecond,B,yes\n'
    assert [item.place for item in rows_of(text)] == ["line 2", "line 6"]


@pytest.mark.parametrize(
    "row, reason",
    [
        (",Open Desk,yes", SkipReason.NO_TITLE),
        ("Help,,yes", SkipReason.NO_PARTNER),
        ("Help,Open Desk,no", SkipReason.NOT_REMOTE),
        ("Help,Open Desk,", SkipReason.NOT_REMOTE),
        ("Help,Open Desk,In-person", SkipReason.NOT_REMOTE),
        ("Help,Open Desk,mostly", SkipReason.REMOTE_UNREADABLE),
        ("Help", SkipReason.NO_PARTNER),
    ],
)
def test_a_row_is_left_out_with_its_reason(row: str, reason: SkipReason) -> None:
    assert as_skipped(rows_of(f"{HEADING}\n{row}\n")[0]).reason is reason


@pytest.mark.parametrize("word", ["yes", "Y", "TRUE", "x", "1", "Online", "sí", "En línea", "remote"])
def test_words_for_remote(word: str) -> None:
    assert codes(as_need(rows_of(f"{HEADING}\nHelp,Open Desk,{word}\n")[0])) >= {FlagCode.NO_DATES}


def test_both_is_remote_and_flagged() -> None:
    assert FlagCode.REMOTE_MARKS_CONFLICT in codes(as_need(rows_of(f"{HEADING}\nHelp,Open Desk,hybrid\n")[0]))


def test_in_person_rows_are_taken_on_request() -> None:
    assert FlagCode.IN_PERSON in codes(as_need(rows_of(f"{HEADING}\nHelp,Open Desk,no\n", in_person=True)[0]))


def test_without_a_column_all_are_taken_for_remote_and_flagged() -> None:
    assert FlagCode.REMOTE_ASSUMED in codes(as_need(rows_of("Title,Partner\nHelp,Open Desk\n")[0]))


def test_one_partner_for_the_whole_file() -> None:
    assert as_need(rows_of("Title\nHelp\n", partner="Open Desk")[0]).partner.name == "Open Desk"


@pytest.mark.parametrize(
    "heading, row, start, minutes",
    [
        ("start,end", "2026-12-03T18:00,2026-12-03T19:00", wall("2026-12-03 18:00"), 60),
        ("start,end", "2026-12-03 10:00Z,2026-12-03 11:30Z", wall("2026-12-03 18:00"), 90),
        ("start,minutes", "3 Dec 2026 18:00,45", wall("2026-12-03 18:00"), 45),
        ("date,time", "Dec 3 2026,18:00-19:30", wall("2026-12-03 18:00"), 90),
        ("date,time", "Thursday 3rd December 2026,6 pm to 7 pm", wall("2026-12-03 18:00"), 60),
        ("fecha,hora,minutos", "3 de diciembre de 2026,18h30,30", wall("2026-12-03 18:30"), 30),
        ("date,start time,end time", "2026/12/03,22:00,02:00", wall("2026-12-03 22:00"), 240),
        ("date,start time,duration", "31.12.2026,18.00,1:30", wall("2026-12-31 18:00"), 90),
        ("date,start time,duration", "12/31/26,18:00,2 hours", wall("2026-12-31 18:00"), 120),
        ("start,end,end time", "2026-12-03 18:00,2026-12-03,20:00", wall("2026-12-03 18:00"), 120),
        ("date,start time", "2026-12-03,noon-ish", None, 0),
        ("date,start time", "2026-12-03,13 pm", None, 0),
        ("start,minutes", "2026-12-03 18:00,2 30", None, 0),
        ("start", "31/31/2026", None, 0),
    ],
)
def test_times(heading: str, row: str, start: datetime | None, minutes: int) -> None:
    found = only(heading, row)
    if start is None:
        assert as_skipped(found).reason is SkipReason.TIMES_UNREADABLE
    else:
        (session,) = as_need(found).sessions
        assert (session.local_start, session.minutes) == (start, minutes)


def test_a_date_without_hours_is_a_day_to_work_in() -> None:
    need = as_need(only("date", "2026-12-03"))
    assert (need.format, need.deadline) == (Format.FLEXIBLE, datetime(2026, 12, 3, 15, 59, tzinfo=UTC))


def test_a_deadline_and_hours() -> None:
    need = as_need(only("deadline,hours", "2027-01-31,2.5"))
    assert (need.format, need.minutes_needed) == (Format.FLEXIBLE, 150)
    assert need.deadline == datetime(2027, 1, 31, 15, 59, tzinfo=UTC)


@pytest.mark.parametrize("dates, day", [("dmy", 4), ("mdy", 3)])
def test_the_mapping_decides_the_order_of_dates(dates: str, day: int) -> None:
    given = ColumnMap({Column.TITLE: "What", Column.START: "When"}, dates=dates)
    need = as_need(rows_of("What,When\nHelp,04/03/2027 18:00\n", given, "Open Desk")[0])
    assert need.sessions[0].local_start.day == day
    assert FlagCode.DATE_ORDER_GUESSED not in codes(need)


def test_another_date_of_the_file_decides_the_order() -> None:
    found = rows_of("Title,Partner,Date,Minutes\nA,P,04/03/2027,60\nB,P,03/25/2027,60\n")
    assert [as_need(item).deadline.day for item in found if as_need(item).deadline] == [3, 25]  # type: ignore[union-attr]


def test_a_row_may_name_its_own_zone() -> None:
    need = as_need(only("start,minutes,time zone", "2026-12-03 18:00,60,America/Bogota"))
    assert (need.time_zone, need.sessions[0].time_zone) == ("America/Bogota", "America/Bogota")
    unknown = as_need(only("start,minutes,time zone", "2026-12-03 18:00,60,Middle Earth"))
    assert unknown.sessions[0].time_zone == "Asia/Manila"
    assert Flag(FlagCode.VALUE_NOT_READ, "time_zone") in unknown.flags


@pytest.mark.parametrize(
    "heading, cell",
    [("places", "many"), ("places", "0"), ("minimum age", "adult"), ("kind", "juggling"), ("languages", "Klingon")],
)
def test_a_value_that_says_nothing_is_flagged(heading: str, cell: str) -> None:
    assert FlagCode.VALUE_NOT_READ in codes(as_need(only(heading, cell)))


def test_cells_beyond_the_heading_are_flagged() -> None:
    assert FlagCode.EXTRA_CELLS in codes(as_need(rows_of(f"{HEADING}\nHelp,Open Desk,yes,more\n")[0]))


def test_formulas_stay_text() -> None:
    need = as_need(rows_of(f'{HEADING}\n"=HYPERLINK(""https://a.example"",""Help"")",@Open,yes\n')[0])
    assert need.title == '=HYPERLINK("https://a.example","Help")'
    assert need.partner.name == "@Open"


def test_a_row_without_an_id_keeps_the_same_one_when_its_text_is_edited() -> None:
    first, second = (
        as_need(rows_of(f"Title,Partner,Description,Date\nHelp,Open Desk,{text},2027-01-01\n")[0])
        for text in ("old", "new")
    )
    assert first.source_id == second.source_id
    assert FlagCode.NO_SOURCE_ID in codes(first)


def test_rows_of_one_title_differ_by_their_time() -> None:
    found = rows_of("Title,Partner,Start,Minutes\nHelp,A,2027-01-01 18:00,60\nHelp,A,2027-01-08 18:00,60\n")
    assert len({as_need(item).source_id for item in found}) == 2
