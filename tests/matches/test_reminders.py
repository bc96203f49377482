"""Reminders a day and an hour before: each once, never for what is over, moved or cancelled."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from tests.matches.acts import Acts, change_session, transaction
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches import actions
from volunteer_match.matches.models import Match
from volunteer_match.matches.reminders.actions import _is_first, remind_due
from volunteer_match.matches.reminders.models import Reminder, SessionReminder
from volunteer_match.matches.reminders.rules import is_needed
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.opportunities.times import occasion
from volunteer_match.people.models import Account
from volunteer_match.people.personal_data.actions import delete_account

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
KINDS = (NoticeKind.REMINDER_DAY, NoticeKind.REMINDER_HOUR, NoticeKind.SESSION_COMING_UP)


def approve(acts: Acts, name: str, later: timedelta = timedelta()) -> Match:
    match = acts.match(name)
    with transaction():
        actions.move_match(match, Move.APPROVE, acts.account("second_coordinator"), acts.world.now + later)
    return match


def remind(acts: Acts, later: timedelta) -> int:
    """All that is due, however many pieces a slow machine makes of it."""
    total = 0
    while True:
        with transaction():
            done = remind_due(acts.world.now + later)
        total += done
        if not done:
            return total


def told() -> Counter[tuple[str, str]]:
    """How often each person found each kind of reminder in their inbox."""
    rows = db.session.execute(
        select(Account.given_name, InboxNotice.kind)
        .join(Account, Account.id == InboxNotice.account_id)
        .where(InboxNotice.kind.in_(KINDS))
    )
    return Counter((name, kind) for name, kind in rows)


def test_each_is_reminded_once_a_day_and_an_hour_before(acts: Acts, world: World) -> None:
    acts.add_need(places=3, starts_in=timedelta(days=3))
    start = acts.need().sessions[0].starts_at - world.now  # type: ignore[operator]
    for name in ("agent", "colleague"):
        acts.claim(name)
    match = approve(acts, "agent")
    assert remind(acts, start - 24 * HOUR - MINUTE) == 0
    assert remind(acts, start - 24 * HOUR) == 2
    assert remind(acts, start - 24 * HOUR + MINUTE) == 0
    expected = {("Agent", "reminder-day"): 1}
    expected |= {(name, "session-coming-up"): 1 for name in ("Partner", "Partner Colleague")}
    assert told() == expected
    line = db.session.scalars(select(InboxNotice).where(InboxNotice.kind == "session-coming-up")).first()
    assert line is not None
    assert line.params["people"] == {match.public_id: "Agent S."}
    assert line.path == f"/opportunities/{world.ids['fractions']}/people-coming"
    notice = db.session.scalars(select(InboxNotice).where(InboxNotice.kind == "reminder-day")).one()
    assert notice.params["cant_come"].startswith(f"/matches/{match.public_id}")

    approve(acts, "colleague", later=start - 20 * HOUR)
    assert remind(acts, start - 19 * HOUR) == 1, "its moment is noted, so that it is looked at no more"
    assert told() == expected, "who was approved within the day was told the time just then"
    assert remind(acts, start - HOUR) == 2
    assert remind(acts, start - MINUTE) == 0
    assert told() == expected | {("Agent", "reminder-hour"): 1, ("Colleague", "reminder-hour"): 1}
    assert remind(acts, start + MINUTE) == 0

    with transaction():
        delete_account(acts.account("agent"), world.now + start + HOUR)
    lines = db.session.scalars(select(InboxNotice).where(InboxNotice.kind == "session-coming-up")).all()
    assert [line.params["people"] for line in lines] == [{match.public_id: "—"}] * 2


def test_what_moves_is_reminded_anew_and_what_ends_is_not(acts: Acts, world: World) -> None:
    acts.add_need(places=2, starts_in=timedelta(days=3))
    session = acts.need().sessions[0]
    assert session.starts_at is not None
    start = session.starts_at - world.now
    for name in ("agent", "colleague"):
        acts.claim(name)
        approve(acts, name)
    assert remind(acts, start - 24 * HOUR) == 3
    with transaction():
        session = acts.need().sessions[0]
        planned = occasion(session.starts_at.replace(tzinfo=None) + 48 * HOUR, "UTC", 60)  # type: ignore[union-attr]
        change_session(session, planned, 2, acts.account("partner"), world.now + start - 23 * HOUR)
    assert remind(acts, start - 22 * HOUR) == 0
    with transaction():
        agent = acts.account("agent")
        actions.move_match(acts.match("agent"), Move.WITHDRAW, agent, world.now + start + 10 * HOUR)
    assert remind(acts, start + 24 * HOUR) == 2
    assert told()[("Agent", "reminder-day")] == 1
    assert told()[("Colleague", "reminder-day")] == 2
    # Quiet hours in Manila may hold the e-mail back; what was cancelled meanwhile is not sent any more.
    with transaction():
        db.session.execute(OutboxMessage.__table__.update().values(sent_at=None, stopped_at=None))  # type: ignore[attr-defined]
        colleague = acts.account("colleague")
        actions.move_match(acts.match("colleague"), Move.WITHDRAW, colleague, world.now + start + 25 * HOUR)
    assert acts.state("colleague") is MatchState.WITHDRAWN
    waiting = db.session.scalars(select(OutboxMessage).where(OutboxMessage.stopped_at.is_(None)))
    kinds = {(mail.recipient, mail.params.get("kind")) for mail in waiting}
    assert ("colleague@example.org", "reminder-day") not in kinds
    assert ("agent@example.org", "reminder-day") in kinds
    assert remind(acts, start + 47 * HOUR) == 0


def test_a_reminder_that_another_worker_wrote_is_not_sent_again(acts: Acts) -> None:
    """The key of the row decides, whatever each of them has read."""
    acts.add_need(places=1, starts_in=timedelta(days=1))
    acts.claim("agent")
    match = approve(acts, "agent")
    with transaction():
        row = {"match_id": match.id, "kind": NoticeKind.REMINDER_DAY, "starts_at": match.starts_at}
        assert _is_first(Reminder(**row))
        assert not _is_first(Reminder(**row))
        again = {"session_id": match.session_id, "starts_at": match.starts_at}
        assert _is_first(SessionReminder(**again))
        assert not _is_first(SessionReminder(**again))


def test_when_a_reminder_says_something_new() -> None:
    start = datetime(2026, 11, 24, tzinfo=UTC)
    for kind, approved, left, expected in (
        (NoticeKind.REMINDER_DAY, 24 * HOUR, 24 * HOUR, True),
        (NoticeKind.REMINDER_DAY, 24 * HOUR - MINUTE, 23 * HOUR, False),
        (NoticeKind.REMINDER_DAY, 48 * HOUR, 2 * HOUR, True),
        (NoticeKind.REMINDER_DAY, 48 * HOUR, HOUR, False),
        (NoticeKind.REMINDER_HOUR, HOUR, HOUR, True),
        (NoticeKind.REMINDER_HOUR, HOUR - MINUTE, 30 * MINUTE, False),
        (NoticeKind.REMINDER_HOUR, 48 * HOUR, MINUTE, True),
    ):
        assert is_needed(kind, start - approved, start, start - left) is expected
