"""Claims and places, through the real database."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from tests.matches.acts import Acts, places_are_true, refused, transaction
from volunteer_match.extensions import db
from volunteer_match.glossary import KEEPS_PLACE, MatchState, Move, OpportunityState, ReturnReason
from volunteer_match.matches import actions
from volunteer_match.matches.models import Claim, Match, MatchEvent, MatchingChange
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile


def test_a_claim_waits_and_takes_its_place(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    match = acts.match()
    assert (match.state, acts.taken()) == (MatchState.PENDING, [1])
    assert [(event.move, event.from_state, event.to_state) for event in match.events] == [
        (Move.CLAIM, None, MatchState.PENDING)
    ]
    assert set(db.session.scalars(select(MatchingChange.subject))) == {"agent", "opportunity"}


def test_a_claim_groups_its_sessions(acts: Acts) -> None:
    acts.add_need(sessions=3)
    claim = acts.the_claim(acts.claim())
    assert [match.state for match in claim.matches] == [MatchState.PENDING] * 3
    assert acts.taken() == [1, 1, 1]


def test_sent_twice_it_has_one_effect(acts: Acts) -> None:
    acts.add_need(places=2, sessions=2)
    assert acts.claim() == acts.claim()
    assert acts.taken() == [1, 1]
    assert db.session.scalar(select(func.count()).select_from(Claim)) == 1
    assert db.session.scalar(select(func.count()).select_from(MatchEvent)) == 2


def test_the_last_place_is_given_once(acts: Acts) -> None:
    acts.add_need()
    acts.claim("agent")
    assert refused(lambda: acts.claim("colleague")) is MatchRefusal.PLACE_TAKEN
    assert acts.taken() == [1]
    assert places_are_true()


def test_all_or_none_unless_those_still_free_are_taken(acts: Acts) -> None:
    acts.add_need(sessions=3)
    acts.claim("agent", sessions=acts.session_ids()[1:2])
    assert refused(lambda: acts.claim("colleague")) is MatchRefusal.PLACE_TAKEN
    assert acts.taken() == [0, 1, 0]
    claim = acts.the_claim(acts.claim("colleague", take_free_only=True))
    assert len(claim.matches) == 2
    assert acts.taken() == [1, 1, 1]


def test_a_flexible_need_is_claimed_without_a_session(acts: Acts) -> None:
    acts.add_need(flexible=True)
    acts.claim(sessions=[])
    assert acts.state() is MatchState.PENDING


def test_a_scheduled_need_wants_a_session_of_its_own(acts: Acts) -> None:
    acts.add_need()
    acts.add_need("other")
    assert refused(lambda: acts.claim(sessions=[])) is MatchRefusal.NO_SESSION
    assert refused(lambda: acts.claim(sessions=acts.session_ids("other"))) is MatchRefusal.NO_SUCH_SESSION


def test_a_gate_that_fails_refuses(acts: Acts) -> None:
    acts.add_need(language_level=7)
    assert refused(acts.claim) is MatchRefusal.GATES
    assert acts.taken() == [0]


def test_a_language_that_was_lost_meanwhile_refuses(acts: Acts) -> None:
    acts.add_need()
    with transaction():
        db.session.execute(
            update(AgentLanguage).where(AgentLanguage.agent_id == acts.account("agent").id).values(level=1)
        )
    assert refused(acts.claim) is MatchRefusal.GATES


@pytest.mark.parametrize("state", [OpportunityState.CLOSED, OpportunityState.DRAFT, OpportunityState.CANCELLED])
def test_a_need_that_is_not_open_refuses(acts: Acts, state: OpportunityState) -> None:
    acts.add_need(state=state)
    assert refused(acts.claim) is MatchRefusal.CLOSED


def test_what_has_begun_refuses(acts: Acts) -> None:
    acts.add_need()
    assert refused(lambda: acts.claim(later=timedelta(days=4))) is MatchRefusal.OVER


def test_sessions_of_one_claim_together_keep_to_the_weekly_limit(acts: Acts) -> None:
    """Each hour alone is within the limit; the two of them are not."""
    acts.add_need(sessions=2, minutes=60)
    # A Wednesday, so that both are in one week wherever the agent lives and whenever the test runs.
    wednesday = acts.world.now + timedelta(days=9 - acts.world.now.weekday())
    with transaction():
        for index, session in enumerate(acts.need().sessions):
            session.starts_at = wednesday.replace(hour=8 + 2 * index, minute=0, second=0)
            session.ends_at = session.starts_at + timedelta(hours=1)
        db.session.execute(update(AgentProfile).values(weekly_limit_minutes=90))
    assert refused(acts.claim) is MatchRefusal.GATES
    acts.claim(sessions=acts.session_ids()[:1])


def test_the_cap_on_pending_counts_claims_not_sessions(acts: Acts) -> None:
    for index in range(4):
        acts.add_need(f"need{index}", sessions=2, starts_in=timedelta(days=3 + 3 * index))
    for index in range(3):
        acts.claim(need=f"need{index}")
    assert refused(lambda: acts.claim(need="need3")) is MatchRefusal.GATES


def test_overlapping_sessions_are_refused_by_the_gates(acts: Acts) -> None:
    acts.add_need("first")
    acts.add_need("second")
    acts.claim(need="first")
    assert refused(lambda: acts.claim(need="second")) is MatchRefusal.GATES


def test_the_database_itself_refuses_overlaps(acts: Acts) -> None:
    acts.add_need("first")
    acts.add_need("second")
    acts.claim(need="first")
    other, match = acts.need("second").sessions[0], acts.match(need="first")
    overlapping = Match(
        company_id=match.company_id,
        agent_id=match.agent_id,
        opportunity_id=other.opportunity_id,
        session_id=other.id,
        state=MatchState.PENDING,
        state_since=acts.world.now,
        starts_at=other.starts_at,
        ends_at=other.ends_at,
        created_at=acts.world.now,
    )
    db.session.add(overlapping)
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_the_database_itself_refuses_one_place_too_many(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    for taken in (2, -1):
        with pytest.raises(IntegrityError):
            db.session.execute(update(OpportunitySession).values(taken=taken))
        db.session.rollback()


def _withdraw(acts: Acts, name: str = "agent", later: timedelta = timedelta()) -> None:
    with transaction():
        actions.withdraw([acts.match(name)], acts.account(name), acts.world.now + later)


def test_after_withdrawing_the_place_can_be_claimed_again_as_one_match(acts: Acts) -> None:
    acts.add_need()
    first = acts.claim()
    _withdraw(acts)
    assert acts.taken() == [0]
    second = acts.claim()
    assert first != second
    assert acts.match().claim is not None
    assert acts.match().claim.public_id == second
    assert db.session.scalar(select(func.count()).select_from(Match)) == 1
    assert [event.move for event in acts.match().events] == [Move.CLAIM, Move.WITHDRAW, Move.CLAIM]


def test_a_final_return_bars_a_new_claim_and_another_does_not(acts: Acts) -> None:
    acts.add_need()
    for reason, answer in ((ReturnReason.TIMING, None), (ReturnReason.SAFEGUARDING, MatchRefusal.GATES)):
        claim = acts.claim()
        with transaction():
            actions.return_claim(acts.the_claim(claim), reason, "", acts.account("coordinator"), acts.world.now)
        if answer:
            assert refused(acts.claim) is answer


def test_sessions_that_keep_places_are_counted_right(acts: Acts) -> None:
    acts.add_need(places=2, sessions=2)
    acts.claim("agent")
    acts.claim("colleague", sessions=acts.session_ids()[:1])
    _withdraw(acts)
    assert places_are_true()
    assert {match.state for match in db.session.scalars(select(Match))} & KEEPS_PLACE
