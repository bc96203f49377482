"""What was done together is undone together; what was done before stays."""

from datetime import timedelta

from sqlalchemy import update

from tests.matches.acts import Acts, refused, transaction
from tests.matches.browsing import SignIn
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, ReturnReason
from volunteer_match.matches import actions
from volunteer_match.matches.models import Match
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.people.profile.models import AgentProfile

HOUR = timedelta(hours=1)


def _states(acts: Acts, made: str) -> list[MatchState]:
    return [match.state for match in acts.the_claim(made).matches]


def test_undo_of_a_withdrawal_leaves_what_was_withdrawn_before(acts: Acts, signed: SignIn) -> None:
    acts.add_need(sessions=3, places=2)
    made = acts.claim()
    with transaction():
        actions.withdraw([acts.the_claim(made).matches[0]], acts.account("agent"), acts.world.now - HOUR)
    client = signed("agent")
    assert client.send(f"/claims/{made}/withdrawal").status_code == 303
    assert _states(acts, made) == [MatchState.WITHDRAWN] * 3
    assert client.send(f"/claims/{made}/restoration").status_code == 303
    assert _states(acts, made) == [MatchState.WITHDRAWN, MatchState.PENDING, MatchState.PENDING]


def test_undo_of_an_approval_leaves_what_was_returned_before(acts: Acts, signed: SignIn) -> None:
    acts.add_need(sessions=2, places=2)
    made = acts.claim()
    with transaction():
        claim, coordinator = acts.the_claim(made), acts.account("coordinator")
        actions.return_claim(claim, ReturnReason.TIMING, "", coordinator, acts.world.now - HOUR, match=claim.matches[0])
    client = signed("coordinator")
    assert client.send(f"/claims/{made}/approval").status_code == 303
    assert _states(acts, made) == [MatchState.RETURNED, MatchState.APPROVED]
    assert client.send(f"/claims/{made}/reopening").status_code == 303
    assert _states(acts, made) == [MatchState.RETURNED, MatchState.PENDING]


def _begin_first(acts: Acts, made: str) -> None:
    """The first session of the claim began half an hour ago."""
    first, since = acts.the_claim(made).matches[0], acts.world.now - HOUR / 2
    with transaction():
        for table, key in ((OpportunitySession, first.session_id), (Match, first.id)):
            db.session.execute(update(table).where(table.id == key).values(starts_at=since, ends_at=since + HOUR))


def test_the_rest_of_a_claim_is_withdrawn_after_its_first_session(acts: Acts, signed: SignIn) -> None:
    acts.add_need(sessions=2, places=2)
    made = acts.claim()
    with transaction():
        actions.approve_claim(acts.the_claim(made), acts.account("coordinator"), acts.world.now)
    _begin_first(acts, made)
    assert signed("agent").send(f"/claims/{made}/withdrawal").status_code == 303
    assert _states(acts, made) == [MatchState.APPROVED, MatchState.WITHDRAWN]


def test_the_rest_of_a_claim_is_decided_after_its_first_session(acts: Acts, signed: SignIn) -> None:
    acts.add_need(sessions=2, places=2)
    made = acts.claim()
    _begin_first(acts, made)
    assert signed("coordinator").send(f"/claims/{made}/approval").status_code == 303
    assert _states(acts, made) == [MatchState.PENDING, MatchState.APPROVED]


def test_attendance_counts_on_what_the_database_says_now(acts: Acts) -> None:
    """Two organisations confirm two hours of one person at once: neither count may be lost."""
    acts.add_need()
    made = acts.claim()
    with transaction():
        actions.approve_claim(acts.the_claim(made), acts.account("coordinator"), acts.world.now)
    with transaction():
        match = acts.match()
        profile = match.agent
        assert profile.attended_total == 0
        # What another request wrote while this one had read the profile already.
        db.session.execute(update(AgentProfile).values(attended_total=4).execution_options(synchronize_session=False))
        actions.complete(match, acts.account("coordinator"), acts.world.now + timedelta(days=4))
    assert acts.match().agent.attended_total == 5


def test_a_claim_does_not_keep_a_time_that_was_moved_meanwhile(acts: Acts) -> None:
    acts.add_need()
    with transaction():
        need, ids = acts.need(), acts.session_ids()
        # Another request moves the session after this one has read it.
        db.session.execute(
            update(OpportunitySession)
            .values(starts_at=acts.world.now + timedelta(days=9), ends_at=acts.world.now + timedelta(days=9, hours=1))
            .execution_options(synchronize_session=False)
        )
        assert (
            refused(lambda: actions.claim(acts.account("agent"), need, ids, "", acts.world.now)) is MatchRefusal.NOT_NOW
        )
