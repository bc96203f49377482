"""A substitute is looked for, and meanwhile the session moves, somebody is asked elsewhere, or somebody leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.matches.acts import Acts, transaction
from tests.matches.cover.covers import HOUR, MINUTE, Covers
from volunteer_match.extensions import db
from volunteer_match.glossary import AbsenceReason, CoverEnding, MatchState
from volunteer_match.matches import actions
from volunteer_match.matches.absences.actions import appeal
from volunteer_match.matches.absences.noting import Missed
from volunteer_match.matches.cover import actions as cover
from volunteer_match.matches.promises.actions import confirm
from volunteer_match.matches.reminders.actions import remind_due
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.sessions.changing import Edit, change_sessions
from volunteer_match.opportunities.sessions.series import Plan
from volunteer_match.organisations.models import Company
from volunteer_match.people.personal_data.actions import delete_account


def move_to(covers: Covers, acts: Acts, ahead: timedelta) -> None:
    """The partner moves the session, so that it begins so long from now."""
    start = (covers.now + ahead).replace(second=0, microsecond=0, tzinfo=None)
    with transaction():
        session = acts.need().sessions[0]
        plan = Plan(start, "UTC", 60, session.places)
        change_sessions([Edit(session, plan)], acts.account("partner"), covers.now)


def test_a_search_goes_on_for_the_new_time_and_a_yes_of_the_agent_ends_it(covers: Covers, acts: Acts) -> None:
    covers.request()
    covers.no("coordinator")
    covers.now += 5 * MINUTE
    move_to(covers, acts, 3 * HOUR)
    covers.now += MINUTE
    assert covers.told("colleague") == {"cover-asked": 2}, "asked for the new time, too"
    assert covers.told("coordinator") == {"cover-asked": 1}, "a no is a no"
    request = covers.the_request()
    assert request.due_at <= covers.now + 30 * MINUTE, "what was a long wait is short now"
    covers.now += 90 * MINUTE
    covers.tend()
    assert covers.told("agent") == {"cover-not-found": 1}, "in time before the new start"
    with transaction():
        confirm(acts.match(), acts.account("agent"), covers.now)
    assert (acts.state(), covers.the_request().ending) == (MatchState.APPROVED, CoverEnding.TAKEN_BACK)
    assert covers.told("colleague") == {"cover-asked": 2, "cover-closed": 1}


def test_who_was_just_asked_for_a_new_time_is_not_reminded_of_it_at_once(covers: Covers, acts: Acts) -> None:
    with transaction():
        acts.match().state_since = covers.now - timedelta(days=7)
    move_to(covers, acts, 20 * HOUR)
    with transaction():
        while remind_due(covers.now + MINUTE):
            pass
    kinds = db.session.scalars(
        select(InboxNotice.kind).where(InboxNotice.account_id == acts.world.accounts["agent"])
    ).all()
    assert "match-asked-again" in kinds
    assert "reminder-day" not in kinds


def test_who_was_asked_elsewhere_a_moment_ago_is_not_asked_more_than_the_cap(
    covers: Covers, acts: Acts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choice was made on facts that are a moment old: whoever asks looks again while they are held."""
    with transaction():
        db.session.get_one(Company, acts.world.ids["northwind"]).asks_per_week = 1
    acts.add_need("elsewhere", starts_in=timedelta(days=9))
    chosen = cover.candidates

    def and_then_somebody_invites(*values: object) -> object:
        found = chosen(*values)  # type: ignore[arg-type]
        coordinator, session_id = acts.account("second_coordinator"), acts.session_ids("elsewhere")[0]
        actions.invite(acts.account("colleague"), acts.need("elsewhere"), session_id, "", coordinator, covers.now)
        return found

    monkeypatch.setattr(cover, "candidates", and_then_somebody_invites)
    covers.request()
    assert covers.asked() == ["coordinator"]


def test_who_leaves_is_named_in_no_notice_of_others(covers: Covers, acts: Acts) -> None:
    covers.request()
    covers.reach()
    covers.now += 5 * 24 * HOUR
    with transaction():
        actions.miss(acts.match(), acts.account("partner"), covers.now, Missed(AbsenceReason.DID_NOT_COME))
        appeal(acts.match(), "I was there", acts.account("agent"), covers.now)
        assert {"cover-asked", "appeal-raised"} <= _naming("Agent S.")
        delete_account(acts.account("agent"), covers.now)
    assert _naming("Agent S.") == set()


def _naming(name: str) -> set[str]:
    return {notice.kind for notice in db.session.scalars(select(InboxNotice)) if notice.params.get("person") == name}
