"""Replays: the strength that held gives what happened; another one obeys the same limits."""

from collections import Counter
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.worlds import NOW
from volunteer_match.matching.facts import Settings
from volunteer_match.matching.lineup import line_of_agents, line_of_opportunities
from volunteer_match.matching.replay import Event, Limits, Story, told

PEOPLE, NEEDS = ("ana", "ben", "caz", "dee"), ("n1", "n2", "n3")
OFF, STRONG = Settings(fairness=1, attention=1), Settings(fairness=0.5, attention=0.5)


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    hours = sorted(draw(st.lists(st.integers(0, 20 * 24), max_size=9)))
    fits = st.dictionaries(st.sampled_from(PEOPLE), st.integers(1, 100).map(Fraction))
    return [
        Event(NOW + timedelta(hours=hour), draw(st.sampled_from(NEEDS)), draw(st.sampled_from(PEOPLE)), draw(fits))
        for hour in hours
    ]


limits = st.builds(
    Limits,
    weekly=st.sampled_from([None, 1, 3]),
    total=st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 4)),
)
settings = st.builds(Settings, fairness=st.sampled_from([0.5, 0.9, 1]), seed=st.integers(0, 2))


@given(events(), limits, settings)
def test_replayed_with_what_held_it_happens_again(happened: list[Event], limit: Limits, held: Settings) -> None:
    story = Story(happened, line_of_agents, limit)
    choices = story.replayed(story.places(held), held)
    assert [choice.chosen for choice in choices] == [event.chosen for event in happened]


@given(events(), limits, settings, settings)
def test_whatever_the_strength_nobody_is_chosen_beyond_a_limit(
    happened: list[Event], limit: Limits, held: Settings, other: Settings
) -> None:
    story = Story(happened, line_of_agents, limit)
    choices = story.replayed(story.places(held), other)
    moments: dict[str, list[datetime]] = {}
    pairs = set()
    for choice in choices:
        before = moments.setdefault(choice.chosen, [])
        if choice.points is not None:
            assert choice.points == choice.event.fits[choice.chosen]
            assert limit.weekly is None or sum(at > choice.event.at - timedelta(days=7) for at in before) < limit.weekly
            assert len(before) < limit.total.get(choice.chosen, len(before) + 1)
            assert (choice.event.chooser, choice.chosen) not in pairs
        before.append(choice.event.at)
        pairs.add((choice.event.chooser, choice.chosen))


def ask(need: str, chosen: str, hour: int, **fits: int) -> Event:
    return Event(NOW + timedelta(hours=hour), need, chosen, {name: Fraction(points) for name, points in fits.items()})


def test_a_strength_spreads_what_plain_order_heaps() -> None:
    happened = [ask(need, "ana", hour, ana=90, ben=80, caz=70) for hour, need in enumerate(NEEDS)]
    story = Story(happened, line_of_agents)
    places = story.places(OFF)
    plain, strong = story.replayed(places, OFF), story.replayed(places, STRONG)
    assert [choice.chosen for choice in strong] == ["ana", "ben", "caz"]
    before, after = told(plain, plain, 3), told(strong, plain, 3)
    assert (before.most, before.chosen, before.given_up) == (3, 1, 0)
    assert (after.most, after.chosen, after.gini, after.given_up) == (1, 3, 0, 10)


def test_the_place_counts_not_the_person() -> None:
    """Who was asked stood second; so with another strength it is who stands second then."""
    happened = [ask("n1", "ana", 0, ana=90, ben=50), ask("n2", "ben", 1, ana=90, ben=80)]
    story = Story(happened, line_of_agents)
    assert story.places(OFF) == [0, 1]
    assert [choice.chosen for choice in story.replayed([0, 1], STRONG)] == ["ana", "ana"]


def test_whoever_is_in_no_list_stays_chosen_in_every_replay() -> None:
    happened = [ask("n1", "gone", 0, ana=90), ask("n2", "ana", 1, ana=90, ben=80)]
    story = Story(happened, line_of_agents)
    places = story.places(OFF)
    assert places == [None, 0]
    choices = story.replayed(places, STRONG)
    assert [(choice.chosen, choice.points) for choice in choices] == [("gone", None), ("ana", 90)]


def test_what_was_before_counts_too() -> None:
    story = Story(
        [ask("n1", "ben", 0, ana=90, ben=80, caz=70)],
        line_of_agents,
        before={"ana": [NOW - timedelta(days=1)]},
        taken=frozenset({("n1", "caz")}),
    )
    assert story.places(STRONG) == [0]
    assert story.places(OFF) == [1]


def test_claims_weigh_as_many_connections_as_they_made() -> None:
    claims = [
        Event(NOW, "ana", "n1", {"n1": Fraction(90), "n2": Fraction(60)}, weight=3),
        Event(NOW + timedelta(hours=1), "ben", "n1", {"n1": Fraction(90), "n2": Fraction(60)}),
    ]
    story = Story(claims, line_of_opportunities, Limits(total={"n1": 4, "n2": 9}))
    choices = story.replayed(story.places(OFF), STRONG)
    assert Counter(choice.chosen for choice in choices) == {"n1": 1, "n2": 1}
    assert told(choices, choices, 2).most == 3


@pytest.mark.parametrize("over, index", [(1, 0), (4, 0.75)])
def test_a_replay_of_nothing_gives_nothing_up(over: int, index: float) -> None:
    alone = Story([ask("n1", "gone", 0)], line_of_agents)
    choices = alone.replayed([None], OFF)
    assert told(choices, choices, over).given_up is None
    assert told(choices, choices, over).gini == pytest.approx(index)
