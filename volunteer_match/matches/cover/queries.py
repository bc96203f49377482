"""What the pages of searches for a substitute show. Each look-up is scoped: what is not yours is not found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import CoverAnswer, CoverEnding, MatchState
from volunteer_match.matches.cover.candidates import Candidate, candidates, need_for
from volunteer_match.matches.cover.closing import find_open, search_of
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.cover.rules import Advice, advice, is_over
from volunteer_match.matches.eligibility import read_standing
from volunteer_match.matches.models import Match
from volunteer_match.matching.engine import Failed, Ranked
from volunteer_match.matching.ranking import rank_agents
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import settings

RECENT = timedelta(days=14)
SHOWN = 8
"""So many people are shown to a coordinator who looks for a substitute."""


@dataclass(frozen=True, slots=True)
class CantCome:
    """One's own match that one can't come to. `request` is the open search; `asked` and `declined` count people."""

    match: Match
    request: CoverRequest | None
    asked: int
    declined: int
    advice: Advice
    is_soon: bool
    waiting: int
    """How many are on the waitlist: who gives the place back gives it to the first of them."""


def cant_come(match: Match, now: datetime) -> CantCome:
    """What the page "I can't make it" says."""
    request = find_open(match.id)
    answers = [ask.answer for ask in request.asks] if request else []
    starts_at = match.session.starts_at or match.opportunity.deadline
    is_anybody_able = bool(request or candidates(match, now, 1))
    waiting = select(Match.id).where(Match.session_id == match.session_id, Match.state == MatchState.WAITLISTED)
    return CantCome(
        match=match,
        request=request,
        asked=len(answers),
        declined=answers.count(CoverAnswer.NO),
        advice=advice(starts_at, now, is_anybody_able=is_anybody_able),
        is_soon=advice(starts_at, now, is_anybody_able=True) is Advice.GIVE_BACK,
        waiting=len(db.session.scalars(waiting).all()),
    )


def _asks() -> Select[CoverAsk]:
    given = joinedload(CoverAsk.request).joinedload(CoverRequest.match)
    return select(CoverAsk).options(
        given.joinedload(Match.opportunity).joinedload(Opportunity.partner), given.joinedload(Match.session)
    )


def _has_reached_them(now: datetime) -> ColumnElement[bool]:
    """An ask is seen once its notice is out: until then it may still be taken back, and nobody was asked."""
    return CoverAsk.asked_at <= now - timedelta(seconds=settings().notice_delay_seconds)


def find_ask(public_id: str, viewer: Account, now: datetime) -> CoverAsk | None:
    """The ask of that address, for the person who was asked."""
    mine = _asks().where(CoverAsk.public_id == public_id, CoverAsk.agent_id == viewer.id, _has_reached_them(now))
    return db.session.scalar(mine)


def open_asks(agent_id: int, now: datetime) -> list[CoverAsk]:
    """What this person was asked and may still answer, the soonest first."""
    found = db.session.scalars(
        _asks()
        .join(CoverRequest, CoverAsk.request_id == CoverRequest.id)
        .join(Match, CoverRequest.match_id == Match.id)
        .where(
            CoverAsk.agent_id == agent_id,
            CoverAsk.answer.is_(None),
            CoverRequest.ended_at.is_(None),
            _has_reached_them(now),
        )
        .order_by(Match.starts_at, CoverAsk.id)
    )
    return [ask for ask in found if not is_over(search_of(ask.request), now)]


def is_answerable(ask: CoverAsk, now: datetime) -> bool:
    request = ask.request
    return ask.answer is None and request.ended_at is None and not is_over(search_of(request), now)


def judged(ask: CoverAsk, now: datetime) -> Ranked | Failed:
    """Why it fits the person who was asked: the figures by which they were chosen, of this moment."""
    match = ask.request.match
    standing = read_standing(ask.agent.account, match.opportunity, now, besides=[match]).without_cap()
    ranking = rank_agents(need_for(match, now), [standing.agent], now, standing.settings)
    return ranking.ranked[0] if ranking.ranked else ranking.failed[0]


def seeking(match_ids: Iterable[int]) -> set[int]:
    """Of these matches (row numbers) those for which a substitute is looked for."""
    return set(
        db.session.scalars(
            select(CoverRequest.match_id).where(
                CoverRequest.match_id.in_(list(match_ids)), CoverRequest.ended_at.is_(None)
            )
        )
    )


def instead_of(session_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """Who was stood in for, by session and substitute (row numbers): the name of the one who could not come."""
    rows = db.session.execute(
        select(Match.session_id, CoverAsk.agent_id, Account)
        .join(CoverRequest, CoverAsk.request_id == CoverRequest.id)
        .join(Match, CoverRequest.match_id == Match.id)
        .join(Account, Match.agent_id == Account.id)
        .where(Match.session_id.in_(list(session_ids)), CoverAsk.answer == CoverAnswer.YES)
        .order_by(CoverAsk.answered_at)
    )
    return {(session_id, agent_id): account.display_name for session_id, agent_id, account in rows}


def _requests(viewer: Account) -> Select[CoverRequest]:
    match = joinedload(CoverRequest.match)
    return (
        select(CoverRequest)
        .where(CoverRequest.company_id == viewer.company_id)
        .options(
            match.joinedload(Match.opportunity).joinedload(Opportunity.partner),
            match.joinedload(Match.session),
            match.joinedload(Match.agent).joinedload(AgentProfile.account),
        )
    )


def open_requests(viewer: Account) -> list[CoverRequest]:
    """Searches under way in the coordinator's company: where nobody says yes first, then the soonest."""
    open_ones = _requests(viewer).join(Match, CoverRequest.match_id == Match.id).where(CoverRequest.ended_at.is_(None))
    found = list(db.session.scalars(open_ones.order_by(Match.starts_at, CoverRequest.id)))
    return sorted(found, key=lambda one: one.warned_at is None)


def ended_requests(viewer: Account, now: datetime) -> list[CoverRequest]:
    """Those of the last two weeks, the newest first; not those that were taken back or no longer needed."""
    shown = (CoverEnding.COVERED, CoverEnding.OVER, CoverEnding.GIVEN_BACK)
    ended = _requests(viewer).where(CoverRequest.ended_at > now - RECENT, CoverRequest.ending.in_(shown))
    return list(db.session.scalars(ended.order_by(CoverRequest.ended_at.desc())))


def find_request(public_id: str, viewer: Account) -> CoverRequest | None:
    return db.session.scalar(_requests(viewer).where(CoverRequest.public_id == public_id))


def people_for(request: CoverRequest, now: datetime) -> list[Candidate]:
    """Whom a coordinator could ask next; nobody once the search has ended."""
    if request.ended_at is not None or is_over(search_of(request), now):
        return []
    return candidates(request.match, now, SHOWN)
