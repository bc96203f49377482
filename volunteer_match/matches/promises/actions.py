"""Asking for a yes, taking it, and passing the place on where none comes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, MatchState, Move
from volunteer_match.matches.endings import announce_by_agent, changer, is_over, read_ordered
from volunteer_match.matches.models import Match
from volunteer_match.matches.moving import Request, apply_move
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.promises.queries import asked_beside
from volunteer_match.matches.telling import Moved, find_inviter
from volunteer_match.matches.waitlist import fill_places
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account

BATCH = 50
"""Matches that one sweep lets go, so that its transaction stays well under a second."""


def confirm(match: Match, actor: Account, now: datetime, *, others_too: bool = False) -> int:
    """The agent says yes; with `others_too` to everything of this need that they are asked for. How many it were.

    A place that is theirs and for which nothing is asked stays as it is: a second yes changes nothing.
    """
    lock_agents([match.agent_id])
    db.session.refresh(match)
    if match.agent_id == actor.id and match.confirm_by is None and match.state in HOLDS_PLACE:
        return 0
    wanted = [match, *(asked_beside(match) if others_too else [])]
    for one in sorted(wanted, key=lambda each: each.session_id):
        apply_move(one, Request(Move.CONFIRM, actor, now))
    return len(wanted)


def ask_again(matches: Sequence[Match], actor: Account | None, now: datetime) -> list[Moved]:
    """Asks the agents of these for a new yes, and tells each once a need. Their agents are locked by the caller."""
    moved = [
        Moved(match, apply_move(match, Request(Move.ASK_AGAIN, changer(match, actor), now)))
        for match in sorted(matches, key=lambda one: one.session_id)
        if match.state in HOLDS_PLACE
    ]
    announce_by_agent(moved, now)
    return moved


def lapse_due(now: datetime) -> int:
    """Passes on what nobody answered in time: places go to whoever waits. A batch a call; returns how many.

    An approved agent whose session has begun meanwhile keeps the match: whether they came is still to be said.
    """
    overdue = (Match.confirm_by <= now, Match.state.in_((MatchState.INVITED, *HOLDS_PLACE)))
    due = (
        select(Match)
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .where(*overdue, (Match.state == MatchState.INVITED) | ~is_over(now))
        .limit(BATCH)
    )
    free = lock_agents((match.agent_id for match in read_ordered(due)), skip_locked=True)
    moved = [
        Moved(match, apply_move(match, Request(Move.LAPSE, None, now)))
        for match in read_ordered(due)
        if match.agent_id in free
    ]
    announce_by_agent(moved, now)
    _tell_inviters([one.match for one in moved if one.event.from_state is MatchState.INVITED], now)
    fill_places({one.match.session_id for one in moved if one.event.from_state in HOLDS_PLACE}, now)
    return len(moved)


def _tell_inviters(matches: Sequence[Match], now: datetime) -> None:
    """One notice an inviter and need, whatever number of people did not answer."""
    unanswered: dict[tuple[Account, Opportunity], int] = {}
    for match in matches:
        if (inviter := find_inviter(match)) is not None:
            asked = inviter, match.opportunity
            unanswered[asked] = unanswered.get(asked, 0) + 1
    for (inviter, need), people in unanswered.items():
        params = {
            "title": need.title,
            "title_language": need.language,
            "partner": need.partner.name,
            "unanswered": people,
        }
        notify(inviter, NoticeKind.INVITATIONS_UNANSWERED, params, f"/opportunities/{need.public_id}/people", now)
