"""All writes of searches for a substitute. Each is safe when sent twice, raises Refused, and never commits."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import CoverAnswer, CoverEnding, MatchState, Move
from volunteer_match.matches.asks import asked_lately
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.claiming import Wish, begin_claim, begin_match
from volunteer_match.matches.cover import rules
from volunteer_match.matches.cover.candidates import candidates
from volunteer_match.matches.cover.closing import close, find_open, search_of
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.cover.rules import CoverRefusal
from volunteer_match.matches.cover.telling import tell_asked, tell_nobody_found
from volunteer_match.matches.eligibility import read_standing
from volunteer_match.matches.models import Match
from volunteer_match.matches.moving import Request, apply_move, is_late
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.matches.telling import Moved, announce
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused

BATCH = 20
"""Searches that one sweep looks at; the next sweep takes the rest."""


def request_cover(match: Match, actor: Account, now: datetime) -> CoverRequest:
    """The agent can't come: asks the first group, and keeps the place until somebody takes it."""
    lock_agents([match.agent_id])
    db.session.refresh(match)
    if match.agent_id != actor.id:
        raise Refused(MatchRefusal.NOT_YOURS)
    if match.state is not MatchState.APPROVED:
        raise Refused(CoverRefusal.NOT_COMING)
    if is_late(match.opportunity, match.session, now):
        raise Refused(CoverRefusal.TOO_LATE)
    if (under_way := find_open(match.id)) is not None:
        return under_way
    made = CoverRequest(
        company_id=match.company_id,
        match=match,
        agent_id=match.agent_id,
        created_at=now,
        next_group_at=now,
        due_at=now,
    )
    db.session.add(made)
    db.session.flush()
    _tend(made, now)
    return made


def take_back(match: Match, actor: Account, now: datetime) -> None:
    """The agent comes after all; whoever was asked is told. Where somebody said yes first, it is too late for that."""
    lock_agents([match.agent_id])
    db.session.refresh(match)
    if match.agent_id != actor.id:
        raise Refused(MatchRefusal.NOT_YOURS)
    if (request := find_open(match.id)) is not None:
        close(request, CoverEnding.TAKEN_BACK, now)
    elif match.state is not MatchState.APPROVED:
        raise Refused(MatchRefusal.NOT_NOW)


def ask(request: CoverRequest, account: Account, actor: Account, now: datetime) -> CoverAsk:
    """A coordinator asks somebody of their own choice."""
    lock_agents([request.agent_id, account.id])
    db.session.refresh(request)
    old = _find_ask(request, account)
    if old is not None:
        return old
    if refusal := _refusal_of_ask(request, account, now):
        raise Refused(refusal)
    record("cover.ask", actor, now, subject=request.match)
    return _ask(request, account, actor, now)


def _refusal_of_ask(request: CoverRequest, account: Account, now: datetime) -> CoverRefusal | None:
    match, company = request.match, account.company
    if request.ended_at is not None or is_late(match.opportunity, match.session, now):
        return CoverRefusal.ENDED
    assert company is not None, "coordinators ask people of their own company"
    own = _find_match(match, account)
    if own is not None and own.state is not MatchState.WAITLISTED:
        return CoverRefusal.HAS_MATCH
    if asked_lately([account.id], now).get(account.id, 0) >= company.asks_per_week:
        return CoverRefusal.ASKED_ENOUGH
    standing = read_standing(account, match.opportunity, now, besides=[match]).without_cap()
    return None if standing.passes(match.session) else CoverRefusal.GATES


def _find_ask(request: CoverRequest, account: Account) -> CoverAsk | None:
    return db.session.scalar(select(CoverAsk).where(CoverAsk.request_id == request.id, CoverAsk.agent_id == account.id))


def _find_match(match: Match, account: Account) -> Match | None:
    """The match that this person has with the same session."""
    return db.session.scalar(
        select(Match)
        .where(Match.agent_id == account.id, Match.session_id == match.session_id)
        .execution_options(populate_existing=True)
    )


def _ask(request: CoverRequest, account: Account, actor: Account | None, now: datetime) -> CoverAsk:
    made = CoverAsk(
        request=request,
        agent_id=account.id,
        agent=account.profile,
        asked_at=now,
        asked_by_id=actor.id if actor else None,
    )
    db.session.add(made)
    db.session.flush()
    note_change("agent", account.id, now)
    tell_asked(made, now)
    return made


