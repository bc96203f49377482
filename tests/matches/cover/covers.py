"""Small sentences for tests of substitutes."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.matches.acts import Acts, transaction
from volunteer_match.extensions import db
from volunteer_match.matches import actions
from volunteer_match.matches.cover.actions import request_cover, say_no, say_yes, take_back, tend_covers
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.refusals import Refusal, Refused

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Covers:
    """The world's `agent` has an approved place, and asks for a substitute."""

    def __init__(self, acts: Acts) -> None:
        self.acts, self.now = acts, acts.world.now
        acts.add_need()
        self.approve("agent")

    def approve(self, name: str) -> None:
        claim = self.acts.claim(name)
        with transaction():
            coordinator = self.acts.account("second_coordinator")
            actions.approve_claim(self.acts.the_claim(claim), coordinator, self.now - HOUR)

    def request(self) -> None:
        with transaction():
            request_cover(self.acts.match(), self.acts.account("agent"), self.now)

    def reach(self) -> None:
        """The notice delay is over: whoever was asked knows it."""
        with transaction():
            db.session.execute(update(CoverAsk).values(asked_at=self.now - timedelta(minutes=1)))

    def asked(self) -> list[str]:
        """Who was asked, in order."""
        names = {number: name for name, number in self.acts.world.accounts.items()}
        return [names[row] for row in db.session.scalars(select(CoverAsk.agent_id).order_by(CoverAsk.id))]

    def ask_of(self, name: str) -> CoverAsk:
        return db.session.execute(
            select(CoverAsk)
            .where(CoverAsk.agent_id == self.acts.world.accounts[name])
            .order_by(CoverAsk.id.desc())
            .limit(1)
        ).scalar_one()

    def yes(self, name: str) -> None:
        with transaction():
            say_yes(self.ask_of(name), self.acts.account(name), self.now)

    def no(self, name: str) -> None:
        with transaction():
            say_no(self.ask_of(name), self.acts.account(name), self.now)

    def tend(self) -> None:
        with transaction():
            tend_covers(self.now)

    def back(self) -> None:
        with transaction():
            take_back(self.acts.match(), self.acts.account("agent"), self.now)

    def the_request(self) -> CoverRequest:
        return db.session.execute(select(CoverRequest).order_by(CoverRequest.id.desc()).limit(1)).scalar_one()

    def told(self, name: str) -> Counter[str]:
        """What somebody was told of covers, without what was stopped before it went out."""
        kinds = db.session.scalars(
            select(InboxNotice.kind).where(
                InboxNotice.account_id == self.acts.world.accounts[name],
                InboxNotice.stopped_at.is_(None),
                InboxNotice.kind.like("cover-%"),
            )
        )
        return Counter(kinds)


def refusal_of(act: object) -> Refusal:
    assert callable(act)
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.refusal
