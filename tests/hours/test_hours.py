"""What becomes of hours, in the real databases: the ledger adds up at every moment, and nothing is overwritten."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.hours.deeds import Deeds
from tests.matches.acts import transaction
from volunteer_match.extensions import db
from volunteer_match.glossary import HoursAct, HoursState, Move
from volunteer_match.hours import actions
from volunteer_match.hours.balance import Balance
from volunteer_match.hours.confirming.asking import ask_partners, lapse_unanswered
from volunteer_match.hours.queries import history_of
from volunteer_match.hours.reporting.actions import amend
from volunteer_match.hours.rules import HoursRefusal
from volunteer_match.matches import actions as matches
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.people.personal_data.actions import delete_account
from volunteer_match.refusals import Refused


def refused(act: object) -> HoursRefusal:
    assert callable(act)
    with pytest.raises(Refused) as caught:
        act()
    return actions.refused_by(caught.value)


def test_attendance_gives_hours_and_takes_them_back(deeds: Deeds) -> None:
    entry = deeds.attend(by="partner")
    assert (entry.state, entry.minutes, entry.is_attendance) == (HoursState.CONFIRMED, 60, True)
    assert deeds.shown() == deeds.ledger() == Balance(0, 60)
    with transaction():
        matches.move_match(deeds.match(), Move.CORRECT, deeds.account("partner"), deeds.later)
    assert deeds.shown() == deeds.ledger() == Balance(0, 0)
    assert [step.act for step in history_of(deeds.entry())] == [HoursAct.REVERSE, HoursAct.NOTE]
    with transaction():
        matches.move_match(deeds.match(), Move.COMPLETE, deeds.account("coordinator"), deeds.later)
    assert deeds.entry().id != entry.id, "a new entry: the old one stays as it was taken back"
    assert deeds.shown() == deeds.ledger() == Balance(0, 60)
    assert deeds.told("agent") == [], "that their attendance was noted is one notice already"


def test_what_the_agent_says_of_themselves_waits(deeds: Deeds) -> None:
    deeds.approved()
    with transaction():
        match = deeds.match()
        event = matches.move_match(match, Move.COMPLETE, deeds.account("partner"), deeds.later).events[-1]
        actions.note_attendance(match, type(event)(move=Move.CORRECT, actor_id=None), deeds.later)
        actions.note_attendance(match, type(event)(move=Move.COMPLETE, actor_id=match.agent_id), deeds.later)
    assert deeds.entry().state is HoursState.REPORTED
    assert deeds.shown() == deeds.ledger() == Balance(60, 0)


def test_from_a_report_to_a_decision(deeds: Deeds) -> None:
    entry = deeds.write_down(90)
    assert deeds.shown() == Balance(90, 0)
    deeds.do(amend, entry, 100, "Read three papers", by="agent")
    assert deeds.shown() == deeds.ledger() == Balance(100, 0)
    deeds.do(actions.adjust, entry, 60, "We counted one hour", by="partner")
    assert deeds.shown() == deeds.ledger() == Balance(0, 60)
    deeds.do(actions.dispute, entry, 100, "It was all three papers", by="agent")
    assert deeds.shown() == deeds.ledger() == Balance(100, 0), "what is disputed is not confirmed"
    assert deeds.confirm(entry) == 0
    deeds.do(actions.decide, entry, 80, "Two and a half papers came back", by="coordinator")
    assert deeds.shown() == deeds.ledger() == Balance(0, 80)
    assert refused(lambda: deeds.do(actions.adjust, entry, 10, "", by="partner")) is HoursRefusal.DECIDED
    acts = [step.act.value for step in reversed(history_of(entry))]
    assert acts == ["report", "amend", "adjust", "dispute", "decide"]
    assert deeds.told("agent") == ["hours-corrected", "hours-decided"]
    assert deeds.told("partner") == ["hours-disputed", "hours-decided"]
    assert deeds.told("second_coordinator") == ["hours-disputed"]
    assert deeds.told("foreign_coordinator") == []


def test_bounds_of_what_is_written_down(deeds: Deeds) -> None:
    deeds.write_down(700)
    assert refused(lambda: deeds.write_down(300)) is HoursRefusal.TOO_MUCH
    assert refused(lambda: deeds.write_down(60, days=-1)) is HoursRefusal.BEFORE_MATCH
    assert refused(lambda: deeds.write_down(60, days=5)) is HoursRefusal.FUTURE
    entry = deeds.write_down(60, days=1)
    late = deeds.later + timedelta(days=15)
    assert refused(lambda: deeds.do(amend, entry, 50, "", by="agent", at=late)) is HoursRefusal.TOO_LATE
    deeds.do(actions.remove, entry, by="agent", at=late)
    deeds.do(actions.remove, entry, by="agent", at=late)
    assert deeds.shown() == deeds.ledger() == Balance(700, 0)


def test_confirmed_is_what_was_seen(deeds: Deeds) -> None:
    first, second = deeds.write_down(60), deeds.write_down(30, days=1)
    with transaction():
        seen = [(first, 60), (second, 45)]
        done = actions.confirm(seen, deeds.account("partner"), deeds.later)
    assert done == [first]
    assert deeds.shown() == deeds.ledger() == Balance(30, 60)
    assert deeds.confirm(first) == 0, "sent twice"
    assert refused(lambda: deeds.confirm(second, by="other_partner")) is HoursRefusal.NOT_YOURS
    assert deeds.told("agent") == ["hours-confirmed"]


def test_a_silent_partner_is_asked_reminded_and_left(deeds: Deeds) -> None:
    entry = deeds.write_down(60)
    start = deeds.later

    def sweep(after: timedelta) -> int:
        with transaction():
            return ask_partners(start + after)

    assert sweep(timedelta(minutes=59)) == 0, "the agent can still mend it"
    assert sweep(timedelta(hours=1)) == 1
    deeds.write_down(30, days=1, at=start + timedelta(hours=2))
    assert sweep(timedelta(hours=24)) == 0, "one message a day"
    assert sweep(timedelta(hours=26)) == 1
    assert [sweep(timedelta(days=day)) for day in (4, 7, 8, 9, 12)] == [0, 0, 1, 1, 0]
    assert entry.reminded_at is not None
    messages = db.session.query(OutboxMessage).filter_by(template="hours-waiting").order_by(OutboxMessage.id).all()
    assert [len(one.params["lines"]) for one in messages] == [1] * 8, "both members, four times"
    with transaction():
        assert lapse_unanswered(start + timedelta(days=13, hours=23)) == 0
        assert lapse_unanswered(start + timedelta(days=14)) == 1
    assert entry.state is HoursState.UNANSWERED
    assert deeds.shown() == deeds.ledger() == Balance(90, 0), "silence is no yes"
    assert deeds.confirm(entry, at=start + timedelta(days=40)) == 1


@pytest.mark.parametrize("change", ["UPDATE hour_steps SET confirmed_change = 600", "DELETE FROM hour_steps"])
def test_the_database_refuses_to_change_the_ledger(deeds: Deeds, change: str) -> None:
    deeds.attend()
    with pytest.raises(DBAPIError, match="append-only"), transaction():
        db.session.execute(text(change))
    assert deeds.ledger() == Balance(0, 60)


def test_who_leaves_takes_the_words_and_leaves_the_numbers(deeds: Deeds) -> None:
    entry = deeds.write_down(60)
    deeds.do(actions.adjust, entry, 45, "Agent came late", by="partner")
    with transaction():
        delete_account(deeds.account("agent"), deeds.later)
    assert deeds.shown() == deeds.ledger() == Balance(0, 45)
    assert (entry.what, [step.note for step in history_of(entry)]) == ("", ["", ""])
