"""What must be true in the database whatever was killed: nothing is lost, nothing is half done."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from benchmarks.needs import Need
from volunteer_match.calendars.invitations.actions import KINDS
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, MatchState, Move
from volunteer_match.matches.models import Claim, Match, MatchEvent, MatchingChange
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.organisations.models import PartnerMember


def holdings(needs: list[Need]) -> dict[int, set[int]]:
    """For each agent the sessions of these needs in which they hold a place."""
    held: dict[int, set[int]] = {}
    numbers = [need.number for need in needs]
    for agent_id, session_id in db.session.execute(
        select(Match.agent_id, Match.session_id).where(Match.opportunity_id.in_(numbers), Match.state.in_(HOLDS_PLACE))
    ):
        held.setdefault(agent_id, set()).add(session_id)
    return held


def lost_promises(promised: dict[int, Need], needs: list[Need]) -> Iterator[str]:
    """Agents who were told that they have their sessions and don't have them all."""
    held = holdings(needs)
    for agent_id, need in promised.items():
        if held.get(agent_id, set()) != set(need.sessions):
            yield f"agent {agent_id} was promised {len(need.sessions)} sessions and holds {len(held.get(agent_id, ()))}"


def half_done(needs: list[Need], partner_id: int) -> Iterator[str]:
    """Everything that only part of a transaction could have left behind; the needs are all of this partner."""
    yield from _places_that_differ()
    yield from _claims_that_are_not_whole(needs)
    yield from _states_without_their_event()
    yield from _events_without_their_changes()
    yield from _acceptances_without_their_notices(partner_id)


def _places_that_differ() -> Iterator[str]:
    holding = select(func.count()).where(Match.session_id == OpportunitySession.id, Match.state.in_(HOLDS_PLACE))
    rows = select(OpportunitySession.id, OpportunitySession.taken, OpportunitySession.places, holding.scalar_subquery())
    for number, taken, places, held in db.session.execute(rows):
        if taken != held or held > places:
            yield f"session {number}: {taken} of {places} places marked as taken, {held} matches hold one"


def _claims_that_are_not_whole(needs: list[Need]) -> Iterator[str]:
    sessions = {need.number: len(need.sessions) for need in needs}
    rows = (
        select(Claim.id, Claim.opportunity_id, func.count(Match.id))
        .outerjoin(Match, Match.claim_id == Claim.id)
        .group_by(Claim.id, Claim.opportunity_id)
    )
    for number, need, matches in db.session.execute(rows):
        if matches != sessions[need]:
            yield f"claim {number} has {matches} matches of {sessions[need]}"


def _states_without_their_event() -> Iterator[str]:
    last = select(func.max(MatchEvent.id).label("number"), MatchEvent.match_id).group_by(MatchEvent.match_id).subquery()
    rows = (
        select(Match.id, Match.state, MatchEvent.to_state)
        .outerjoin(last, last.c.match_id == Match.id)
        .outerjoin(MatchEvent, MatchEvent.id == last.c.number)
    )
    for number, state, told in db.session.execute(rows):
        if state is not told:
            yield f"match {number} is {state} and its last event says {told}"


def _events_without_their_changes() -> Iterator[str]:
    """Invitations are rows of the preparation, which had no move made."""
    events = dict(
        db.session.execute(
            select(Match.agent_id, func.count(MatchEvent.id))
            .join(Match, MatchEvent.match_id == Match.id)
            .where(MatchEvent.move != Move.INVITE)
            .group_by(Match.agent_id)
        ).all()
    )
    changes = dict(
        db.session.execute(
            select(MatchingChange.subject_id, func.count())
            .where(MatchingChange.subject == "agent")
            .group_by(MatchingChange.subject_id)
        ).all()
    )
    for agent_id in events.keys() | changes.keys():
        if events.get(agent_id) != changes.get(agent_id):
            yield f"agent {agent_id}: {events.get(agent_id)} events, {changes.get(agent_id)} rows in the change log"


def _acceptances_without_their_notices(partner_id: int) -> Iterator[str]:
    """An accepted invitation tells the inviter and every member of the partner, in the inbox and by e-mail."""
    members = db.session.scalar(
        select(func.count()).select_from(PartnerMember).where(PartnerMember.partner_id == partner_id)
    )
    accepted = (
        select(func.min(MatchEvent.id))
        .join(Match, MatchEvent.match_id == Match.id)
        .where(MatchEvent.move == Move.ACCEPT, Match.state == MatchState.APPROVED)
        .group_by(Match.claim_id)
    )
    leaders = {f"match-event:{number}" for number in db.session.scalars(accepted)}
    for table in (InboxNotice, OutboxMessage):
        causes = select(table.cause).where(table.cause.like("match-event:%"))
        if table is OutboxMessage:  # invitations of further sessions, for calendars, come one a mail
            causes = causes.where(OutboxMessage.params["kind"].as_string().not_in(KINDS.values()))
        counted = Counter(db.session.scalars(causes))
        for cause in leaders:
            if counted[cause] != 1 + (members or 0):
                yield f"{cause}: {counted[cause]} rows in {table.__tablename__}, {1 + (members or 0)} are due"
