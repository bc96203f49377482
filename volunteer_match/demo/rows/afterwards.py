"""What happens in the demo world after the claim: somebody can't come, somebody was not there."""

from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_match.demo.accounts import SIGN_INS
from volunteer_match.demo.rows.people import People
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.absences.actions import appeal
from volunteer_match.matches.absences.noting import NOT_THERE, note_absence
from volunteer_match.matches.cover.actions import ask, request_cover
from volunteer_match.matches.cover.candidates import need_for
from volunteer_match.matches.eligibility import read_standing
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matching.gates import check_gates
from volunteer_match.people.models import Account

SEARCHES = 2
ASKED_HOURS_AGO = timedelta(hours=3)
EXCUSE = "My line was down the whole evening. I wrote to the helpdesk, and could not reach anybody in time."


def add_searches(people: People, now: datetime) -> None:
    """Two people look for a substitute since three hours: one of them has asked the agent whose sign-in is printed."""
    me, coordinator = people.accounts[SIGN_INS[0][0]], people.accounts[SIGN_INS[2][0]]
    asked_at, made = now - ASKED_HOURS_AGO, 0
    coming = (
        select(Match)
        .where(
            Match.company_id == people.company.id,
            Match.state == MatchState.APPROVED,
            Match.agent_id != me.id,
            Match.starts_at > now + timedelta(days=1),
        )
        .order_by(Match.starts_at, Match.id)
    )
    is_mine_asked = False
    for match in list(db.session.scalars(coming)):
        if made == SEARCHES:
            return
        is_for_me = _fits(me, match, now)
        if made == SEARCHES - 1 and not (is_for_me or is_mine_asked):
            continue
        request = request_cover(match, match.agent.account, asked_at)
        made += 1
        if is_for_me and not is_mine_asked:
            ask(request, me, coordinator, asked_at)
            is_mine_asked = True


def _fits(account: Account, match: Match, now: datetime) -> bool:
    """Whether this person could stand in, and has nothing to do with the session yet."""
    own = select(Match.id).where(Match.agent_id == account.id, Match.session_id == match.session_id)
    standing = read_standing(account, match.opportunity, now, besides=[match]).without_cap()
    is_new = db.session.scalar(own.limit(1)) is None
    return is_new and check_gates(standing.agent, need_for(match, now), now, standing.settings).passed


def add_absences(people: People, now: datetime) -> None:
    """Every match that was missed has a reason; the newest asks to be excused."""
    missed = (
        select(MatchEvent)
        .join(Match, MatchEvent.match_id == Match.id)
        .where(Match.company_id == people.company.id, Match.state == MatchState.NO_SHOW, MatchEvent.move == Move.MISS)
        .order_by(MatchEvent.at, MatchEvent.id)
    )
    events = list(db.session.scalars(missed))
    for event in events:
        note_absence(event.match, event, NOT_THERE)
    if events:
        match = events[-1].match
        appeal(match, EXCUSE, match.agent.account, events[-1].at + timedelta(hours=2))
