"""Invitations by mail: one for each approved match, newer ones when it changes, and one that takes it back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.calendars.conftest import Mailbox, entries_of, said
from tests.matches.acts import Acts, cancel_session, change_session, transaction
from volunteer_match.calendars.models import PersonalCalendar
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, ReturnReason
from volunteer_match.matches import actions
from volunteer_match.notifications.models import NoticePreferences, OutboxMessage
from volunteer_match.opportunities.times import occasion

Later = Callable[[int], datetime]


@pytest.fixture
def approved(acts: Acts) -> Acts:
    """The agent’s claim of a session, planned in UTC, is approved, and nothing was sent yet."""
    acts.add_need("fractions", title='Fractions, "slowly"; part 1', sessions=1)
    acts.claim()
    approve(acts, acts.world.now)
    return acts


def approve(acts: Acts, at: datetime) -> None:
    with transaction():
        claim = acts.match().claim
        assert claim is not None
        actions.approve_claim(claim, acts.account("coordinator"), at)


def reopen(acts: Acts, at: datetime) -> None:
    with transaction():
        claim = acts.match().claim
        assert claim is not None
        actions.reopen_claim(claim, acts.account("coordinator"), at)


def withdraw(acts: Acts, at: datetime) -> None:
    with transaction():
        actions.withdraw([acts.match()], acts.account("agent"), at)


def move(acts: Acts, at: datetime, hours: int) -> None:
    with transaction():
        session = acts.need().sessions[0]
        start = session.starts_at
        assert start is not None
        wall = (start + timedelta(hours=hours)).astimezone(ZoneInfo("Asia/Kathmandu")).replace(tzinfo=None)
        change_session(session, occasion(wall, "Asia/Kathmandu", 90), 3, acts.account("partner"), at)


def test_the_mail_that_says_you_are_in_carries_the_invitation(approved: Acts, mailbox: Mailbox, later: Later) -> None:
    assert mailbox.take(later(29)) == []
    (mail,) = mailbox.take(later(31))
    assert "You are in" in mail["Subject"]
    body, attachment = mail.iter_parts()
    assert [part.get_content_type() for part in body.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    assert (attachment.get_content_type(), attachment.get_filename()) == ("application/ics", "invite.ics")
    raw = attachment.get_content()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    (event,) = entries_of(mail)
    match = approved.match()
    assert (said([event]), event["UID"]) == ([("REQUEST", 1)], f"{match.public_id}@volunteer-match")
    assert (event.start, event.end) == (match.starts_at, match.ends_at)
    assert event["DTSTART"].to_ical().endswith(b"Z")
    assert event["SUMMARY"] == 'Fractions, "slowly"; part 1'
    assert event["URL"] == event["LOCATION"] == f"http://127.0.0.1:8000/matches/{match.public_id}"
    assert str(event["ORGANIZER"]) == "mailto:no-reply@volunteer-match.invalid"
    assert event["ORGANIZER"].params["CN"] == "Open Desk through Volunteer Match"
    asked = event["ATTENDEE"]
    assert (str(asked), asked.params["PARTSTAT"], asked.params["RSVP"]) == (
        "mailto:agent@example.org",
        "ACCEPTED",
        "FALSE",
    )
    whole = str(mail)
    assert "meet.example.org" not in whole
    assert "Surname" not in raw.decode()


def test_what_is_undone_in_time_is_never_heard_of(approved: Acts, mailbox: Mailbox, later: Later) -> None:
    reopen(approved, later(10))
    assert mailbox.take(later(99)) == []
    approve(approved, later(100))
    assert said(mailbox.calendars(later(131))) == [("REQUEST", 3)]
    reopen(approved, later(200))
    (mail,) = mailbox.take(later(231))
    assert "looked at again" in mail["Subject"]
    assert said(entries_of(mail)) == [("CANCEL", 4)]


def test_who_withdraws_before_the_mail_went_gets_no_invitation(approved: Acts, mailbox: Mailbox, later: Later) -> None:
    withdraw(approved, later(10))
    assert mailbox.calendars(later(60)) == []


def test_a_withdrawal_takes_it_out_unless_it_is_undone_in_time(approved: Acts, mailbox: Mailbox, later: Later) -> None:
    assert said(mailbox.calendars(later(31))) == [("REQUEST", 1)]
    withdraw(approved, later(40))
    with transaction():
        actions.restore([approved.match()], approved.account("agent"), later(50))
    assert approved.state() is MatchState.APPROVED
    assert mailbox.calendars(later(99)) == []
    withdraw(approved, later(100))
    (gone,) = mailbox.calendars(later(131))
    assert said([gone]) == [("CANCEL", 4)]
    assert gone["STATUS"] == "CANCELLED"


def test_restored_before_the_first_mail_went_it_is_sent_after_all(
    approved: Acts, mailbox: Mailbox, later: Later
) -> None:
    withdraw(approved, later(5))
    with transaction():
        actions.restore([approved.match()], approved.account("agent"), later(10))
    assert said(mailbox.calendars(later(60))) == [("REQUEST", 3)]


def test_who_was_in_and_is_returned_and_pending_again_hears_only_that(
    approved: Acts, mailbox: Mailbox, later: Later
) -> None:
    mailbox.take(later(31))
    with transaction():
        claim = approved.match().claim
        assert claim is not None
        actions.return_claim(
            claim, ReturnReason.TIMING, "", approved.account("coordinator"), later(60), match=approved.match()
        )
    reopen(approved, later(70))
    assert approved.state() is MatchState.PENDING
    (mail,) = mailbox.take(later(101))
    assert "looked at again" in mail["Subject"]
    assert [method for method, _ in said(entries_of(mail))] == ["CANCEL"]


def test_who_undoes_a_withdrawal_after_the_session_moved_gets_its_new_time(
    approved: Acts, mailbox: Mailbox, later: Later
) -> None:
    mailbox.take(later(31))
    move(approved, later(100), 2)
    withdraw(approved, later(105))  # before the mail with the new time went
    with transaction():
        actions.restore([approved.match()], approved.account("agent"), later(110))
    (event,) = mailbox.calendars(later(200))
    assert (said([event]), event.start) == ([("REQUEST", 4)], approved.match().starts_at)


def test_who_is_approved_again_after_an_invitation_that_never_went_gets_one(
    approved: Acts, mailbox: Mailbox, later: Later
) -> None:
    withdraw(approved, later(5))  # the mail that says they are in goes all the same, without its invitation
    assert mailbox.calendars(later(60)) == []
    approved.claim()
    approve(approved, later(100))
    assert [method for method, _ in said(mailbox.calendars(later(200)))] == ["REQUEST"]


def test_a_moved_session_moves_in_calendars(approved: Acts, mailbox: Mailbox, later: Later) -> None:
    move(approved, later(5), 2)  # before the first mail went: two mails, one invitation
    (event,) = mailbox.calendars(later(36))
    assert said([event]) == [("REQUEST", 2)]
    assert event.start == approved.match().starts_at
    move(approved, later(100), -1)
    (mail,) = mailbox.take(later(131))
    assert "Can you still come?" in mail.as_string()
    (event,) = entries_of(mail)
    assert (said([event]), event.duration) == ([("REQUEST", 3)], timedelta(minutes=90))
    assert event["DTSTART"].params["TZID"] == "Asia/Kathmandu"


@pytest.mark.parametrize("how", ["returned", "session cancelled"])
def test_what_others_end_is_taken_out_by_the_mail_that_says_so(
    approved: Acts, mailbox: Mailbox, later: Later, how: str
) -> None:
    mailbox.take(later(31))
    with transaction():
        if how == "returned":
            claim = approved.match().claim
            assert claim is not None
            actions.return_claim(
                claim, ReturnReason.TIMING, "", approved.account("coordinator"), later(60), match=approved.match()
            )
        else:
            cancel_session(approved.need().sessions[0], approved.account("partner"), later(60), "Nobody is there")
    (mail,) = mailbox.take(later(99))
    assert said(entries_of(mail)) == [("CANCEL", 2)]


def test_sessions_of_one_claim_come_one_a_mail(acts: Acts, mailbox: Mailbox, later: Later) -> None:
    acts.add_need(sessions=3)
    acts.claim()
    approve(acts, acts.world.now)
    mails = mailbox.take(later(31))
    assert ["You are in" in mail["Subject"] for mail in mails] == [True, False, False]
    events = [entry for mail in mails for entry in entries_of(mail)]
    assert len({str(event["UID"]) for event in events}) == 3
    assert all("For your calendar: Fractions" in mail["Subject"] for mail in mails[1:])


def test_a_try_that_failed_may_have_arrived(approved: Acts, mailbox: Mailbox, later: Later) -> None:
    mailbox.is_refusing = True
    mailbox.take(later(31))
    withdraw(approved, later(40))
    mailbox.is_refusing = False
    assert said(mailbox.calendars(later(900))) == [("CANCEL", 2)]


def test_who_takes_them_by_feed_gets_none_by_mail_but_what_is_there_stays_right(
    approved: Acts, mailbox: Mailbox, later: Later
) -> None:
    mailbox.take(later(31))
    approved.add_need("captions", starts_in=timedelta(days=9))
    with transaction():
        db.session.add(PersonalCalendar(account_id=approved.world.accounts["agent"], mails_invitations=False))
    approved.claim("agent", "captions")
    with transaction():
        claim = approved.match("agent", "captions").claim
        assert claim is not None
        actions.approve_claim(claim, approved.account("coordinator"), later(40))
    (mail,) = mailbox.take(later(71))
    assert ("You are in" in mail["Subject"], entries_of(mail)) == (True, [])
    move(approved, later(100), 2)
    assert said(mailbox.calendars(later(131))) == [("REQUEST", 2)]


def test_attendance_changes_nothing(approved: Acts, mailbox: Mailbox, later: Later) -> None:
    mailbox.take(later(31))
    with transaction():
        actions.complete(approved.match(), approved.account("partner"), later(4 * 86400))
    assert mailbox.calendars(later(5 * 86400)) == []


def test_flexible_work_has_no_invitation(acts: Acts, mailbox: Mailbox, later: Later) -> None:
    acts.add_need("captions", flexible=True)
    acts.claim("agent", "captions", sessions=[])
    with transaction():
        claim = acts.match("agent", "captions").claim
        assert claim is not None
        actions.approve_claim(claim, acts.account("coordinator"), acts.world.now)
    (mail,) = mailbox.take(later(31))
    assert "You are in" in mail["Subject"]
    assert entries_of(mail) == []


def test_further_invitations_wait_for_the_end_of_quiet_hours_as_the_first_does(acts: Acts) -> None:
    """Quiet from an hour before the decision to two hours after it, on the agent's own clock."""
    minute = acts.world.now.astimezone(ZoneInfo(acts.account("agent").time_zone)).hour * 60
    with transaction():
        quiet = {"quiet_from": (minute - 60) % 1440, "quiet_to": (minute + 120) % 1440}
        db.session.merge(NoticePreferences(account_id=acts.world.accounts["agent"], muted=[], **quiet))
    acts.add_need(sessions=3)
    acts.claim()
    approve(acts, acts.world.now)
    mine = OutboxMessage.account_id == acts.world.accounts["agent"]
    mails = db.session.scalars(select(OutboxMessage).where(mine, OutboxMessage.template == "notice")).all()
    assert len(mails) == 3
    assert len({mail.due_at for mail in mails}) == 1
    assert mails[0].due_at > acts.world.now + timedelta(hours=1)
