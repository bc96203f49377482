"""What must hold after every step of anybody, worked out from the rows and not by the code that wrote them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import select

from tests.matches.acts import places_are_true
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, CoverEnding, MatchState, Move, Role
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.eligibility import read_standing
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_rule import Audience, MoveRule, Who
from volunteer_match.matches.moves import MOVES, UNDOES
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.organisations.models import PartnerMember
from volunteer_match.people.models import Account

Told = Counter[tuple[str, int, str]]
"""Cause, account and kind of notices."""
DELAY = timedelta(seconds=30)


@dataclass
class Ledger:
    """What was seen up to the last step."""

    event: int = 0
    notice: int = 0
    turns: dict[int, tuple[datetime, int]] = field(default_factory=dict)
    """Whose turn on a waitlist counts from when, by match."""

    def check(self, now: datetime) -> None:
        """Everything, for what is new since the last time."""
        events = list(db.session.scalars(select(MatchEvent).where(MatchEvent.id > self.event).order_by(MatchEvent.id)))
        notices = list(db.session.scalars(select(InboxNotice).where(InboxNotice.id > self.notice)))
        assert places_are_true(), "places taken are not those held"
        _nobody_is_in_two_places()
        for event in events:
            _follows_the_table(event)
        self._waitlist_is_in_order(events, now)
        _told_once_of_moves(events, notices, now)
        _covers_are_whole(now)
        self._take(events, notices)

    def _take(self, events: list[MatchEvent], notices: list[InboxNotice]) -> None:
        self.event = max((event.id for event in events), default=self.event)
        self.notice = max((notice.id for notice in notices), default=self.notice)
        self.turns = {match.id: (match.state_since, match.id) for match in _matches(MatchState.WAITLISTED)}

    def _waitlist_is_in_order(self, events: list[MatchEvent], now: datetime) -> None:
        """Nobody who waited longer, still waits and passes every gate was passed over."""
        promoted = [event for event in events if event.move is Move.PROMOTE]
        if not promoted:
            return
        for waiting in _matches(MatchState.WAITLISTED):
            for event in promoted:
                match = event.match
                if match.session_id != waiting.session_id or match.id not in self.turns:
                    continue
                if self.turns.get(waiting.id, (now, waiting.id)) < self.turns[match.id]:
                    standing = read_standing(waiting.agent.account, waiting.opportunity, now)
                    assert not standing.passes(waiting.session), "somebody was passed over on the waitlist"


def _matches(*states: MatchState) -> list[Match]:
    return list(db.session.scalars(select(Match).where(Match.state.in_(states)).order_by(Match.id)))


def _nobody_is_in_two_places() -> None:
    spans: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for match in _matches(*HOLDS_PLACE):
        if match.starts_at is not None and match.ends_at is not None:
            spans[match.agent_id].append((match.starts_at, match.ends_at))
    for own in spans.values():
        own.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(own)), "in two places at once"


def _part(event: MatchEvent) -> Who:
    if event.actor is None:
        return Who.PLATFORM
    if event.actor_id == event.match.agent_id:
        return Who.AGENT
    return Who.PARTNER if event.actor.role is Role.PARTNER_MEMBER else Who.COORDINATOR


def _rule_of(event: MatchEvent) -> MoveRule:
    """The one row of the table that allows the move; there is exactly one."""
    found = [
        rule
        for rule in MOVES
        if rule.move is event.move
        and event.from_state in rule.from_states
        and event.to_state is rule.to_state
        and _part(event) in rule.who
    ]
    assert len(found) == 1, f"{event.move} from {event.from_state} to {event.to_state} by {_part(event)}"
    return found[0]


def _before(event: MatchEvent) -> MatchEvent | None:
    return db.session.scalar(
        select(MatchEvent)
        .where(MatchEvent.match_id == event.match_id, MatchEvent.id < event.id)
        .order_by(MatchEvent.id.desc())
        .limit(1)
    )


def _follows_the_table(event: MatchEvent) -> None:
    _rule_of(event)
    before = _before(event)
    assert event.from_state is (before.to_state if before else None), "a state that no move led to"
    last = db.session.scalar(
        select(MatchEvent).where(MatchEvent.match_id == event.match_id).order_by(MatchEvent.id.desc()).limit(1)
    )
    assert last is not None
    assert event.match.state is last.to_state, "a state that no move led to"


def _audience(audience: Audience, event: MatchEvent) -> set[int]:
    match = event.match
    if audience is Audience.AGENT:
        return {match.agent_id}
    if audience is Audience.PARTNER:
        members = select(PartnerMember.account_id).where(PartnerMember.partner_id == match.opportunity.partner_id)
        return set(db.session.scalars(members))
    inviter = db.session.scalar(
        select(MatchEvent.actor_id)
        .where(MatchEvent.match_id == match.id, MatchEvent.move == Move.INVITE)
        .order_by(MatchEvent.id.desc())
        .limit(1)
    )
    return set() if inviter is None else {inviter}


def _expected(events: list[MatchEvent], now: datetime) -> Iterator[tuple[str, int, str]]:
    for event in events:
        if event.move in UNDOES and not _was_heard_of(_before(event), now):
            continue
        for audience, kind in _rule_of(event).tells:
            for account_id in _audience(audience, event) - {event.actor_id}:
                yield f"match-event:{event.id}", account_id, kind.value


def _was_heard_of(event: MatchEvent | None, now: datetime) -> bool:
    """Whether what is undone had gone out, or told nobody in the first place."""
    if event is None or now >= event.at + DELAY:
        return True
    told = select(InboxNotice.id).where(InboxNotice.cause == f"match-event:{event.id}")
    return db.session.scalar(told.limit(1)) is None


def _told_once_of_moves(events: list[MatchEvent], notices: list[InboxNotice], now: datetime) -> None:
    told: Told = Counter(
        (notice.cause, notice.account_id, notice.kind) for notice in notices if notice.cause.startswith("match-event:")
    )
    assert told == Counter(_expected(events, now)), "not everybody concerned was told once"


def _covers_are_whole(now: datetime) -> None:
    """Searches belong to approved matches; each that was asked was asked once, and heard once that it is over."""
    told: Counter[tuple[str, str]] = Counter(
        db.session.execute(select(InboxNotice.cause, InboxNotice.kind).where(InboxNotice.cause.like("cover-%"))).all()  # type: ignore[arg-type]
    )
    requests = list(db.session.scalars(select(CoverRequest)))
    for request in requests:
        assert request.ended_at is not None or request.match.state is MatchState.APPROVED, "nobody to stand in for"
        cause = f"cover-request:{request.public_id}"
        assert told[cause, "cover-not-found"] == (request.warned_at is not None), "the asker was not warned once"
        staff = 0 if request.warned_at is None else _staff_besides(request)
        assert told[cause, "cover-uncovered"] == staff, "the coordinators were not warned once"
        for ask in request.asks:
            _ask_is_whole(ask, told)
    moves = Counter(db.session.scalars(select(MatchEvent.move)))
    covered = sum(request.ending is CoverEnding.COVERED for request in requests)
    assert moves[Move.HAND_OVER] == moves[Move.COVER] == covered, "a place passes from one to one"


def _staff_besides(request: CoverRequest) -> int:
    staff = select(Account.id).where(
        Account.company_id == request.company_id, Account.role.in_([Role.COORDINATOR, Role.ADMINISTRATOR])
    )
    return len(set(db.session.scalars(staff)) - {request.agent_id})


def _ask_is_whole(ask: CoverAsk, told: Counter[tuple[str, str]]) -> None:
    cause = f"cover-ask:{ask.public_id}"
    assert told[cause, "cover-asked"] == 1, "asked, and not told once"
    is_left = ask.answer is None and ask.request.ending not in (None, CoverEnding.OVER)
    assert told[cause, "cover-closed"] == is_left, "not told once that nobody is needed"
