"""What fits no column, no table and no quarter of an hour is told as exactly as the rest."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.matching.tabled import table_of
from tests.matching.worlds import FLEXIBLE, NOW, SETTINGS, agent, at, need, session, span, window
from volunteer_match.matching import nearest, ranking
from volunteer_match.matching.facts import (
    AgentFacts,
    CredentialFacts,
    ExceptionFacts,
    OpportunityFacts,
    Settings,
    Window,
)
from volunteer_match.matching.index import Index
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.supply import Shift, count_passing, measure

ALWAYS = tuple(window(day, 0, 24) for day in range(7))
OFF_GRID = tuple(Window(day, 7 * 60 + 7, 21 * 60 + 53) for day in range(7))
MANY_SKILLS = {f"skill{count}": SkillLevel.ADVANCED for count in range(20)}
MANY_TAGS = {f"a{letter}": Proficiency.B2 for letter in "abcdefghijkl"}
MANY_CARES = frozenset(f"cause:{count}" for count in range(12))
CHANGE = datetime(2026, 10, 25, tzinfo=UTC)
"""The night on which Warsaw's clocks go back, at 01:00 UTC."""

UNUSUAL: dict[str, dict[str, Any]] = {
    "plain": {},
    "many skills": {"skills": MANY_SKILLS, "wants": frozenset({"skill3", "other"})},
    "many languages": {"languages": MANY_TAGS, "verified_languages": frozenset({"aa"})},
    "many interests": {"interests": MANY_CARES, "served": frozenset({"cause:education"})},
    "great numbers": {"weekly_limit_minutes": 70_000, "asked_last_7_days": 70_000},
    "no limit but asks": {"asked_last_7_days": 66_000},
    "asked": {"asked_last_7_days": 2, "last_asked": at("2026-11-20 08:00"), "company": "northwind", "pending": 1},
    "credential of old": {"credentials": (CredentialFacts("background-check", date(1960, 1, 1)),)},
    "credential for long": {
        "credentials": (CredentialFacts("background-check", date(2400, 1, 1)), CredentialFacts("x"))
    },
    "off the grid": {"availability": OFF_GRID},
    "a shift": {"shifts": (span("2026-11-26 08:00", "2026-11-26 17:30"),), "rest_gap_minutes": 15},
    "off the grid, a shift": {"availability": OFF_GRID, "shifts": (span("2026-11-26 08:00", "2026-11-26 17:30"),)},
    "two shifts a day": {
        "shifts": (span("2026-11-26 08:00", "2026-11-26 11:00"), span("2026-11-26 13:00", "2026-11-26 17:00"))
    },
    "shifts that meet": {
        "shifts": (span("2026-11-26 08:00", "2026-11-26 13:00"), span("2026-11-26 13:30", "2026-11-26 17:00")),
        "rest_gap_minutes": 30,
    },
    "a long shift": {"shifts": (span("2026-11-27 08:00", "2026-11-29 09:00"),)},
    "a shift in odd seconds": {"shifts": (span("2026-11-26 08:00:20", "2026-11-26 17:30"),)},
    "a shift far ahead": {"shifts": (span("2029-11-26 08:00", "2029-11-26 17:30"),)},
    "a shift now": {"shifts": (span("2026-11-23 08:00", "2026-11-23 17:30"),)},
    "a shift at the deadline": {"availability": OFF_GRID, "shifts": (span("2026-12-10 08:00", "2026-12-10 17:30"),)},
    "a shift while clocks change": {
        "time_zone": "Europe/Warsaw",
        "availability": ALWAYS,
        "shifts": (span("2026-10-24 22:00", "2026-10-25 05:00"),),
    },
    "gone": {"active": False},
}
"""Everything that a table can say."""
DATED: dict[str, dict[str, Any]] = {
    "an id that ends in nothing": {"id": "a\0"},
    "promised": {"busy": (span("2026-11-26 19:30", "2026-11-26 21:00"),), "weekly_limit_minutes": 150},
    "promised over the deadline": {"busy": (span("2026-12-10 11:00", "2026-12-10 13:00"),), "availability": ALWAYS},
    "promised before, and after the deadline": {
        "busy": (span("2026-11-26 10:00", "2026-11-26 11:00"), span("2026-12-20 11:00", "2026-12-20 13:00"))
    },
    "promised in odd seconds": {"busy": (span("2026-11-26 19:30:30", "2026-11-26 21:00"),)},
    "away": {"exceptions": (ExceptionFacts(date(2026, 11, 26), 18 * 60, 20 * 60, False),)},
    "there after all": {
        "availability": (),
        "exceptions": (ExceptionFacts(date(2026, 11, 26), 16 * 60 + 5, 20 * 60, True),),
    },
    "there for the hours": {"exceptions": (ExceptionFacts(date(2026, 12, 1), 8 * 60, 20 * 60, True),)},
}
NEEDS = (
    need(),
    need(id="check", asks={"credentials": ("background-check",)}),
    need(id="skill", asks={"skills": {"skill7": SkillLevel.BEGINNER}}, likes={"languages": {"ab": Proficiency.B1}}),
    need(id="odd", sessions=(session("2026-11-26 17:53", "2026-11-26 18:41"),)),
    need(id="seconds", sessions=(session("2026-11-26 18:00:30", "2026-11-26 19:00"),)),
    need(id="far", sessions=(session("2029-11-22 18:00", "2029-11-22 19:00"),)),
    need(id="night", sessions=(session("2026-11-29 23:30", "2026-11-30 00:30"),)),
    FLEXIBLE,
    replace(FLEXIBLE, id="seconds before", deadline=at("2026-12-10 12:00:30")),
    replace(FLEXIBLE, id="long", minutes_needed=9_000),
    replace(FLEXIBLE, id="whenever", deadline=None, minutes_needed=90),
    replace(FLEXIBLE, id="no hours", minutes_needed=None),
    replace(FLEXIBLE, id="endless", deadline=None, minutes_needed=600_000),
)


