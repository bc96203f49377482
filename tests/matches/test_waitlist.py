"""The waitlist: who moves up, in which order."""

from datetime import timedelta

from tests.matches.acts import Acts, refused, transaction
from volunteer_match.glossary import MatchState
from volunteer_match.matches import actions
from volunteer_match.matches.rules import MatchRefusal


def test_the_waitlist_is_for_full_sessions_only(acts: Acts) -> None:
    acts.add_need()
    assert refused(lambda: acts.wait("colleague")) is MatchRefusal.NOT_FULL
    acts.claim("agent")
    acts.wait("colleague")
    acts.wait("colleague")
    assert acts.state("colleague") is MatchState.WAITLISTED
    assert acts.taken() == [1]


def _withdraw(acts: Acts, name: str = "agent", later: timedelta = timedelta()) -> None:
    with transaction():
        actions.withdraw([acts.match(name)], acts.account(name), acts.world.now + later)


def test_a_free_place_goes_to_the_first_in_order(acts: Acts) -> None:
    acts.add_volunteer("third")
    acts.add_need()
    acts.claim("agent")
    acts.wait("third", later=timedelta(minutes=1))
    acts.wait("colleague", later=timedelta(minutes=2))
    _withdraw(acts, later=timedelta(minutes=3))
    assert [acts.state(name) for name in ("agent", "third", "colleague")] == [
        MatchState.WITHDRAWN,
        MatchState.PENDING,
        MatchState.WAITLISTED,
    ]
    assert acts.taken() == [1]


def test_promotion_passes_over_whoever_no_longer_passes_and_keeps_their_turn(acts: Acts) -> None:
    acts.add_volunteer("third")
    acts.add_need()
    acts.claim("agent")
    acts.wait("third", later=timedelta(minutes=1))
    acts.wait("colleague", later=timedelta(minutes=2))
    acts.busy("third")
    _withdraw(acts)
    assert (acts.state("third"), acts.state("colleague")) == (MatchState.WAITLISTED, MatchState.PENDING)
    _withdraw(acts, "colleague")
    assert (acts.state("third"), acts.taken()) == (MatchState.WAITLISTED, [0])
    acts.free("third")
    with transaction():
        assert actions.fill_due(acts.world.now) == 1
    assert (acts.state("third"), acts.taken()) == (MatchState.PENDING, [1])


def test_whoever_undoes_at_once_keeps_their_turn_in_the_waitlist(acts: Acts) -> None:
    acts.add_volunteer("third")
    acts.add_need()
    acts.claim("agent")
    acts.wait("third", later=timedelta(minutes=1))
    acts.wait("colleague", later=timedelta(minutes=2))
    _withdraw(acts, "third", later=timedelta(minutes=3))
    with transaction():
        actions.restore([acts.match("third")], acts.account("third"), acts.world.now + timedelta(minutes=3, seconds=20))
    _withdraw(acts, later=timedelta(minutes=4))
    assert (acts.state("third"), acts.state("colleague")) == (MatchState.PENDING, MatchState.WAITLISTED)
