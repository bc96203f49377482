"""What somebody is asked for, and what stands against their yes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, Move
from volunteer_match.matches.eligibility import read_standing
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_facts import is_late
from volunteer_match.matching.gate import Gate


@dataclass(frozen=True, slots=True)
class Question:
    """A yes that the agent is asked for, as its page shows it."""

    until: datetime
    is_about_change: bool
    """Else a place came free for them."""
    against: tuple[Gate, ...]
    """Gates that fail: while there are any, a yes is refused."""
    beside: list[Match]
    """What else of this need they are asked for."""


def asked_beside(match: Match) -> list[Match]:
    """What else of the same need its agent is asked for a yes to, soonest first."""
    return list(
        db.session.scalars(
            select(Match)
            .where(
                Match.agent_id == match.agent_id,
                Match.opportunity_id == match.opportunity_id,
                Match.id != match.id,
                Match.confirm_by.is_not(None),
                Match.state.in_(HOLDS_PLACE),
            )
            .order_by(Match.starts_at, Match.id)
            .execution_options(populate_existing=True)
        )
    )


def find_question(match: Match, now: datetime) -> Question | None:
    """What its agent is asked; None where no yes is waited for, or it has begun and none can be said any more."""
    if match.confirm_by is None or match.state not in HOLDS_PLACE or is_late(match.opportunity, match.session, now):
        return None
    standing = read_standing(match.agent.account, match.opportunity, now, besides=[match]).without_cap()
    asked = db.session.scalar(
        select(MatchEvent.move)
        .where(MatchEvent.match_id == match.id, MatchEvent.move.in_((Move.PROMOTE, Move.ASK_AGAIN)))
        .order_by(MatchEvent.id.desc())
        .limit(1)
    )
    return Question(
        until=match.confirm_by,
        is_about_change=asked is Move.ASK_AGAIN,
        against=tuple(gate for gate in standing.report([match.session]).gates if not gate.passed),
        beside=asked_beside(match),
    )