def _agents(cases: dict[str, dict[str, Any]]) -> list[AgentFacts]:
    return [agent(**{"id": name, **changes}) for name, changes in cases.items()]


def _indexed(agents: list[AgentFacts]) -> Index:
    """By their places in the list."""
    index = Index()
    for slot, each in enumerate(agents):
        index.put_agent(slot, each)
    return index


@pytest.mark.parametrize("one", NEEDS, ids=lambda one: one.id)
def test_the_unusual_are_ranked_as_the_reference_ranks_them(one: OpportunityFacts) -> None:
    agents = _agents({**UNUSUAL, **DATED})
    index = _indexed(agents)
    expected = ranking.rank_agents(one, agents, NOW, SETTINGS).ranked
    assert index.rank_agents(one, NOW, SETTINGS) == expected
    assert index.rank_agents(one, NOW, SETTINGS, 1) == expected[:1]


@pytest.mark.parametrize("one", NEEDS, ids=lambda one: one.id)
def test_built_from_a_table_they_are_the_same(one: OpportunityFacts) -> None:
    agents = _agents(UNUSUAL)
    index = Index()
    index.build(table_of(agents))
    assert index.rank_agents(one, NOW, SETTINGS) == ranking.rank_agents(one, agents, NOW, SETTINGS).ranked


def test_a_table_with_a_single_odd_shift_or_with_nobody_active() -> None:
    for cases in (
        {"odd": UNUSUAL["shifts that meet"]},
        {"far": UNUSUAL["a shift far ahead"]},
        {"gone": UNUSUAL["gone"]},
    ):
        agents, index = _agents(cases), Index()
        index.build(table_of(agents))
        assert index.rank_agents(need(), NOW, SETTINGS) == ranking.rank_agents(need(), agents, NOW, SETTINGS).ranked


@pytest.mark.parametrize("name", {**UNUSUAL, **DATED})
def test_opportunities_for_the_unusual(name: str) -> None:
    who = agent(id=name, **{key: value for key, value in {**UNUSUAL, **DATED}[name].items() if key != "id"})
    index = Index()
    for slot, one in enumerate(NEEDS):
        index.put_opportunity(slot, one)
    expected = ranking.rank_opportunities(who, NEEDS, NOW, SETTINGS).ranked
    assert index.rank_opportunities(who, NOW, SETTINGS) == expected
    assert index.rank_opportunities(who, NOW, SETTINGS, 1) == expected[:1]


BARS: dict[str, dict[str, frozenset[str]]] = {
    "from everything": {"blocked_by": frozenset({"coordinator"})},
    "by a partner": {"blocked_by": frozenset({"open-desk"})},
    "from a partner": {"blocked_by": frozenset({"partner:open-desk", "partner:nobody"})},
    "from a kind": {"blocked_by": frozenset({"kind:mentoring"})},
    "from no cause": {"blocked_by": frozenset({"cause:education", "mentoring"})},
    "for good": {"returned_from": frozenset({"need", "no such need"})},
}


@pytest.mark.parametrize("bars", BARS.values(), ids=BARS)
def test_opportunities_for_whoever_is_barred(bars: dict[str, frozenset[str]]) -> None:
    needs = [need(), need(id="mentoring", kind="mentoring"), need(id="plain", kind=None, partner=None, cause=None)]
    index, who = Index(), agent(**bars)
    for slot, one in enumerate(needs):
        index.put_opportunity(slot, one)
    assert index.rank_opportunities(who, NOW, SETTINGS) == ranking.rank_opportunities(who, needs, NOW, SETTINGS).ranked


