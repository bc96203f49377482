"""Supply by the index equals a count by the reference."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.matching import strategies as made
from tests.matching.worlds import FLEXIBLE, NOW, need, session
from volunteer_match.matching.asking import relaxations
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Requirements, Settings, Window
from volunteer_match.matching.gates import check_gates
from volunteer_match.matching.index import Index
from volunteer_match.matching.supply import measure, moved_needs

People = dict[int, AgentFacts]


odd_windows = st.builds(Window, st.integers(0, 6), st.integers(0, 1439), st.integers(0, 1440))
"""Off the quarters of hours."""


@st.composite
def questions(draw: st.DrawFn) -> tuple[People, OpportunityFacts, datetime, Settings]:
    """A few people, a need that asks several things, a moment and settings."""
    day = draw(made.dates)
    names = [f"a{count}" for count in range(draw(st.integers(1, 6)))]
    people = {
        slot: replace(draw(made.agents(day, name)), **(made.ABLE if draw(st.booleans()) else {}))
        for slot, name in enumerate(names, 3)
    }
    for slot in people:
        if draw(st.sampled_from([True, False, False])):
            off = draw(st.lists(odd_windows, min_size=1, max_size=8))
            people[slot] = replace(people[slot], availability=(*people[slot].availability[:2], *off))
    asks = Requirements(
        skills=draw(made.skills),
        languages=draw(made.languages),
        credentials=draw(st.sampled_from([(), ("check",)])),
        minimum_age=draw(st.sampled_from([None, 18])),
    )
    asks = replace(asks, verified_languages=frozenset(asks.languages) & draw(made.some_tags))
    need = draw(made.needs(day))
    if draw(st.booleans()):
        need = replace(need, requires=asks)
    now = datetime.combine(day, time(), UTC) - timedelta(hours=draw(st.integers(0, 60)), seconds=draw(made.minutes))
    return people, need, now, draw(made.settings)


def counted(people: People, need: OpportunityFacts, now: datetime, settings: Settings) -> int:
    return sum(check_gates(agent, need, now, settings).passed for agent in people.values())


def indexed(people: People) -> Index:
    index = Index()
    for slot, agent in people.items():
        index.put_agent(slot, agent)
    return index


@given(questions())
def test_supply_is_what_the_reference_counts(asked: tuple[People, OpportunityFacts, datetime, Settings]) -> None:
    people, need, now, settings = asked
    found = measure(indexed(people).agents, need, now, settings)
    total = counted(people, need, now, settings)
    assert found.total == total
    for cost, one in zip(found.costs, relaxations(need.requires), strict=True):
        assert (cost.asked.sort, cost.asked.name) == (one.sort, one.name)
        assert cost.without == counted(people, replace(need, requires=one.without), now, settings) - total
        lower = one.lower and counted(people, replace(need, requires=one.lower), now, settings) - total
        assert cost.lower == lower
    reports = [check_gates(agent, need, now, settings) for agent in people.values()]
    free = {name: sum(report.passed and name in report.sessions for report in reports) for name, _ in found.sessions}
    assert dict(found.sessions) == free
    assert found.suited >= found.total


@given(questions())
def test_a_time_two_hours_away_is_suggested_where_three_times_as_many_could(
    asked: tuple[People, OpportunityFacts, datetime, Settings],
) -> None:
    people, need, now, settings = asked
    total = counted(people, need, now, settings)
    moved = {hours: counted(people, other, now, settings) for hours, other in moved_needs(need, now)}
    found = measure(indexed(people).agents, need, now, settings).shift
    worth = {hours: many for hours, many in moved.items() if many >= 3 and many >= 3 * total}
    assert (found is not None) == bool(worth)
    if found is not None:
        assert found.total == max(worth.values()) == worth[found.hours]


@given(questions())
def test_only_those_within_count(asked: tuple[People, OpportunityFacts, datetime, Settings]) -> None:
    people, need, now, settings = asked
    some = {slot: agent for slot, agent in people.items() if slot % 2}
    found = measure(indexed(people).agents, need, now, settings, BitMap(some))
    alone = measure(indexed(some).agents, need, now, settings)
    assert found == alone


def test_nothing_moves_to_where_it_would_have_begun() -> None:
    """In an hour: two hours earlier is over. What has begun already hinders nothing."""
    soon = session("2026-11-23 13:00", "2026-11-23 14:00")
    assert [hours for hours, _ in moved_needs(need(sessions=(soon,)), NOW)] == [2]
    begun = session("2026-11-23 11:30", "2026-11-23 12:30", "s2")
    late = session("2026-11-23 18:00", "2026-11-23 19:00")
    assert [hours for hours, _ in moved_needs(need(sessions=(begun, late)), NOW)] == [2, -2]
    assert list(moved_needs(FLEXIBLE, NOW)) == []
