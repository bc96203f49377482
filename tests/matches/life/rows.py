"""What happened since the last look, and what the table of moves says about it."""

from dataclasses import dataclass, field

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move, Role
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_rule import MoveRule, Who
from volunteer_match.matches.moves import MOVES
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.models import OpportunityEvent


@dataclass
class News:
    """Rows that are new, and how every match stood before."""

    events: list[MatchEvent]
    notices: list[InboxNotice]
    changes: list[OpportunityEvent]
    before: dict[int, MatchState]


@dataclass
class Look:
    """Up to where was looked."""

    event: int = 0
    notice: int = 0
    change: int = 0
    before: dict[int, MatchState] = field(default_factory=dict)

    def on(self) -> News:
        """What is new; the next time only what is newer."""
        news = News(
            list(db.session.scalars(select(MatchEvent).where(MatchEvent.id > self.event).order_by(MatchEvent.id))),
            list(db.session.scalars(select(InboxNotice).where(InboxNotice.id > self.notice))),
            list(db.session.scalars(select(OpportunityEvent).where(OpportunityEvent.id > self.change))),
            self.before,
        )
        self.event = max((row.id for row in news.events), default=self.event)
        self.notice = max((row.id for row in news.notices), default=self.notice)
        self.change = max((row.id for row in news.changes), default=self.change)
        self.before = {match.id: match.state for match in db.session.scalars(select(Match))}
        return news


def matches_in(*states: MatchState) -> list[Match]:
    return list(db.session.scalars(select(Match).where(Match.state.in_(states)).order_by(Match.id)))


def part_in(event: MatchEvent) -> Who:
    """Who moved the match."""
    if event.actor is None:
        return Who.PLATFORM
    if event.actor_id == event.match.agent_id:
        return Who.AGENT
    return Who.PARTNER if event.actor.role is Role.PARTNER_MEMBER else Who.COORDINATOR


def rule_of(event: MatchEvent) -> MoveRule:
    """The one row of the table that allows the move; there is exactly one."""
    found = [
        rule
        for rule in MOVES
        if rule.move is event.move
        and event.from_state in rule.from_states
        and event.to_state is rule.to_state
        and part_in(event) in rule.who
    ]
    assert len(found) == 1, f"{event.move} from {event.from_state} to {event.to_state} by {part_in(event)}"
    return found[0]


def event_before(event: MatchEvent) -> MatchEvent | None:
    return db.session.scalar(
        select(MatchEvent)
        .where(MatchEvent.match_id == event.match_id, MatchEvent.id < event.id)
        .order_by(MatchEvent.id.desc())
        .limit(1)
    )


def taken_back(event: MatchEvent) -> MatchEvent | None:
    """What an undo takes back, or a second question replaces: questions and a yes in between are no decisions."""
    before = event_before(event)
    while event.move is Move.REOPEN and before is not None and before.from_state is before.to_state:
        before = event_before(before)
    return before


def follows_the_table(event: MatchEvent) -> None:
    """Every event is a row of the table and goes on where the last one ended; the match is where the last one led."""
    rule_of(event)
    before = event_before(event)
    assert event.from_state is (before.to_state if before else None), "a state that no move led to"
    last = db.session.scalar(select(func.max(MatchEvent.id)).where(MatchEvent.match_id == event.match_id))
    if event.id == last:
        assert event.match.state is event.to_state, "a state that no move led to"
