"""Activities of Do-it become needs."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.integrations.samples import as_need, as_skipped, codes, date, do_it, options, wall
from volunteer_match.glossary import BACKGROUND_CHECK, Format, Kind
from volunteer_match.integrations.do_it.extended import find_instant, find_number, find_object_id
from volunteer_match.integrations.do_it.mapping import map_record
from volunteer_match.integrations.do_it.reader import read_records
from volunteer_match.integrations.needs import Flag, FlagCode, ImportedNeed, Skipped, SkipReason
from volunteer_match.integrations.options import SourceFormat

OPTIONS = options(SourceFormat.DO_IT)


def mapped(**changes: Any) -> ImportedNeed | Skipped:
    return map_record("[7]", do_it(**changes), OPTIONS)


def test_an_activity_becomes_a_need() -> None:
    need = as_need(mapped())
    assert (need.source, need.source_id, need.place) == ("do-it", "aa01", "[7]")
    assert need.title == "Reading partner"
    assert need.description == "Read with an adult learner by video call."
    assert (need.partner.source_id, need.partner.name) == ("bb01", "Reading Circle")
    assert need.partner.description == "Adults who learn to read."
    assert (need.format, need.deadline, need.places) == (Format.FLEXIBLE, None, 3)
    assert (need.minimum_age, need.cause, need.time_zone) == (18, "community", "Europe/London")
    assert need.apply_url == "https://reading-circle.example/apply"
    assert codes(need) == {FlagCode.NO_DATES}


@pytest.mark.parametrize(
    "online, location, attendance, is_remote, conflicts",
    [
        (True, "From Home", None, True, False),
        (True, "Single Location", "Local", True, True),
        (False, "From Home", "Home", True, True),
        (None, "From Home", None, True, False),
        (None, " from home ", None, True, False),
        (None, None, "Home", True, False),
        (True, None, None, True, False),
        (False, "Single Location", "Local", False, False),
        (None, "In Person", "Local", False, False),
        (None, None, None, False, False),
        ("yes", 3, [], False, False),
    ],
)
def test_either_mark_makes_it_remote(
    online: object, location: object, attendance: object, is_remote: bool, conflicts: bool
) -> None:
    found = mapped(isOnline=online, activity__locationOption=location, activity__attendanceType=attendance)
    if is_remote:
        assert (FlagCode.REMOTE_MARKS_CONFLICT in codes(as_need(found))) is conflicts
    else:
        assert as_skipped(found).reason is SkipReason.NOT_REMOTE


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"deleted": True}, SkipReason.DELETED),
        ({"activity__deleted": True}, SkipReason.DELETED),
        ({"deleted": True, "activity__title": ""}, SkipReason.DELETED),
        ({"activity__title": " \r\n"}, SkipReason.NO_TITLE),
        ({"activity__title": None}, SkipReason.NO_TITLE),
        ({"activity__title": "mia@reading.example"}, SkipReason.NO_TITLE),
        ({"activity__organizationSubDocument": {}}, SkipReason.NO_PARTNER),
        ({"endDate": date("2026-11-01T00:00:00Z")}, SkipReason.PAST),
        ({"endDate": None, "dueDate": date("2026-11-01T00:00:00Z")}, SkipReason.PAST),
        ({"endDate": date("soon")}, SkipReason.TIMES_UNREADABLE),
        (
            {"startDate": date("2026-12-02T00:00:00Z"), "endDate": date("2026-12-01T00:00:00Z")},
            SkipReason.END_BEFORE_START,
        ),
        ({"_id": None}, SkipReason.NOT_A_NEED),
        ({"activityDefinitionSubDocument": []}, SkipReason.NOT_A_NEED),
    ],
)
def test_a_record_is_left_out_with_its_reason(changes: dict[str, Any], reason: SkipReason) -> None:
    skipped = as_skipped(mapped(**changes))
    assert (skipped.place, skipped.reason) == ("[7]", reason)


@pytest.mark.parametrize("raw", [None, 5, "text", [], {}])
def test_what_is_no_record_is_left_out(raw: object) -> None:
    assert map_record("[0]", raw, OPTIONS) == Skipped("[0]", SkipReason.NOT_A_NEED)


def test_in_person_and_past_ones_are_taken_on_request() -> None:
    record = do_it(isOnline=False, activity__locationOption="In Person", endDate=date("2026-11-01T00:00:00Z"))
    need = as_need(map_record("[0]", record, options(SourceFormat.DO_IT, include_in_person=True, include_past=True)))
    assert FlagCode.IN_PERSON in codes(need)


def test_a_day_of_hours_is_a_session_in_london() -> None:
    need = as_need(mapped(startDate=date("2027-06-20T07:00:00Z"), endDate=date("2027-06-20T17:00:00.000Z")))
    (session,) = need.sessions
    assert (session.local_start, session.time_zone) == (wall("2027-06-20 08:00"), "Europe/London")
    assert (session.minutes, session.places) == (600, 3)


def test_more_than_a_day_has_a_deadline() -> None:
    need = as_need(mapped(startDate=date("2023-03-21T00:00:00Z"), endDate=date("2027-10-31T23:50:00Z")))
    assert (need.format, need.deadline) == (Format.FLEXIBLE, datetime(2027, 10, 31, 23, 50, tzinfo=UTC))


@pytest.mark.parametrize(
    "changes, places",
    [
        ({"volunteerNumber": 1}, 1),
        ({"volunteerNumber": {"$numberInt": "12"}}, 12),
        ({"volunteerNumber": -1, "isVolunteerNumberLimited": False}, 50),
        ({"volunteerNumber": None, "isVolunteerNumberLimited": False}, 50),
        ({"volunteerNumber": 0}, None),
        ({"volunteerNumber": "many"}, None),
    ],
)
def test_places(changes: dict[str, Any], places: int | None) -> None:
    need = as_need(mapped(**changes))
    assert need.places == places
    assert (FlagCode.PLACES_UNKNOWN in codes(need)) is (places is None)


@pytest.mark.parametrize(
    "changes, minutes",
    [
        ({"activity__targetAmount": 3600, "activity__measurementUnitSummary": {"singularLabel": "Hour"}}, 60),
        ({"activity__targetAmount": 57600, "activity__measurementUnitSummary": {"singularLabel": "Hour a Week"}}, None),
        ({"activity__targetAmount": 300, "activity__measurementUnitSummary": {"singularLabel": "Step"}}, None),
        ({"activity__targetAmount": 0, "activity__measurementUnitSummary": {"singularLabel": "Hour"}}, None),
        ({"activity__durationInHours": "0.25"}, 15),
        ({"activity__durationInHours": "15 minutes to as long as you like"}, None),
    ],
)
def test_the_time_it_takes(changes: dict[str, Any], minutes: int | None) -> None:
    assert as_need(mapped(**changes)).minutes_needed == minutes


def test_requirements_are_mapped_or_flagged() -> None:
    labels = ["None", "+16", "+18", "Background checks", "Will require references", "Own Transport"]
    need = as_need(mapped(activity__requirementOptions=[{"displayName": label} for label in labels]))
    assert (need.minimum_age, need.credentials) == (18, (BACKGROUND_CHECK,))
    assert Flag(FlagCode.REQUIREMENT_NOT_MAPPED, "Will require references, Own Transport") in need.flags


def test_wishes_become_skills_and_stay_readable() -> None:
    need = as_need(mapped(activity__volunteerRequirements=["Patience", " Internet access ", "", "Patience"]))
    assert need.skills == ("patience",)
    assert need.description.endswith("\n\n• Patience\n• Internet access")


def test_contacts_and_other_links_do_not_come_along() -> None:
    need = as_need(
        mapped(
            activity__title="Ring 01632 960000 to help",
            activity__description="Write to mia@reading.example&nbsp;now",
            externalApplyLink="javascript:alert(1)",
        )
    )
    assert (need.title, need.apply_url) == ("Ring [contact removed] to help", "")
    assert need.description == "Write to [contact removed] now"
    assert {Flag(FlagCode.CONTACT_REMOVED, "2"), Flag(FlagCode.LINK_DROPPED)} <= set(need.flags)


@pytest.mark.parametrize(
    "raw, link",
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        (" http://a.example ", "http://a.example"),
        ("www.beacon.example", "https://www.beacon.example"),
        ("beacon.example/help", "https://beacon.example/help"),
        ("ftp://a.example", ""),
        ("//a.example", ""),
        ("https://mia@a.example/", ""),
        ("https://@a.example/", ""),
        ("https://a.example/?to=mia@a.example", ""),
        ("https://a.example/a b", ""),
        ("https://a.example:x/", ""),
        ("https://[::1", ""),
        ("https://localhost/", ""),
        ("https://a..example/", ""),
        (f"https://a.example/{'x' * 3000}", ""),
        (5, ""),
    ],
)
def test_only_public_web_addresses_are_kept(raw: object, link: str) -> None:
    assert as_need(mapped(externalApplyLink=raw)).apply_url == link


@pytest.mark.parametrize(
    "title, causes, kind, is_for_minors",
    [
        ("Maths tutor (GCSE)", [], Kind.TUTORING, True),
        ("Mentor", ["Young People & Children"], Kind.MENTORING, True),
        ("Befriend an older neighbour", [], Kind.COMPANIONSHIP, False),
        ("Interpreter for clinics", [], Kind.INTERPRETING, False),
        ("Translate our leaflets", [], Kind.TRANSLATION, False),
        ("Subtitles for a film", [], Kind.CAPTIONING, False),
        ("Website help", [], Kind.DIGITAL_HELP, False),
        ("Sort the books of a children's library", [], Kind.OTHER, False),
        ("Treasurer", [], Kind.OTHER, False),
    ],
)
def test_kind_and_work_with_minors_are_guessed(title: str, causes: list[str], kind: Kind, is_for_minors: bool) -> None:
    options_ = [{"displayName": cause} for cause in causes]
    need = as_need(mapped(activity__title=title, activity__description="By video.", activity__causeOptions=options_))
    assert (need.kind, need.is_for_minors) == (kind, is_for_minors)


def test_words_for_children_are_flagged_even_where_nobody_meets_any() -> None:
    assert FlagCode.MAY_INVOLVE_MINORS in codes(as_need(mapped(activity__title="Sort books for children")))


def test_a_long_text_is_cut_between_words() -> None:
    need = as_need(mapped(activity__description="word " * 5_000))
    assert len(need.description) <= 12_000
    assert need.description.endswith("word…")
    assert FlagCode.TEXT_CUT in codes(need)


def test_a_long_title_is_cut_and_kept_in_the_text() -> None:
    title = "A very long title " * 20
    need = as_need(mapped(activity__title=title))
    assert len(need.title) <= 150
    assert need.description.startswith(title.strip())
    assert FlagCode.TITLE_CUT in codes(need)


def test_one_document_a_line_is_read_too() -> None:
    data = "\n\n".join(json.dumps(do_it(_id={"$oid": f"a{number}"})) for number in range(2)).encode()
    assert [place for place, _ in read_records(data)] == ["line 1", "line 3"]
    assert [place for place, _ in read_records(json.dumps(do_it()).encode())] == ["line 1"]


def test_extended_json() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert find_instant({"$date": "2026-01-01T00:00:00Z"}) == moment
    assert find_instant({"$date": {"$numberLong": "1767225600000"}}) == moment
    assert find_instant({"$date": 1767225600000}) == moment
    assert find_instant("2026-01-01") == moment
    assert find_instant({"$date": 10**30}) is None
    assert find_number(True) is None
    assert find_number({"$numberInt": "x"}) is None
    assert find_object_id("plain") == "plain"
    assert find_object_id(4) == ""
