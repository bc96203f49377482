"""Tells people about moves: one notice for all matches that were moved together, stoppable for half a minute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from volunteer_match.calendars.invitations.actions import Cause, follow_move, follow_session
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_rule import Audience, MoveRule, Telling, Who
from volunteer_match.matches.moves import UNDOES, rules_for
from volunteer_match.notifications.actions import is_out, notify, stop_notices
from volunteer_match.organisations.queries import members_of
from volunteer_match.people.models import Account
from volunteer_match.web.application import settings


@dataclass(frozen=True, slots=True)
class Moved:
    """A match and the event that just moved it."""

    match: Match
    event: MatchEvent


def cause_of(event: MatchEvent) -> str:
    return f"match-event:{event.id}"


def announce(moved: Sequence[Moved], now: datetime) -> None:
    """Tells those whom the rules name about matches of one agent and one need that were moved by one decision."""
    if not moved:
        return
    is_undone = moved[0].event.move in UNDOES and _stop(moved, now)
    if moved[0].event.move is Move.ASK_AGAIN:
        _stop([one for one in moved if _is_asked_twice(one)], now)
    by_tells: dict[tuple[Telling, ...], list[Moved]] = {}
    for one in moved:
        by_tells.setdefault(_tells_after_undo(one) if is_undone else _rule_of(one).tells, []).append(one)
    for tells, alike in by_tells.items():
        _tell(alike, tells, now)
        tell_calendars(alike, now)


def _tells_after_undo(one: Moved) -> tuple[Telling, ...]:
    """Nobody has heard of what is undone. Who was approved before it, and is not now, hears that, as if directly."""
    undone = _undone_by(one.event)
    before = undone.from_state if undone is not None else None
    if before is not MatchState.APPROVED or one.event.to_state is MatchState.APPROVED:
        return ()
    directly = [rule for rule in rules_for(one.event.move, before) if rule.to_state is one.event.to_state]
    return directly[0].tells if directly else _rule_of(one).tells


def _delay() -> timedelta:
    return timedelta(seconds=settings().notice_delay_seconds)


def tell_calendars(moved: Sequence[Moved], now: datetime) -> None:
    """After the notices, so that theirs carry what calendars are told."""
    cause = Cause(cause_of(_leader(moved)), now, _delay())
    for one in moved:
        follow_move(one.match, one.event.from_state, cause)


def tell_times(asked: Sequence[Moved], now: datetime) -> None:
    """After one agent was asked whether they still come to one need: the mail that asks carries the new times."""
    follow_session([one.match for one in asked], Cause(cause_of(_leader(asked)), now, _delay()))


def _tell(moved: Sequence[Moved], tells: Sequence[Telling], now: datetime) -> None:
    first = moved[0]
    for audience, kind in tells:
        for account in _audience(audience, first.match):
            if account.id != first.event.actor_id:
                path, params, cause = _path(moved, audience), _params(moved), cause_of(_leader(moved))
                notify(account, kind, params, path, now, delay=_delay(), cause=cause)


def announce_to_partner(moved: Moved, now: datetime) -> None:
    """Tells the partner alone, where the agent is told in other words."""
    params = match_params(moved.match)
    for account in _audience(Audience.PARTNER, moved.match):
        kinds = [kind for audience, kind in _rule_of(moved).tells if audience is Audience.PARTNER]
        if account.id != moved.event.actor_id:
            for kind in kinds:
                notify(account, kind, params, _path([moved], Audience.PARTNER), now, cause=cause_of(moved.event))


def _rule_of(moved: Moved) -> MoveRule:
    """The rule that was followed: the agent's own, where there is one."""
    event = moved.event
    fitting = [rule for rule in rules_for(event.move, event.from_state) if rule.to_state is event.to_state]
    is_agent = event.actor_id == moved.match.agent_id
    return next((rule for rule in fitting if (Who.AGENT in rule.who) is is_agent), fitting[0])


