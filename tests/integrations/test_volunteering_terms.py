"""Ages, causes, ids and half-days of the Volunteering Data Standard."""

from datetime import UTC, datetime

import pytest

from tests.integrations.samples import activity, as_need, codes
from tests.integrations.standard import NS, only, read, recommended
from volunteer_match.integrations.needs import Flag, FlagCode
from volunteer_match.integrations.volunteering_data.times import find_half_day


def test_the_end_of_publishing_is_the_deadline_where_nothing_else_is_dated() -> None:
    need = as_need(only(activity(session=[], publishEndDate="2027-01-31")))
    assert need.deadline == datetime(2027, 1, 31, 23, 59, tzinfo=UTC)


def test_a_role_without_an_id_keeps_the_same_one_at_the_next_import() -> None:
    first, second = (as_need(read(recommended(**{"@id": None}))[0]) for _ in range(2))
    assert first.source_id == second.source_id
    assert first.source_id.startswith("derived-")
    assert FlagCode.NO_SOURCE_ID in codes(first)


def test_a_role_without_an_id_is_known_by_its_activity_and_title() -> None:
    document = recommended(**{"@id": None})
    document["graph"][0]["activity"][0]["id"] = "club"
    assert as_need(read(document)[0]).source_id == "club#maths-tutor"


def test_a_bare_list_of_nodes_is_a_graph_too() -> None:
    (found,) = read([activity()])
    assert as_need(found).place == "[0]"


@pytest.mark.parametrize(
    "age, minimum", [(16, 16), ("18", 18), ({"@value": 21}, 21), (0, None), ("adult", None), (400, None)]
)
def test_a_minimum_age(age: object, minimum: int | None) -> None:
    assert as_need(read(recommended(minimumAge=age))[0]).minimum_age == minimum


@pytest.mark.parametrize(
    "cause, ours",
    [
        ("LoneParents", "families"),
        ("ResidentsDisadvantagedNeighbourhoods", "community"),
        ("OffendersAndExOffenders", ""),
    ],
)
def test_a_cause_without_an_entry_is_taken_for_a_broader_one(cause: str, ours: str) -> None:
    document = recommended()
    document["graph"][0]["cause"] = [f"{NS}{cause}"]
    assert as_need(read(document)[0]).cause == ours


def test_a_maximum_age_is_flagged() -> None:
    assert Flag(FlagCode.MAXIMUM_AGE, "25") in as_need(read(recommended(maximumAge="25"))[0]).flags


@pytest.mark.parametrize(
    "value, half_day",
    [
        (f"{NS}MondayMorning", "Monday morning"),
        ("vd:sundayAfternoon", "Sunday afternoon"),
        ({"@id": f"{NS}FridayEvening"}, "Friday evening"),
        ({"id": "t1", "label": "Wednesday morning"}, "Wednesday morning"),
        (f"{NS}Someday", None),
        ({"begining": "2026-12-01T18:00:00"}, None),
    ],
)
def test_half_days(value: object, half_day: str | None) -> None:
    assert find_half_day(value) == half_day
