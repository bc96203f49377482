"""All writes of proposals. Sending one is nothing but invitations, each with its own guards, notices and way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, OpportunityState
from volunteer_match.matches import actions
from volunteer_match.matches.places import lock_agents, read_session_locked
from volunteer_match.matches.proposing.models import Proposal, ProposalLine
from volunteer_match.matches.proposing.queries import places_left, read_held, read_lines
from volunteer_match.matches.proposing.rules import LineFacts, stands_against
from volunteer_match.matches.proposing.working import WorkedOut
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.matching.intervals import Interval
from volunteer_match.opportunities.queries import visible_ids
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused

GOOD_FOR = timedelta(hours=4)
"""Facts change; after half a working day it is better to work it out anew."""
MOST_SENT = 100
"""Invitations in one request: each reads the facts of its agent anew, and others wait to write meanwhile."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending: lines that went out, lines that no longer could, and how many were put off."""

    sent: list[ProposalLine]
    refused: list[ProposalLine]
    put_off: int


def keep_proposal(made: WorkedOut, actor: Account, now: datetime) -> Proposal:
    """Keeps what was worked out, so that what is shown is what is accepted."""
    proposal = Proposal(
        company_id=actor.company_id,
        created_by_id=actor.id,
        created_at=now,
        expires_at=now + GOOD_FOR,
        figures=made.figures.as_values(),
        lines=made.lines,
    )
    db.session.add(proposal)
    db.session.flush()
    record("proposal.make", actor, now, subject=proposal, needs=made.figures.needs, lines=len(made.lines))
    return proposal


def send_lines(proposal: Proposal, line_ids: Sequence[str], actor: Account, now: datetime) -> Sent:
    """Invites by these lines (public ids). What was sent or refused before is left as it is, so twice is once.

    Raises Refused (NOT_NOW) for a proposal that is over or was put away.
    """
    _lock(proposal)
    if now >= proposal.expires_at or proposal.dismissed_at is not None:
        raise Refused(MatchRefusal.NOT_NOW)
    chosen = [line for line in read_lines(proposal) if line.public_id in set(line_ids) and line.is_open]
    taken = sorted(chosen[:MOST_SENT], key=lambda line: (line.session_id, line.id))
    lock_agents({line.agent_id for line in taken})
    visible = set(visible_ids(proposal.company_id, now))
    for line in taken:
        refusal = _send(line, actor, now, is_visible=line.opportunity_id in visible)
        line.refusal = refusal.name if refusal else None
    db.session.flush()
    sent = [line for line in taken if line.match_id is not None]
    if taken:
        record("proposal.send", actor, now, subject=proposal, sent=len(sent), refused=len(taken) - len(sent))
    return Sent(sent, [line for line in taken if line.match_id is None], len(chosen) - len(taken))


def _lock(proposal: Proposal) -> None:
    """Two coordinators who send the same proposal take turns."""
    db.session.execute(
        select(Proposal)
        .where(Proposal.id == proposal.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    db.session.expire_all()


def _send(line: ProposalLine, actor: Account, now: datetime, *, is_visible: bool) -> MatchRefusal | None:
    """Invites by one line; the refusal where something stands against it by now, and nothing of it is kept."""
    session = read_session_locked(line.session_id)
    held = read_held([line.agent_id], now).intervals[line.agent_id]
    span = Interval(session.starts_at, session.ends_at) if session.starts_at and session.ends_at else None
    is_open = is_visible and session.cancelled_at is None and line.opportunity.state is OpportunityState.PUBLISHED
    if refusal := stands_against(LineFacts(is_open, places_left(session), span, tuple(held))):
        return refusal
    try:
        with db.session.begin_nested():
            match = actions.invite(
                line.agent.account, line.opportunity, session.public_id if span else "", "", actor, now
            )
    except Refused as refused:
        return MatchRefusal(refused.refusal.value)
    line.match_id = match.id
    return None


def take_back(proposal: Proposal, actor: Account, now: datetime) -> int:
    """Takes the invitations back that were sent last and wait for an answer; their lines are open again. How many."""
    _lock(proposal)
    waiting = [
        line for line in read_lines(proposal) if line.match is not None and line.match.state is MatchState.INVITED
    ]
    newest = max((line.match.state_since for line in waiting if line.match), default=None)
    last = [line for line in waiting if line.match and line.match.state_since == newest]
    lock_agents({line.agent_id for line in last})
    for line in last:
        assert line.match is not None
        actions.rescind(line.match, actor, now)
        line.match_id = None
    db.session.flush()
    if last:
        record("proposal.take-back", actor, now, subject=proposal, lines=len(last))
    return len(last)


def dismiss(proposal: Proposal, actor: Account, now: datetime) -> None:
    """Puts the proposal away: nobody is invited by it any more."""
    if proposal.dismissed_at is None:
        proposal.dismissed_at = now
        record("proposal.dismiss", actor, now, subject=proposal)


def restore(proposal: Proposal, actor: Account, now: datetime) -> None:
    """Takes it out again."""
    if proposal.dismissed_at is not None:
        proposal.dismissed_at = None
        record("proposal.restore", actor, now, subject=proposal)
