"""Somebody can't come: who is asked, who takes the place, and what everybody hears of it."""

from datetime import timedelta

import pytest

from tests.matches.acts import Acts, places_are_true, transaction
from tests.matches.cover.covers import HOUR, MINUTE, Covers, refusal_of
from volunteer_match.extensions import db
from volunteer_match.glossary import CoverAnswer, CoverEnding, MatchState, Role
from volunteer_match.matches import actions
from volunteer_match.matches.cover.actions import ask, request_cover
from volunteer_match.matches.cover.rules import GROUP, CoverRefusal
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.organisations.models import Company


def test_the_place_passes_over_when_somebody_says_yes_and_everybody_hears_of_it_once(
    covers: Covers, acts: Acts
) -> None:
    acts.add_volunteer("third")
    covers.request()
    covers.request()
    assert set(covers.asked()) == {"colleague", "coordinator", "third"}
    assert (acts.state(), acts.taken()) == (MatchState.APPROVED, [1])
    covers.no("coordinator")
    covers.now += 5 * MINUTE
    covers.yes("colleague")
    covers.yes("colleague")
    assert (acts.state("agent"), acts.state("colleague"), acts.taken()) == (
        MatchState.WITHDRAWN,
        MatchState.APPROVED,
        [1],
    )
    assert refusal_of(lambda: covers.yes("third")) is CoverRefusal.ENDED
    assert refusal_of(lambda: covers.no("colleague")) is MatchRefusal.NOT_NOW
    assert covers.the_request().ending is CoverEnding.COVERED
    assert covers.told("agent") == {"cover-found": 1}
    assert covers.told("partner") == {"cover-coming": 1}
    assert covers.told("third") == {"cover-asked": 1, "cover-closed": 1}
    assert covers.told("coordinator") == {"cover-asked": 1}
    assert [event.move.value for event in acts.match().events][-1] == "hand-over"
    assert acts.match("colleague").claim is not None
    assert places_are_true()


def test_who_waits_for_the_session_is_asked_first_and_keeps_their_turn_when_they_say_no(
    covers: Covers, acts: Acts
) -> None:
    for index in range(GROUP + 1):
        acts.add_volunteer(f"other{index}")
    acts.wait("other5")
    acts.wait("colleague", later=MINUTE)
    covers.request()
    assert covers.asked()[:2] == ["other5", "colleague"]
    assert len(covers.asked()) == GROUP
    covers.no("other5")
    assert acts.state("other5") is MatchState.WAITLISTED
    covers.yes("colleague")
    assert (acts.state("colleague"), acts.taken()) == (MatchState.APPROVED, [1])


def test_the_next_group_is_asked_after_a_while_or_when_all_have_said_no(covers: Covers, acts: Acts) -> None:
    for index in range(2 * GROUP):
        acts.add_volunteer(f"other{index}")
    covers.request()
    first = covers.asked()
    assert len(first) == GROUP
    covers.now += HOUR
    covers.tend()
    assert covers.asked() == first
    for name in first:
        covers.no(name)
    covers.tend()
    second = covers.asked()
    assert (len(second), len(set(second))) == (2 * GROUP, 2 * GROUP)
    covers.now += 9 * HOUR
    covers.tend()
    assert len(covers.asked()) == 2 * GROUP + 2  # all that there are: ten others, the colleague, the coordinator


def test_nobody_is_asked_who_was_asked_often_enough_or_does_not_pass_or_has_a_match_there(
    covers: Covers, acts: Acts
) -> None:
    acts.add_volunteer("free")
    acts.busy("colleague")
    with transaction():
        db.session.get_one(Company, acts.world.ids["northwind"]).asks_per_week = 1
    acts.add_need("elsewhere", starts_in=timedelta(days=9))
    with transaction():
        inviter, session_id = acts.account("second_coordinator"), acts.session_ids("elsewhere")[0]
        actions.invite(acts.account("coordinator"), acts.need("elsewhere"), session_id, "", inviter, covers.now)
    covers.request()
    assert covers.asked() == ["free"]
    facts = agent_facts([acts.world.accounts["free"]], covers.now)[acts.world.accounts["free"]]
    assert (facts.asked_last_7_days, facts.last_asked) == (1, covers.now)
    coordinator = acts.account("second_coordinator")
    for name, refusal in (("coordinator", CoverRefusal.ASKED_ENOUGH), ("colleague", CoverRefusal.GATES)):

        def ask_them(name: str = name) -> None:
            with transaction():
                ask(covers.the_request(), acts.account(name), coordinator, covers.now)

        assert refusal_of(ask_them) is refusal


