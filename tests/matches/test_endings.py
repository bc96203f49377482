"""Invitations, attendance, and matches that end by themselves."""

from datetime import timedelta

from sqlalchemy import select

from tests.matches.acts import Acts, places_are_true, refused, transaction
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, MatchState
from volunteer_match.matches import actions
from volunteer_match.matches.models import Claim
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.models import OpportunitySession


def _claim_of(acts: Acts, name: str = "agent") -> Claim:
    made = acts.match(name).claim
    assert made is not None
    return made


def _approve(acts: Acts, name: str = "agent", later: timedelta = timedelta()) -> None:
    with transaction():
        actions.approve_claim(_claim_of(acts, name), acts.account("coordinator"), acts.world.now + later)


def _notices(acts: Acts, name: str) -> list[str]:
    """Kinds of notices to `name` that were not stopped."""
    statement = select(InboxNotice.kind).where(
        InboxNotice.account_id == acts.world.accounts[name], InboxNotice.stopped_at.is_(None)
    )
    return list(db.session.scalars(statement.order_by(InboxNotice.id)))


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
