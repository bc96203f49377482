"""Decisions, undo, notices and endings, through the real database."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.matches.acts import Acts, places_are_true, refused, transaction
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, MatchState, Move, ReturnReason, Verdict
from volunteer_match.matches import actions
from volunteer_match.matches.models import Claim, Match, MatchEvent
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.moves import rules_for
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.opportunities.models import OpportunityCredential, OpportunitySession
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


def test_invitations_are_capped_a_week_and_accepted_without_the_queue(acts: Acts) -> None:
    for index in range(4):
        acts.add_need(f"need{index}", starts_in=timedelta(days=3 + index))

    def invite(index: int) -> None:
        with transaction():
            need = acts.need(f"need{index}")
            coordinator, session_id = acts.account("coordinator"), acts.session_ids(f"need{index}")[0]
            actions.invite(acts.account("agent"), need, session_id, "", coordinator, acts.world.now)

    for index in range(3):
        invite(index)
        invite(index)
    assert refused(lambda: invite(3)) is MatchRefusal.ASKED_ENOUGH
    with transaction():
        actions.accept(acts.match("agent", "need0"), acts.account("agent"), acts.world.now)
    assert acts.state("agent", "need0") is MatchState.APPROVED
    assert acts.match("agent", "need0").claim is not None
    assert "match-accepted" in _notices(acts, "coordinator")
    assert "match-coming" in _notices(acts, "partner")


def test_an_invitation_holds_no_place(acts: Acts) -> None:
    acts.add_need()
    with transaction():
        coordinator, session_id = acts.account("coordinator"), acts.session_ids()[0]
        actions.invite(acts.account("agent"), acts.need(), session_id, "", coordinator, acts.world.now)
    acts.claim("colleague")

    def accept() -> None:
        with transaction():
            actions.accept(acts.match(), acts.account("agent"), acts.world.now)

    assert refused(accept) is MatchRefusal.PLACE_TAKEN
    assert acts.state() is MatchState.INVITED
    assert places_are_true()


def test_attendance_is_said_after_the_start_and_counted(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    _approve(acts)
    partner, after = acts.account("partner"), acts.world.now + timedelta(days=4)

    def complete(moment: timedelta) -> None:
        with transaction():
            actions.complete(acts.match(), partner, acts.world.now + moment)

    assert refused(lambda: complete(timedelta())) is MatchRefusal.TOO_EARLY
    complete(timedelta(days=4))
    complete(timedelta(days=4))
    assert (acts.state(), acts.match().agent.attended_total, acts.taken()) == (MatchState.COMPLETED, 1, [1])
    with transaction():
        actions.miss(acts.match(), partner, after)
    assert (acts.state(), acts.match().agent.attended_total) == (MatchState.NO_SHOW, 0)
    assert places_are_true()


def test_what_nobody_answered_expires_once_the_session_began(acts: Acts) -> None:
    acts.add_need()
    acts.claim("agent")
    acts.wait("colleague")
    with transaction():
        assert actions.expire_due(acts.world.now + timedelta(days=2)) == 0
        assert actions.expire_due(acts.world.now + timedelta(days=4)) == 2
        assert actions.expire_due(acts.world.now + timedelta(days=4)) == 0
    assert (acts.state("agent"), acts.state("colleague")) == (MatchState.EXPIRED, MatchState.EXPIRED)
    assert (_notices(acts, "agent"), _notices(acts, "colleague"), acts.taken()) == (["match-expired"], [], [0])


def test_a_flexible_need_expires_at_its_deadline(acts: Acts) -> None:
    acts.add_need(flexible=True)
    assert acts.need().format is Format.FLEXIBLE
    acts.claim()
    with transaction():
        assert actions.expire_due(acts.world.now + timedelta(days=2)) == 0
        assert actions.expire_due(acts.world.now + timedelta(days=4)) == 1


def test_cancelling_a_need_ends_everything_and_tells_each_once(acts: Acts) -> None:
    acts.add_need(sessions=2)
    acts.claim("agent")
    acts.wait("colleague")
    with transaction():
        assert actions.cancel_matches(acts.need(), acts.account("partner"), acts.world.now, "Nobody came") == 4
    with transaction():
        assert actions.cancel_matches(acts.need(), acts.account("partner"), acts.world.now, "Nobody came") == 0
    assert (acts.state("agent"), acts.state("colleague"), acts.taken()) == (
        MatchState.CANCELLED,
        MatchState.CANCELLED,
        [0, 0],
    )
    assert _notices(acts, "agent") == _notices(acts, "colleague") == ["match-cancelled"]
    assert all(session.cancelled_at for session in db.session.scalars(select(OpportunitySession)))
    assert refused(lambda: acts.claim("agent")) is MatchRefusal.CLOSED


def test_whoever_leaves_frees_their_places(acts: Acts) -> None:
    acts.add_need("first")
    acts.add_need("second", starts_in=timedelta(days=5))
    acts.claim("agent", "first")
    acts.wait("colleague", "first")
    acts.claim("agent", "second")
    with transaction():
        assert actions.end_matches_of(acts.account("agent"), acts.world.now) == 2
        assert actions.end_matches_of(acts.account("agent"), acts.world.now) == 0
    assert (acts.state("agent", "first"), acts.state("colleague", "first")) == (
        MatchState.WITHDRAWN,
        MatchState.PENDING,
    )
    assert (acts.taken("first"), acts.taken("second")) == ([1], [0])