def test_nobody_found_is_said_in_time_and_the_start_ends_it(covers: Covers, acts: Acts) -> None:
    covers.request()
    covers.now += 50 * HOUR
    covers.tend()
    assert "cover-not-found" not in covers.told("agent")
    covers.now += 5 * HOUR
    covers.tend()
    covers.tend()
    assert covers.told("agent") == {"cover-not-found": 1}
    assert covers.told("second_coordinator") == {"cover-uncovered": 1}
    covers.now += 18 * HOUR
    covers.tend()
    assert (covers.the_request().ending, acts.state()) == (CoverEnding.OVER, MatchState.APPROVED)
    assert covers.told("colleague") == {"cover-asked": 1}
    assert refusal_of(lambda: covers.yes("colleague")) is CoverRefusal.ENDED


def test_where_nobody_could_the_agent_hears_it_at_once(covers: Covers, acts: Acts) -> None:
    for name in ("colleague", "coordinator"):
        acts.busy(name)
    covers.request()
    assert covers.told("agent") == {"cover-not-found": 1}
    assert covers.told("coordinator") == covers.told("second_coordinator") == {"cover-uncovered": 1}


def test_taken_back_at_once_nobody_is_told_later_everybody_who_was_asked_is(covers: Covers, acts: Acts) -> None:
    covers.request()
    covers.now += timedelta(seconds=20)
    covers.back()
    covers.back()
    assert (covers.told("colleague"), covers.asked()) == ({}, [])
    covers.request()
    covers.now += 5 * MINUTE
    covers.back()
    assert covers.told("coordinator") == {"cover-asked": 1, "cover-closed": 1}
    assert covers.the_request().ending is CoverEnding.TAKEN_BACK
    assert (acts.state(), places_are_true()) == (MatchState.APPROVED, True)
    assert refusal_of(lambda: covers.yes("coordinator")) is CoverRefusal.ENDED


@pytest.mark.parametrize("way", ["give-back", "cancel"])
def test_when_the_match_ends_otherwise_nobody_needs_to_be_found(covers: Covers, acts: Acts, way: str) -> None:
    covers.request()
    covers.now += 5 * MINUTE
    with transaction():
        if way == "cancel":
            actions.cancel_matches(acts.need(), acts.account("partner"), covers.now)
        else:
            actions.withdraw([acts.match()], acts.account("agent"), covers.now)
    assert covers.the_request().ending is (CoverEnding.NOT_NEEDED if way == "cancel" else CoverEnding.GIVEN_BACK)
    assert covers.told("colleague") == {"cover-asked": 1, "cover-closed": 1}
    assert covers.ask_of("colleague").answer is not CoverAnswer.YES
    assert acts.taken() == [0]


def test_only_the_agent_asks_and_only_for_an_approved_place(covers: Covers, acts: Acts) -> None:
    def request(name: str) -> None:
        with transaction():
            request_cover(acts.match(), acts.account(name), covers.now)

    assert refusal_of(lambda: request("colleague")) is MatchRefusal.NOT_YOURS
    with transaction():
        actions.withdraw([acts.match()], acts.account("agent"), covers.now)
    assert refusal_of(lambda: request("agent")) is CoverRefusal.NOT_COMING
    with transaction():
        actions.restore([acts.match()], acts.account("agent"), covers.now)
    covers.now += timedelta(days=4)
    assert refusal_of(lambda: request("agent")) is CoverRefusal.TOO_LATE
    assert acts.account("agent").role is Role.AGENT