def test_an_opportunity_that_asks_more_than_a_row_has_room_for() -> None:
    asks = {f"skill{count}": SkillLevel.BEGINNER for count in range(6)}
    needs = [need(id="much", asks={"skills": asks}), need(id="too much", asks={"skills": {**asks, "rare": 1}})]
    index, who = Index(), agent(skills=MANY_SKILLS)
    for slot, one in enumerate(needs):
        index.put_opportunity(slot, one)
    assert index.rank_opportunities(who, NOW, SETTINGS) == ranking.rank_opportunities(who, needs, NOW, SETTINGS).ranked
    index.drop_opportunity(0)
    index.drop_opportunity(0)
    assert index.top_opportunities(who, NOW, SETTINGS) == []


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "Asia/Manila"])
def test_sessions_while_clocks_change(zone: str) -> None:
    """01:30 in Warsaw comes twice: who is free from 01:00 to 02:00 there is free for two hours."""
    who = [
        agent(id="a", time_zone=zone, availability=(Window(6, 60, 180),)),
        agent(id="b", time_zone=zone, availability=ALWAYS),
    ]
    night = need(sessions=(session("2026-10-25 00:00", "2026-10-25 01:30"),))
    now, index = CHANGE - timedelta(days=3), Index()
    for slot, one in enumerate(who):
        index.put_agent(slot, one)
    assert index.rank_agents(night, now, SETTINGS) == ranking.rank_agents(night, who, now, SETTINGS).ranked
    hours = replace(FLEXIBLE, deadline=CHANGE + timedelta(days=1), minutes_needed=60)
    assert index.rank_agents(hours, now, SETTINGS) == ranking.rank_agents(hours, who, now, SETTINGS).ranked


def test_whoever_can_not_reach_the_list_is_not_judged() -> None:
    """The bound of somebody unsure is honest: a low one is passed over, a high one is looked at."""
    by_exception = (ExceptionFacts(date(2026, 11, 26), 17 * 60, 20 * 60, True),)
    likes = need(likes={"skills": {"maths": SkillLevel.BEGINNER}})
    low = agent(id="low", availability=(), exceptions=by_exception, asked_last_7_days=9)
    high = agent(id="high", skills={"maths": SkillLevel.EXPERT}, attended=40)
    index = Index()
    for slot, one in enumerate((low, high)):
        index.put_agent(slot, one)
    assert [one.id for one in index.top_agents(likes, NOW, SETTINGS, 1)] == ["high"]
    needs = [replace(likes, id="likes"), replace(FLEXIBLE, id="endless", deadline=None, minutes_needed=600_000)]
    needs[1] = replace(needs[1], connections_last_7_days=60)
    for slot, one_need in enumerate(needs):
        index.put_opportunity(slot, one_need)
    assert [one.id for one in index.top_opportunities(high, NOW, SETTINGS, 1)] == ["likes"]


@pytest.mark.parametrize("one", NEEDS, ids=lambda one: one.id)
def test_as_many_can_as_the_reference_says(one: OpportunityFacts) -> None:
    agents = _agents({**UNUSUAL, **DATED})
    index = _indexed(agents)
    index.agents.clocks.cover(NOW)
    expected = len(ranking.rank_agents(one, agents, NOW, SETTINGS).ranked)
    assert count_passing(index.agents, one, NOW, SETTINGS, index.agents.everybody) == expected


def test_two_hours_later_may_be_three_times_as_good() -> None:
    index = Index()
    for slot in range(12):
        index.put_agent(slot, agent(id=f"a{slot}", availability=(Window(3, 1140, 1320),)))
    index.agents.clocks.cover(NOW)
    found = measure(index.agents, need(), NOW, SETTINGS)
    assert found.total == 0
    assert found.shift == Shift(2, 12)


def test_the_nearest_of_many_are_drawn_by_lot() -> None:
    index = Index()
    for slot in range(nearest.MOST + 20):
        index.put_agent(slot, agent(id=f"a{slot}", availability=(), languages={"en": Proficiency.C1}))
    asked = need(asks={"languages": {"en": Proficiency.B2}})
    everybody = index.agents.everybody
    found = nearest.nearest_agents(index, asked, NOW, SETTINGS, nearest.MOST, everybody)
    assert len(found) == nearest.MOST
    assert [one.agent for one in found] != [f"a{slot}" for slot in range(nearest.MOST)]


def test_an_agent_with_promises_may_have_no_limit() -> None:
    who = agent(busy=(span("2026-11-27 10:00", "2026-11-27 12:00"),))
    index = Index()
    index.put_agent(0, who)
    assert index.rank_agents(need(), NOW, Settings()) == ranking.rank_agents(need(), [who], NOW, Settings()).ranked


def test_a_weekly_limit_that_leaves_enough_only_far_ahead() -> None:
    one = agent(availability=(window(0, 0, 24),), weekly_limit_minutes=60)
    index = Index()
    wide = replace(FLEXIBLE, minutes_needed=600, deadline=None)
    index.put_opportunity(0, wide)
    expected = ranking.rank_opportunities(one, [wide], NOW, SETTINGS).ranked
    assert expected
    assert index.rank_opportunities(one, NOW, SETTINGS) == expected


def test_records_of_more_than_four_bytes() -> None:
    index, agents = Index(), [agent(id="many", attended=5000.25, missed=3), agent(id="some", attended=2, missed=0.5)]
    for slot, one in enumerate(agents):
        index.put_agent(slot, one)
    assert index.rank_agents(need(), NOW, SETTINGS) == ranking.rank_agents(need(), agents, NOW, SETTINGS).ranked