def _leader(moved: Sequence[Moved]) -> MatchEvent:
    """The event that stands for all: its number is the cause of their notices."""
    return min((one.event for one in moved), key=lambda event: event.id)


def _stop(moved: Sequence[Moved], now: datetime) -> bool:
    """Stops the notices of what these moves undo; True when they had not gone out, so that nobody needs to know.

    A notice that spoke of several matches is only stopped when all of them go back.
    """
    undone = [event for one in moved if (event := _undone_by(one.event)) is not None]
    numbers = {event.id for event in undone}
    stopped = 0
    for event in undone:
        if _decided_together(event) <= numbers:
            stopped += stop_notices(cause_of(event), now)
    return stopped > 0 and not any(is_out(cause_of(event), now) for event in undone)


def _is_asked_twice(one: Moved) -> bool:
    """Whether the last thing that happened was the same question: only the newer one is told."""
    before = _event_before(one.event)
    return before is not None and before.move is Move.ASK_AGAIN


def _event_before(event: MatchEvent) -> MatchEvent | None:
    return db.session.scalar(
        select(MatchEvent)
        .where(MatchEvent.match_id == event.match_id, MatchEvent.id < event.id)
        .order_by(MatchEvent.id.desc())
        .limit(1)
    )


def _undone_by(event: MatchEvent) -> MatchEvent | None:
    """The last move that led somewhere: a question asked since, or a yes, is not what a decision takes back."""
    before = _event_before(event)
    while event.move is Move.REOPEN and before is not None and before.from_state is before.to_state:
        before = _event_before(before)
    return before


def _decided_together(event: MatchEvent) -> set[int]:
    """Events of one decision, which are told together: same person, move and moment, the same agent and need."""
    match = db.session.get_one(Match, event.match_id)
    return set(
        db.session.scalars(
            select(MatchEvent.id)
            .join(Match, MatchEvent.match_id == Match.id)
            .where(
                Match.agent_id == match.agent_id,
                Match.opportunity_id == match.opportunity_id,
                MatchEvent.at == event.at,
                MatchEvent.move == event.move,
                MatchEvent.actor_id.is_not_distinct_from(event.actor_id),
            )
        )
    )


def _audience(audience: Audience, match: Match) -> list[Account]:
    if audience is Audience.AGENT:
        return [match.agent.account]
    if audience is Audience.PARTNER:
        return members_of(match.opportunity.partner_id)
    inviter = find_inviter(match)
    return [inviter] if inviter else []


def find_inviter(match: Match) -> Account | None:
    """The coordinator who invited the agent last."""
    return db.session.scalar(
        select(Account)
        .join(MatchEvent, MatchEvent.actor_id == Account.id)
        .where(MatchEvent.match_id == match.id, MatchEvent.move == Move.INVITE)
        .order_by(MatchEvent.id.desc())
        .limit(1)
    )


def _path(moved: Sequence[Moved], audience: Audience) -> str:
    match = moved[0].match
    if len(moved) == 1 or moved[0].event.move is Move.ASK_AGAIN:
        return f"/matches/{match.public_id}"
    if audience is Audience.PARTNER or match.claim is None:
        return f"/opportunities/{match.opportunity.public_id}/people-coming"
    return f"/claims/{match.claim.public_id}"


def match_params(match: Match, count: int = 1) -> dict[str, Any]:
    """What the sentence of a notice needs: names and the first session's times, never free text."""
    return {
        "title": match.opportunity.title,
        "title_language": match.opportunity.language,
        "partner": match.opportunity.partner.name,
        "person": match.agent.account.display_name,
        "count": count,
        "start": match.starts_at.isoformat() if match.starts_at else None,
        "end": match.ends_at.isoformat() if match.ends_at else None,
        "confirm_by": match.confirm_by.isoformat() if match.confirm_by else None,
    }


def _params(moved: Sequence[Moved]) -> dict[str, Any]:
    first = min(moved, key=lambda one: (one.match.starts_at is not None, one.match.starts_at, one.match.id)).match
    return match_params(first, len(moved))
