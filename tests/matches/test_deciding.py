"""Decisions, undo, notices and endings, through the real database."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.matches.acts import Acts, places_are_true, refused, transaction
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move, ReturnReason, Verdict
from volunteer_match.matches import actions
from volunteer_match.matches.models import Claim, Match, MatchEvent
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.moves import rules_for
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.opportunities.models import OpportunityCredential
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import Credential
from volunteer_match.refusals import Refused

SOON, LATE = timedelta(seconds=10), timedelta(seconds=40)
BY_STATE_OR_PART = {MatchRefusal.NOT_NOW, MatchRefusal.NOT_YOURS, MatchRefusal.OWN_CLAIM, MatchRefusal.CHANGED}


def _claim_of(acts: Acts, name: str = "agent") -> Claim:
    made = acts.match(name).claim
    assert made is not None
    return made


def _approve(acts: Acts, name: str = "agent", later: timedelta = timedelta()) -> None:
    with transaction():
        actions.approve_claim(_claim_of(acts, name), acts.account("coordinator"), acts.world.now + later)


def _return(acts: Acts, reason: ReturnReason = ReturnReason.TIMING, later: timedelta = timedelta()) -> None:
    with transaction():
        coordinator = acts.account("coordinator")
        actions.return_claim(_claim_of(acts), reason, "", coordinator, acts.world.now + later)


def _reopen(acts: Acts, later: timedelta) -> None:
    with transaction():
        actions.reopen_claim(_claim_of(acts), acts.account("coordinator"), acts.world.now + later)


def _notices(acts: Acts, name: str) -> list[str]:
    """Kinds of notices to `name` that were not stopped."""
    statement = select(InboxNotice.kind).where(
        InboxNotice.account_id == acts.world.accounts[name], InboxNotice.stopped_at.is_(None)
    )
    return list(db.session.scalars(statement.order_by(InboxNotice.id)))


@pytest.mark.parametrize("who", [*Who, None])
def test_every_state_move_and_part_against_the_table(acts: Acts, who: Who | None) -> None:
    """What the table has no row for is refused, for everybody; what it has is refused by a guard alone, or done."""
    acts.add_need(flexible=True, places=5)
    acts.claim()
    names = {Who.AGENT: "agent", Who.COORDINATOR: "coordinator", Who.PARTNER: "partner", None: "stranger"}
    for state in MatchState:
        for move in Move:
            db.session.rollback()
            db.session.execute(update(Match).values(state=state))
            # Whoever sends the last move again is not refused; here nobody has made this one.
            other = Move.EXPIRE if move is not Move.EXPIRE else Move.PROMOTE
            db.session.execute(update(MatchEvent).values(move=other))
            match, actor = acts.match(), acts.account(names[who]) if who in names else None
            rules = [rule for rule in rules_for(move, state) if who in rule.who]
            refusal = _refusal(match, move, actor, acts)
            if not rules:
                assert refusal in BY_STATE_OR_PART, (state, move)
            elif refusal is None:
                assert match.state in {rule.to_state for rule in rules}, (state, move)
            else:
                assert refusal not in BY_STATE_OR_PART - {MatchRefusal.CHANGED}, (state, move)


def _refusal(match: Match, move: Move, actor: Account | None, acts: Acts) -> MatchRefusal | None:
    db.session.refresh(match)
    try:
        actions.move_match(match, move, actor, acts.world.now, reason=ReturnReason.TIMING)
    except Refused as answer:
        refusal = answer.refusal
        return refusal if isinstance(refusal, MatchRefusal) else None
    return None


def test_approval_tells_both_sides_once_for_all_sessions(acts: Acts) -> None:
    acts.add_need(sessions=3)
    acts.claim()
    _approve(acts)
    assert _notices(acts, "agent") == ["match-approved"]
    assert _notices(acts, "partner") == ["match-coming"]
    notice = db.session.scalars(select(InboxNotice).where(InboxNotice.kind == "match-approved")).one()
    assert notice.params["count"] == 3
    assert notice.due_at == acts.world.now + timedelta(seconds=30)
    assert len(db.session.scalars(select(AuditEntry).where(AuditEntry.action == "match.approve")).all()) == 3


def test_undo_in_time_stops_every_notice_and_tells_nobody(acts: Acts) -> None:
    acts.add_need(sessions=2)
    acts.claim()
    _approve(acts)
    _reopen(acts, SOON)
    assert acts.state() is MatchState.PENDING
    assert _notices(acts, "agent") == _notices(acts, "partner") == []
    assert all(message.stopped_at for message in db.session.scalars(select(OutboxMessage)))


def test_undo_that_comes_late_is_told(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    _approve(acts)
    with transaction():
        db.session.execute(update(OutboxMessage).values(sent_at=acts.world.now + timedelta(seconds=31)))
    _reopen(acts, LATE)
    assert _notices(acts, "agent") == ["match-approved", "match-reopened"]
    assert _notices(acts, "partner") == ["match-coming", "match-not-coming"]


def test_one_of_several_reopened_does_not_stop_what_was_said_of_all(acts: Acts) -> None:
    acts.add_need(sessions=2)
    acts.claim()
    _approve(acts)
    with transaction():
        claim = _claim_of(acts)
        actions.reopen_claim(claim, acts.account("coordinator"), acts.world.now + SOON, match=claim.matches[0])
    assert _notices(acts, "agent") == ["match-approved", "match-reopened"]


def test_a_return_frees_the_place_and_undo_takes_it_again(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    _return(acts)
    assert (acts.state(), acts.taken()) == (MatchState.RETURNED, [0])
    _reopen(acts, SOON)
    assert (acts.state(), acts.taken()) == (MatchState.PENDING, [1])
    assert _notices(acts, "agent") == []


def test_a_return_is_not_undone_once_the_place_is_anothers(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    _return(acts)
    acts.claim("colleague")
    assert refused(lambda: _reopen(acts, SOON)) is MatchRefusal.PLACE_TAKEN
    assert places_are_true()


def test_a_returned_waitlist_goes_back_to_the_waitlist(acts: Acts) -> None:
    acts.add_need()
    acts.claim("colleague")
    acts.wait("agent")
    _return(acts)
    _reopen(acts, SOON)
    assert (acts.state(), acts.taken()) == (MatchState.WAITLISTED, [1])


def test_decisions_sent_twice_have_one_effect(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    for decide in (_approve, _approve, _return_approved, _return_approved):
        decide(acts)
    moves = list(db.session.scalars(select(MatchEvent.move).order_by(MatchEvent.id)))
    assert moves == [Move.CLAIM, Move.APPROVE, Move.RETURN]
    assert acts.taken() == [0]


def _return_approved(acts: Acts) -> None:
    with transaction():
        claim, coordinator = _claim_of(acts), acts.account("coordinator")
        match = claim.matches[0]
        actions.return_claim(claim, ReturnReason.TIMING, "", coordinator, acts.world.now, match=match)


def test_nobody_decides_on_their_own_claim(acts: Acts) -> None:
    acts.add_need()
    acts.claim("coordinator")
    assert refused(lambda: _approve(acts, "coordinator")) is MatchRefusal.OWN_CLAIM
    assert acts.state("coordinator") is MatchState.PENDING


def test_a_coordinator_of_another_company_decides_nothing(acts: Acts) -> None:
    acts.add_need()
    acts.claim()

    def decide() -> None:
        with transaction():
            actions.approve_claim(_claim_of(acts), acts.account("foreign_coordinator"), acts.world.now)

    assert refused(decide) is MatchRefusal.NOT_YOURS


def test_a_safeguard_that_fell_away_stops_approval(acts: Acts) -> None:
    acts.add_need()
    with transaction():
        db.session.add(OpportunityCredential(opportunity_id=acts.need().id, kind="background-check"))
        credential = Credential(
            agent_id=acts.account("agent").id,
            kind="background-check",
            verdict=Verdict.VERIFIED,
            created_at=acts.world.now,
        )
        db.session.add(credential)
    acts.claim()
    with transaction():
        db.session.execute(update(Credential).values(verdict=Verdict.REFUSED))
    assert refused(lambda: _approve(acts)) is MatchRefusal.SAFEGUARDS


def test_a_judgement_on_time_is_the_coordinators(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    acts.busy("agent")
    _approve(acts)
    assert acts.state() is MatchState.APPROVED


def test_approved_comes_back_within_the_notice_delay_only(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    _approve(acts)
    agent = acts.account("agent")
    with transaction():
        actions.withdraw([acts.match()], agent, acts.world.now + LATE)
    with transaction():
        actions.restore([acts.match()], agent, acts.world.now + LATE + SOON)
    assert (acts.state(), acts.taken()) == (MatchState.APPROVED, [1])
    assert "match-not-coming" not in _notices(acts, "partner")
    with transaction():
        actions.withdraw([acts.match()], agent, acts.world.now + LATE * 2)

    def restore() -> None:
        with transaction():
            actions.restore([acts.match()], agent, acts.world.now + LATE * 4)

    assert refused(restore) is MatchRefusal.UNDO_OVER
    assert "match-not-coming" in _notices(acts, "partner")
