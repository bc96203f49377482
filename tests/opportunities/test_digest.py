"""The weekly digest: the best that fits, what was promised and thanks, once a week at the hour of one's choice."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.matches.acts import Acts, transaction
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches import actions as matches
from volunteer_match.matches.asks import asks_left
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.mail import write_letter
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.preferences.actions import choose
from volunteer_match.notifications.preferences.rules import Wish
from volunteer_match.opportunities.digest import actions
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

WEEK = timedelta(days=7)


def sweep(now: datetime) -> int:
    """All that is due, however many pieces a slow machine makes of it."""
    total = 0
    while True:
        with transaction():
            done = actions.send_digests(now)
        total += done
        if not done:
            return total


def digests() -> list[OutboxMessage]:
    return list(
        db.session.scalars(select(OutboxMessage).where(OutboxMessage.template == "digest").order_by(OutboxMessage.id))
    )


def recipients() -> list[str]:
    return sorted(mail.recipient.split("@")[0] for mail in digests())


def test_your_week_comes_once_a_week(app: Application, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        acts = Acts(world)
        acts.add_need("fractions", title="Ułamki", language="pl", starts_in=timedelta(days=60), places=9)
        acts.add_need("maths", starts_in=timedelta(days=9), places=9)
        acts.claim("agent", "maths")
        with transaction():
            matches.move_match(acts.match("agent", "maths"), Move.APPROVE, acts.account("coordinator"), world.now)
            acts.account("colleague").deactivated_at = world.now
            choose(acts.account("coordinator"), Wish(muted=frozenset({NoticeGroup.FOR_YOU})), world.now)
        assert sweep(world.now) == 4, "everybody who may volunteer is planned"
        due = db.session.get_one(AgentProfile, world.accounts["agent"]).digest_due_at
        assert due is not None
        local = due.astimezone(ZoneInfo("Asia/Manila"))
        assert (local.weekday(), local.hour, local.minute) == (1, 9, 0)
        assert sweep(due - timedelta(seconds=1)) == 0

        begin_write(db.session)
        assert actions.send_digests(due) >= 1
        db.session.rollback()
        assert recipients() == [], "a worker that is killed has neither sent nor planned anything"
        left = asks_left(db.session.get_one(AgentProfile, world.accounts["agent"]), due)
        assert sweep(due) == 4
        # Elsewhere's volunteer has nothing to be told, the colleague is gone, the coordinator wants none.
        assert recipients() == ["agent"]
        assert asks_left(db.session.get_one(AgentProfile, world.accounts["agent"]), due) == left
        assert [sweep(due), sweep(due + timedelta(days=3))] == [0, 0]

        letter = write_letter(digests()[0])
        assert letter.subject == "Your week: 1 need that fits you"
        for part in (letter.text, letter.html):
            for words in ("Ułamki", "Open Desk", "of 100", "Manila, UTC+8", "because you offered to volunteer"):
                assert words in part
            assert ("What you promised" in part) is (acts.match("agent", "maths").starts_at <= due + WEEK)  # type: ignore[operator]
            assert "/unsubscription/" in part
        assert 'lang="pl">Ułamki</a>' in letter.html

        with transaction():
            choose(acts.account("agent"), Wish(digest_day=4, digest_hour=18), due + timedelta(hours=1))
        later = db.session.get_one(AgentProfile, world.accounts["agent"]).digest_due_at
        assert later is not None
        assert due + timedelta(days=6) < later <= due + timedelta(days=13)
        assert later.astimezone(ZoneInfo("Asia/Manila")).strftime("%a %H:%M") == "Fri 18:00"

        def broken(*_args: object) -> None:
            raise RuntimeError("on purpose")

        with monkeypatch.context() as patch:
            patch.setattr(actions, "digest_of", broken)
            assert sweep(later) == 4, "what is wrong with one is no reason to stop"
        assert len(digests()) == 1
        assert sweep(later + 2 * WEEK) == 4
        assert recipients() == ["agent", "agent"]


def test_thanks_are_said_for_what_was_confirmed(app: Application, world: World) -> None:
    with app.app_context():
        acts = Acts(world)
        acts.add_need("fractions", starts_in=timedelta(hours=30))
        acts.claim("agent")
        with transaction():
            match = acts.match("agent")
            matches.move_match(match, Move.APPROVE, acts.account("coordinator"), world.now)
            begun = match.starts_at + timedelta(minutes=1)  # type: ignore[operator]
            matches.move_match(match, Move.COMPLETE, acts.account("partner"), begun)
            assert match.state is MatchState.COMPLETED
            db.session.get_one(AgentProfile, world.accounts["agent"]).digest_due_at = datetime(2020, 1, 1, tzinfo=UTC)
        sweep(begun + timedelta(hours=2))
        assert "1 session of yours was confirmed" in write_letter(digests()[0]).text
