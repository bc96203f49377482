"""The Volunteering Data Standard, in the forms that publishers write."""

from typing import Any

import pytest

from tests.integrations.samples import activity, as_need, as_skipped, codes, session, wall
from tests.integrations.standard import NS, only, read, recommended
from volunteer_match.glossary import BACKGROUND_CHECK, Format, Kind
from volunteer_match.integrations.needs import Flag, FlagCode, SkipReason


def test_an_activity_with_sessions() -> None:
    need = as_need(only(activity()))
    assert (need.source_id, need.place, need.title) == ("a1", "@graph[0]", "Evening conversation")
    assert (need.partner.source_id, need.partner.name) == ("o1", "")
    (found,) = need.sessions
    assert (found.local_start, found.minutes, found.places) == (wall("2026-12-01 18:00"), 90, None)
    assert codes(need) == {FlagCode.PARTNER_UNNAMED, FlagCode.PLACES_UNKNOWN}


def test_the_recommended_form() -> None:
    (found,) = read(recommended())
    need = as_need(found)
    assert (need.source_id, need.place) == ("https://open-desk.example/#maths", "graph[0].activity[0].role[0]")
    assert (need.title, need.kind, need.is_for_minors) == ("Maths tutor", Kind.TUTORING, True)
    assert (need.partner.name, need.partner.website) == ("Open Desk", "https://open-desk.example")
    assert (need.cause, need.minimum_age, need.minutes_needed) == ("literacy", 18, 120)
    assert (need.credentials, need.skills) == ((BACKGROUND_CHECK,), ("active-listening",))
    assert need.apply_url == "https://open-desk.example/apply"
    assert need.format is Format.FLEXIBLE
    assert need.description == (
        "Help one pupil at a time.\n\nEvery week by video.\n\n2 hours\n\n• Monday evening\n• Tuesday morning"
    )
    assert {
        Flag(FlagCode.USUAL_TIMES, "Monday evening, Tuesday morning"),
        Flag(FlagCode.REQUIREMENT_NOT_MAPPED, "water bottle"),
        Flag(FlagCode.SKILL_NOT_MAPPED, "driving"),
    } <= set(need.flags)


def test_terms_may_be_prefixed_or_whole_or_wrapped() -> None:
    need = as_need(
        only(
            {
                "@id": "a2",
                "@type": ["vd:Activity"],
                "vd:activityTitle": [{"@value": "Call a neighbour", "@language": "en"}],
                f"{NS}description": {"en": "A friendly call.", "cy": "Galwad."},
                "organisation": {"@id": "o2", "@type": "Organisation", "name": "Next Door"},
                "allowsRemoteParticipation": {"@value": "true"},
                "session": {
                    "time": {
                        "hasBeginning": {"@type": "Instant", "inXSDDateTime": "2026-12-01T10:00:00"},
                        "hasEnd": "2026-12-01T11:00:00",
                    }
                },
            }
        )
    )
    assert (need.title, need.description, need.partner.name) == ("Call a neighbour", "A friendly call.", "Next Door")
    assert need.sessions[0].minutes == 60


def test_a_flattened_graph_is_joined_by_its_references() -> None:
    nodes = [
        {"id": "o1", "type": "Organisation", "name": "Open Desk", "activity": ["a1"]},
        {"id": "a1", "type": "Activity", "title": "Club", "role": "r1", "session": [{"id": "s1"}]},
        {"id": "r1", "type": "Role", "title": "Tutor", "allowsRemoteParticipation": True},
        {"id": "s1", "type": "Session", "time": ["t1"], "location": ["l1"]},
        {"id": "t1", "type": "Time", "beginning": "2026-12-01T18:00:00", "end": "2026-12-01T19:00:00"},
        {"id": "l1", "type": "Location", "locationType": "Remote"},
    ]
    need = as_need(only(*nodes))
    assert (need.source_id, need.place) == ("r1", "@graph[0].activity[0].role[0]")
    assert (need.title, need.partner.name, len(need.sessions)) == ("Tutor", "Open Desk", 1)


def test_every_node_is_accounted_for() -> None:
    found = read(
        {
            "@graph": [
                {"id": "o1", "type": "Organisation", "name": "Used"},
                {"id": "o2", "type": "Organisation", "name": "Without needs"},
                activity(),
                {"id": "r9", "type": "Role", "title": "Nobody's"},
                "text",
                {"type": "Recipe"},
            ]
        }
    )
    assert as_need(found[0]).partner.name == "Used"
    assert [(item.place, as_skipped(item).reason) for item in found[1:]] == [
        ("@graph[1]", SkipReason.ORGANISATION_ONLY),
        ("@graph[3]", SkipReason.NOT_A_NEED),
        ("@graph[4]", SkipReason.NOT_A_NEED),
        ("@graph[5]", SkipReason.NOT_A_NEED),
    ]


@pytest.mark.parametrize(
    "says, places, is_remote, conflicts",
    [
        (True, ["Remote"], True, False),
        (True, [], True, False),
        (True, ["In Person"], True, True),
        (False, ["Remote"], True, True),
        (None, ["Online"], True, False),
        ("true", [], True, False),
        (False, ["In Person"], False, False),
        (None, [], False, False),
        ("perhaps", ["In Person"], False, False),
    ],
)
def test_role_or_place_makes_it_remote(says: object, places: list[str], is_remote: bool, conflicts: bool) -> None:
    sessions = [session("2026-12-01T18:00:00", "2026-12-01T19:00:00", place) for place in places]
    found = only(activity(allowsRemoteParticipation=says, session=sessions))
    if is_remote:
        assert (FlagCode.REMOTE_MARKS_CONFLICT in codes(as_need(found))) is conflicts
    else:
        assert as_skipped(found).reason is SkipReason.NOT_REMOTE


def test_sessions_in_person_are_left_out_of_a_mixed_need() -> None:
    remote, local = (
        session("2026-12-01T18:00:00", f"2026-12-01T{end}:00:00", kind)
        for end, kind in ((19, "Remote"), (20, "In Person"))
    )
    need = as_need(only(activity(session=[remote, local])))
    assert [found.minutes for found in need.sessions] == [60]
    assert Flag(FlagCode.IN_PERSON_SESSIONS_LEFT_OUT, "1") in need.flags
    everything = as_need(only(activity(session=[remote, local]), include_in_person=True))
    assert len(everything.sessions) == 2


@pytest.mark.parametrize(
    "changes, reason",
    [
        ({"label": "&nbsp;"}, SkipReason.NO_TITLE),
        ({"organisation": None}, SkipReason.NO_PARTNER),
        ({"session": [session("2026-01-01T00:00:00", "2026-01-01T01:00:00")]}, SkipReason.PAST),
        ({"session": [session("2027-01-01T02:00:00", "2027-01-01T01:00:00")]}, SkipReason.END_BEFORE_START),
        ({"session": [session("soon", "later")]}, SkipReason.TIMES_UNREADABLE),
        ({"session": [], "publishEndDate": "2026-11-01"}, SkipReason.PAST),
    ],
)
def test_an_activity_is_left_out_with_its_reason(changes: dict[str, Any], reason: SkipReason) -> None:
    assert as_skipped(only(activity(**changes))).reason is reason