def say_yes(asked: CoverAsk, actor: Account, now: datetime) -> Match:
    """The place passes over: the one match ends, the other is approved, in one transaction. The first yes wins."""
    request = asked.request
    given = request.match
    lock_agents([actor.id, given.agent_id])
    for row in (request, asked, given):
        db.session.refresh(row)
    _check_yes(asked, actor)
    if asked.answer is CoverAnswer.YES:
        return _own(given, actor)
    if request.ended_at is not None:
        raise Refused(CoverRefusal.ENDED)
    asked.answer, asked.answered_at = CoverAnswer.YES, now
    db.session.flush()
    handed = apply_move(given, Request(Move.HAND_OVER, None, now))
    made = begin_claim(Wish(actor, given.opportunity, (given.session,), "", now))
    match = _find_match(given, actor) or begin_match(actor, given.session, now)
    taken = apply_move(match, Request(Move.COVER, actor, now, claim_id=made.id, is_called=True))
    announce([Moved(given, handed)], now)
    announce([Moved(match, taken)], now)
    return match


def _check_yes(asked: CoverAsk, actor: Account) -> None:
    if asked.agent_id != actor.id:
        raise Refused(MatchRefusal.NOT_YOURS)


def _own(given: Match, actor: Account) -> Match:
    match = _find_match(given, actor)
    assert match is not None, "whoever said yes has a match"
    return match


def say_no(asked: CoverAsk, actor: Account, now: datetime) -> None:
    """Not this time, which costs nothing. When nobody is left to answer, the next group is asked at once."""
    lock_agents([actor.id])
    db.session.refresh(asked)
    _check_yes(asked, actor)
    if asked.answer is CoverAnswer.YES:
        raise Refused(MatchRefusal.NOT_NOW)
    if asked.answer is not None:
        return
    asked.answer, asked.answered_at = CoverAnswer.NO, now
    db.session.flush()
    if asked.request.ended_at is None and not _has_unanswered(asked.request):
        asked.request.next_group_at = asked.request.due_at = now


def _has_unanswered(request: CoverRequest) -> bool:
    unanswered = select(CoverAsk.id).where(CoverAsk.request_id == request.id, CoverAsk.answer.is_(None))
    return db.session.scalar(unanswered.limit(1)) is not None


def tend_covers(now: datetime) -> int:
    """Asks the next groups, warns where nobody said yes, ends what has begun; a batch a call. Returns how many."""
    due = (
        select(CoverRequest)
        .where(CoverRequest.ended_at.is_(None), CoverRequest.due_at <= now)
        .order_by(CoverRequest.due_at, CoverRequest.id)
        .limit(BATCH)
        .execution_options(populate_existing=True)
    )
    free = lock_agents((one.agent_id for one in db.session.scalars(due)), skip_locked=True)
    return sum(_tend(one, now) for one in _still(db.session.scalars(due), free))


def _still(requests: Iterable[CoverRequest], free: set[int]) -> list[CoverRequest]:
    """Without those whose agent is being moved at this moment: the next sweep looks again."""
    return [one for one in requests if one.agent_id in free]


def _tend(request: CoverRequest, now: datetime) -> bool:
    """Does what time asks of one open search; its agent is locked."""
    search = search_of(request)
    if rules.is_over(search, now):
        close(request, CoverEnding.OVER, now)
        return True
    is_exhausted = False
    if rules.is_group_due(search, now):
        is_exhausted = not _ask_group(request, now) and not _has_unanswered(request)
        request.next_group_at = now + rules.wait_after_group(rules.time_left(search.starts_at, now))
    if request.warned_at is None and (is_exhausted or rules.is_warning_due(search, now)):
        request.warned_at = now
        tell_nobody_found(request, now)
    request.due_at = max(now + rules.SHORTEST_WAIT / 10, rules.due_at(search_of(request)))
    db.session.flush()
    return True


def _ask_group(request: CoverRequest, now: datetime) -> int:
    """Asks up to a group; returns how many could be asked.

    Whoever is being moved or asked elsewhere at this moment is left for the next group: each is held while they are
    asked, so that two asks can't both be the last one of the week, and waiting for them could wait for ever.
    """
    chosen = candidates(request.match, now, rules.GROUP)
    free = lock_agents((one.account.id for one in chosen), skip_locked=True)
    company = request.match.agent.account.company
    assert company is not None, "only employees of a company volunteer"
    asked = asked_lately(list(free), now)
    for one in chosen:
        if one.account.id in free and asked.get(one.account.id, 0) < company.asks_per_week:
            _ask(request, one.account, None, now)
    return len(chosen)
