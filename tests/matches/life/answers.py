"""Whose answer is waited for, and until when."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from tests.matches.life.rows import News, matches_in
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, MatchState, Move
from volunteer_match.matches.endings import LIVE
from volunteer_match.matches.models import Match, MatchEvent

QUESTIONS = frozenset({Move.PROMOTE, Move.ASK_AGAIN, Move.INVITE})


@dataclass
class Answers:
    """Which matches wait for their agent, by what happened to them."""

    asked: set[int] = field(default_factory=set)
    """Matches by number."""
    left: set[int] = field(default_factory=set)
    """Returned while they were asked."""

    def check(self, news: News) -> None:
        for event in news.events:
            self._follow(event)
        for match in matches_in(*LIVE):
            is_asked = match.id in self.asked
            assert (match.confirm_by is not None) is is_asked, f"asked: {is_asked}, by its moves"
            begins = match.starts_at or match.opportunity.deadline
            assert match.confirm_by is None or match.confirm_by <= begins, "asked after it begins"

    def _follow(self, event: MatchEvent) -> None:
        key, was_asked = event.match_id, event.match_id in self.asked
        assert event.move is not Move.APPROVE or not was_asked, "approved without the yes"
        if event.move is Move.REOPEN:
            is_asked = was_asked if event.from_state is MatchState.APPROVED else key in self.left
            is_asked = is_asked and event.to_state in HOLDS_PLACE
        else:
            is_asked = event.move in QUESTIONS
        (self.asked.add if is_asked else self.asked.discard)(key)
        (self.left.add if event.move is Move.RETURN and was_asked else self.left.discard)(key)

    @staticmethod
    def nobody_waits_in_vain(now: datetime) -> None:
        """After the sweeps: an answer is only waited for while it can come; what begins is over for who has no yes."""
        for match in db.session.scalars(select(Match).where(Match.state.in_(LIVE))):
            begins = match.starts_at or match.opportunity.deadline
            has_begun = begins is not None and begins <= now
            assert match.state is MatchState.APPROVED or not has_begun, f"still {match.state}, and it has begun"
            is_overdue = match.confirm_by is not None and match.confirm_by <= now
            assert has_begun or not is_overdue, "an answer is waited for whose time has passed"
