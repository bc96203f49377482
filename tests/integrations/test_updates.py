"""What the source changed is brought up to date; what was edited here stays. On both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.integrations.samples import wall
from tests.integrations.stored import FIRST, FLEXIBLE, NEED, NOW, SECOND, counts, starts, take, the_opportunity
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, Kind, MatchState, OpportunityState
from volunteer_match.integrations.needs import (
    Skipped,
    SkipReason,
)
from volunteer_match.integrations.report import KeptReason
from volunteer_match.matches.models import Match, MatchingChange
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent

pytestmark = pytest.mark.usefixtures("world", "context")


def add_match(world: World, opportunity: Opportunity) -> None:
    session = opportunity.sessions[0]
    session.taken = 1
    db.session.add(
        Match(
            company_id=world.ids["northwind"],
            agent_id=world.accounts["agent"],
            opportunity_id=opportunity.id,
            session_id=session.id,
            state=MatchState.PENDING,
            state_since=NOW,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            created_at=NOW,
        )
    )
    db.session.flush()


def test_importing_twice_changes_nothing() -> None:
    needs = (NEED, FLEXIBLE)
    take(*needs)
    before = [db.session.scalar(select(func.count()).select_from(table)) for table in (Opportunity, OpportunityEvent)]
    report = take(*needs, now=NOW + timedelta(hours=1))
    assert counts(report) == (0, 0, 2)
    assert report.kept == []
    after = [db.session.scalar(select(func.count()).select_from(table)) for table in (Opportunity, OpportunityEvent)]
    assert before == after
    assert the_opportunity().edited_at is None


def test_time_passing_changes_nothing_and_the_past_stays() -> None:
    take(NEED)
    later = NOW + timedelta(days=8)
    report = take(replace(NEED, sessions=(SECOND,)), now=later)
    assert counts(report) == (0, 0, 1)
    assert report.kept == []
    assert len(the_opportunity().sessions) == 2


@pytest.mark.parametrize(
    "changes, column, value",
    [
        ({"title": "Reading friend"}, "title", "Reading friend"),
        ({"kind": Kind.MENTORING}, "kind", Kind.MENTORING),
        ({"minimum_age": None}, "minimum_age", None),
        ({"is_for_minors": True}, "is_for_minors", True),
        ({"apply_url": ""}, "source_url", ""),
    ],
)
def test_what_the_source_changed_is_updated(changes: dict[str, Any], column: str, value: object) -> None:
    take(NEED)
    report = take(replace(NEED, **changes))
    assert counts(report) == (0, 1, 0)
    assert getattr(the_opportunity(), column) == value
    assert [event.move for event in the_opportunity().events] == ["imported", "updated"]
    assert counts(take(replace(NEED, **changes))) == (0, 0, 1)


def test_changed_lists_are_updated() -> None:
    take(NEED)
    changed = replace(NEED, skills=("captioning",), languages=("pl", "en"), credentials=())
    assert counts(take(changed)) == (0, 1, 0)
    opportunity = the_opportunity()
    assert [row.skill.code for row in opportunity.skills] == ["captioning"]
    assert {row.tag for row in opportunity.languages} == {"pl", "en"}
    assert opportunity.credentials == []


def test_changed_sessions_are_updated() -> None:
    take(NEED)
    third = replace(SECOND, local_start=wall("2026-12-15 18:00"))
    assert counts(take(replace(NEED, sessions=(replace(FIRST, minutes=90, places=7), third)))) == (0, 1, 0)
    opportunity = the_opportunity()
    assert starts(opportunity) == [FIRST.local_start, third.local_start]
    assert opportunity.sessions[0].ends_at == datetime(2026, 12, 1, 19, 30, tzinfo=UTC)
    assert opportunity.sessions[0].places == 7


def test_sessions_that_are_over_stay_when_others_change() -> None:
    take(NEED)
    third = replace(SECOND, local_start=wall("2026-12-15 18:00"))
    assert counts(take(replace(NEED, sessions=(third,)), now=NOW + timedelta(days=8))) == (0, 1, 0)
    assert starts(the_opportunity()) == [FIRST.local_start, third.local_start]


def test_past_sessions_can_be_asked_for_later() -> None:
    later = NOW + timedelta(days=8)
    take(replace(NEED, sessions=(SECOND,)), now=later)
    assert counts(take(NEED, now=later)) == (0, 1, 0)
    assert starts(the_opportunity()) == [FIRST.local_start, SECOND.local_start]
    assert counts(take(NEED, now=later)) == (0, 0, 1)


def test_a_format_may_change() -> None:
    take(NEED)
    take(replace(FLEXIBLE, source_id="n1"))
    opportunity = the_opportunity()
    assert (opportunity.format, starts(opportunity)) == (Format.FLEXIBLE, [None])


def test_what_was_edited_here_is_kept_and_told() -> None:
    take(NEED)
    the_opportunity().title = "Our own words"
    report = take(replace(NEED, title="New at source", description="New text."))
    assert counts(report) == (0, 1, 0)
    (kept,) = report.kept
    assert (kept.place, kept.reason, kept.fields) == ("[0]", KeptReason.EDITED_HERE, ("title",))
    opportunity = the_opportunity()
    assert (opportunity.title, opportunity.description) == ("Our own words", "New text.")
    again = take(replace(NEED, title="New at source", description="New text."))
    assert (counts(again), [kept.fields for kept in again.kept]) == ((0, 0, 1), [("title",)])


def test_a_change_at_the_source_of_what_was_edited_here_is_no_update() -> None:
    take(NEED)
    the_opportunity().title = "Our own words"
    assert counts(take(replace(NEED, title="New at source"))) == (0, 0, 1)
    assert [event.move for event in the_opportunity().events] == ["imported"]


def test_an_edit_alone_is_told_and_nothing_is_updated() -> None:
    take(NEED)
    the_opportunity().minimum_age = 21
    report = take(NEED)
    assert (counts(report), report.kept[0].fields) == ((0, 0, 1), ("minimum_age",))


def test_sessions_edited_here_are_kept() -> None:
    take(NEED)
    the_opportunity().sessions[0].places = 9
    report = take(replace(NEED, sessions=(FIRST,)))
    assert (counts(report), report.kept[0].fields) == ((0, 0, 1), ("sessions",))
    assert len(the_opportunity().sessions) == 2


def test_times_that_people_hold_are_kept(world: World) -> None:
    take(NEED)
    add_match(world, the_opportunity())
    moved = replace(NEED, title="New at source", sessions=(replace(FIRST, local_start=wall("2026-12-01 20:00")),))
    report = take(moved)
    assert counts(report) == (0, 1, 0)
    assert [(kept.reason, kept.fields) for kept in report.kept] == [(KeptReason.HELD_PLACES, ("sessions",))]
    opportunity = the_opportunity()
    assert (opportunity.title, starts(opportunity)) == ("New at source", [FIRST.local_start, SECOND.local_start])
    assert take(moved).kept[0].reason is KeptReason.HELD_PLACES


@pytest.mark.parametrize("state", [OpportunityState.CLOSED, OpportunityState.CANCELLED])
def test_what_ended_here_is_kept(state: OpportunityState) -> None:
    take(NEED)
    the_opportunity().state = state
    assert take(NEED).kept == []
    report = take(replace(NEED, title="New at source"))
    assert (counts(report), report.kept[0].reason) == ((0, 0, 1), KeptReason.ENDED_HERE)
    assert the_opportunity().title == "Reading partner"


def test_a_change_of_an_open_need_reaches_matching() -> None:
    take(NEED)
    the_opportunity().state = OpportunityState.PUBLISHED
    take(replace(NEED, minimum_age=21))
    changes = db.session.scalars(select(MatchingChange).where(MatchingChange.subject == "opportunity"))
    assert [change.subject_id for change in changes] == [the_opportunity().id]


def test_what_is_deleted_at_the_source_is_told_and_left_to_people() -> None:
    take(NEED)
    deleted = Skipped("[4]", SkipReason.DELETED, source_id="n1")
    report = take(skipped=(deleted, Skipped("[5]", SkipReason.DELETED, source_id="unknown")))
    assert [(gone.place, gone.public_id) for gone in report.gone] == [("[4]", the_opportunity().public_id)]
    the_opportunity().state = OpportunityState.CLOSED
    assert take(skipped=(deleted,)).gone == []
