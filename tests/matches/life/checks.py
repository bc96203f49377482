"""What must hold after every step of anybody, worked out from the rows and not by the code that wrote them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select

from tests.matches.acts import places_are_true
from tests.matches.life.answers import Answers
from tests.matches.life.calendars import Calendars
from tests.matches.life.rows import Look, News, follows_the_table, matches_in
from tests.matches.life.telling import Telling
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, CoverEnding, MatchState, Move, Role
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.eligibility import read_standing
from volunteer_match.matches.models import MatchEvent
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.models import OpportunityEvent
from volunteer_match.people.models import Account


@dataclass
class Ledger:
    """What was seen up to the last step."""

    look: Look = field(default_factory=Look)
    turns: dict[int, tuple[datetime, int]] = field(default_factory=dict)
    """Whose turn on a waitlist counts from when, by match."""
    answers: Answers = field(default_factory=Answers)
    telling: Telling = field(default_factory=Telling)
    calendars: Calendars = field(default_factory=Calendars)

    def check(self, now: datetime) -> None:
        """Everything, for what is new since the last time."""
        db.session.flush()
        news = self.look.on()
        assert places_are_true(), "places taken are not those held"
        _nobody_is_in_two_places()
        for event in news.events:
            follows_the_table(event)
        self._waitlist_is_in_order(news, now)
        self.answers.check(news)
        self.telling.check(news, now)
        self.calendars.check()
        _covers_are_whole()
        self.turns = {match.id: (match.state_since, match.id) for match in matches_in(MatchState.WAITLISTED)}

    def _waitlist_is_in_order(self, news: News, now: datetime) -> None:
        """Nobody who waited longer, still waits and passes every gate was passed over."""
        promoted = [event for event in news.events if event.move is Move.PROMOTE]
        for waiting in matches_in(MatchState.WAITLISTED) if promoted else []:
            for event in promoted:
                match = event.match
                if match.session_id != waiting.session_id or match.id not in self.turns:
                    continue
                if self.turns.get(waiting.id, (now, waiting.id)) < self.turns[match.id]:
                    standing = read_standing(waiting.agent.account, waiting.opportunity, now)
                    assert not standing.passes(waiting.session), "somebody was passed over on the waitlist"


def _nobody_is_in_two_places() -> None:
    spans: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for match in matches_in(*HOLDS_PLACE):
        assert (match.starts_at, match.ends_at) == (match.session.starts_at, match.session.ends_at), "an old time"
        if match.starts_at is not None and match.ends_at is not None:
            spans[match.agent_id].append((match.starts_at, match.ends_at))
    for own in spans.values():
        own.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(own)), "in two places at once"


def _covers_are_whole() -> None:
    """Searches belong to approved matches; each that was asked was asked once a time of the session, and heard once
    that it is over.
    """
    requests = list(db.session.scalars(select(CoverRequest)))
    for request in requests:
        assert request.ended_at is not None or request.match.state is MatchState.APPROVED, "nobody to stand in for"
        cause = f"cover-request:{request.public_id}"
        warned = _told_at(cause, "cover-not-found")
        assert request.warned_at is None or warned[request.warned_at] == 1, "the asker was not warned once"
        # A search for a new time warns anew.
        assert set(warned) - {request.warned_at} <= _before_a_move(set(warned)), "warned again, of the same time"
        staff = _staff_besides(request)
        heard = _told_at(cause, "cover-uncovered")
        assert heard == Counter(dict.fromkeys(warned, staff)), "the coordinators were not warned once"
        for ask in request.asks:
            _ask_is_whole(ask)
    moves = Counter(db.session.scalars(select(MatchEvent.move)))
    covered = sum(request.ending is CoverEnding.COVERED for request in requests)
    assert moves[Move.HAND_OVER] == moves[Move.COVER] == covered, "a place passes from one to one"


def _staff_besides(request: CoverRequest) -> int:
    staff = select(Account.id).where(
        Account.company_id == request.company_id, Account.role.in_([Role.COORDINATOR, Role.ADMINISTRATOR])
    )
    return len(set(db.session.scalars(staff)) - {request.agent_id})


def _told_at(cause: str, kind: str) -> Counter[datetime]:
    """When notices of this kind were written under this cause, and how many."""
    written = select(InboxNotice.created_at).where(InboxNotice.cause == cause, InboxNotice.kind == kind)
    return Counter(db.session.scalars(written))


def _moves() -> set[datetime]:
    """When sessions were moved."""
    return set(db.session.scalars(select(OpportunityEvent.at).where(OpportunityEvent.move == "session-moved")))


def _before_a_move(moments: set[datetime]) -> set[datetime]:
    last = max(_moves(), default=None)
    return {moment for moment in moments if last is not None and moment <= last}


def _ask_is_whole(ask: CoverAsk) -> None:
    cause = f"cover-ask:{ask.public_id}"
    asked = _told_at(cause, "cover-asked")
    assert asked.pop(ask.asked_at, 0) == 1, "asked, and not told once"
    assert set(asked) <= _moves(), "asked again, and not for another time"
    assert all(count == 1 for count in asked.values()), "asked twice for one new time"
    is_left = ask.answer is None and ask.request.ending not in (None, CoverEnding.OVER)
    assert _told_at(cause, "cover-closed").total() == is_left, "not told once that nobody is needed"
