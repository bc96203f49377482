"""The gate about limits: weekly limits of agent and company, and the cap on pending claims."""

from dataclasses import replace
from typing import Any

import pytest

from tests.matching.worlds import FLEXIBLE, NOW, agent, at, gate, need, said, session, span, window
from volunteer_match.matching.facts import CompanyLimits, Settings

NEXT_WEEK = (span("2026-11-30 00:00", "2026-11-30 05:00"),)
BUSY_3_HOURS = (span("2026-11-24 10:00", "2026-11-24 13:00"),)


@pytest.mark.parametrize(
    "changes, settings, change",
    [
        pytest.param({"weekly_limit_minutes": 60}, {}, None, id="just within"),
        pytest.param(
            {"weekly_limit_minutes": 59},
            {},
            "59 min left under the personal limit of 59 min a week, 1 h needed",
            id="beyond",
        ),
        pytest.param({"weekly_limit_minutes": 240, "busy": BUSY_3_HOURS}, {}, None, id="with others, just within"),
        pytest.param(
            {"weekly_limit_minutes": 239, "busy": BUSY_3_HOURS},
            {},
            "59 min left under the personal limit of 3 h 59 min a week, 1 h needed",
            id="with others, beyond",
        ),
        pytest.param(
            {"weekly_limit_minutes": 200, "promised": BUSY_3_HOURS},
            {},
            "20 min left under the personal limit of 3 h 20 min a week, 1 h needed",
            id="what is only counted counts",
        ),
        pytest.param(
            {"weekly_limit_minutes": 60, "busy": NEXT_WEEK},
            {},
            None,
            id="next week",
        ),
        pytest.param(
            {"weekly_limit_minutes": 60, "busy": BUSY_3_HOURS},
            {},
            "0 min left under the personal limit of 1 h a week, 1 h needed",
            id="long exceeded",
        ),
        pytest.param(
            {},
            {"company_weekly_limit_minutes": 30},
            "30 min left under the company's limit of 30 min a week, 1 h needed",
            id="the company's",
        ),
        pytest.param({"pending": 2}, {}, None, id="one more claim may wait"),
        pytest.param(
            {"pending": 3}, {}, "3 claims wait for an answer; one must be answered or withdrawn first", id="capped"
        ),
        pytest.param(
            {"pending": 1},
            {"pending_cap": 1},
            "1 claim waits for an answer; one must be answered or withdrawn first",
            id="capped at one",
        ),
        pytest.param({"pending": 99}, {"pending_cap": None}, None, id="no cap"),
        pytest.param(
            {"pending": 3, "company": "acme"},
            {"companies": {"acme": CompanyLimits(4, None)}},
            None,
            id="own cap of a company",
        ),
        pytest.param(
            {"company": "acme"},
            {"companies": {"acme": CompanyLimits(None, 30)}},
            "30 min left under the company's limit of 30 min a week, 1 h needed",
            id="own limit of a company",
        ),
        pytest.param({"company": "other"}, {"companies": {"acme": CompanyLimits(0, 0)}}, None, id="another company"),
    ],
)
def test_limits(changes: dict[str, Any], settings: dict[str, Any], change: str | None) -> None:
    found = gate("limits", agent(**changes), need(), Settings(**settings))
    assert (said(found.change), found.shortfall) == (change, int(change is not None))


SUNDAY_NIGHT = session("2026-11-29 23:00", "2026-11-30 02:00")


@pytest.mark.parametrize(
    "limit, busy, change",
    [
        pytest.param(120, (), None, id="one hour in one week, two in the next"),
        pytest.param(119, (), "1 h 59 min left {of} 1 h 59 min a week, 2 h needed", id="too much for the second week"),
        pytest.param(180, (span("2026-11-24 10:00", "2026-11-24 12:00"),), None, id="just enough in both"),
        pytest.param(
            180,
            (span("2026-11-24 10:00", "2026-11-24 12:01"),),
            "59 min left {of} 3 h a week, 1 h needed",
            id="the first week is full",
        ),
        pytest.param(
            180,
            (span("2026-12-01 10:00", "2026-12-01 11:01"),),
            "1 h 59 min left {of} 3 h a week, 2 h needed",
            id="the second week is full",
        ),
    ],
)
def test_a_session_over_sunday_midnight_counts_in_both_weeks(limit: int, busy: Any, change: str | None) -> None:
    who = agent(weekly_limit_minutes=limit, busy=busy, availability=(window(6, 12, 12),))
    told = said(gate("limits", who, need(sessions=(SUNDAY_NIGHT,))).change)
    assert told == (change and change.format(of="under the personal limit of"))


def test_weeks_are_those_of_the_agents_zone() -> None:
    """Sunday 17:00 UTC is Monday 01:00 in Manila: there it belongs to the week after the busy one."""
    who = agent(weekly_limit_minutes=60, busy=BUSY_3_HOURS)
    sunday = need(sessions=(session("2026-11-29 17:00", "2026-11-29 18:00"),))
    assert not gate("limits", who, sunday).passed
    assert gate("limits", replace(who, time_zone="Asia/Manila"), sunday).passed


@pytest.mark.parametrize(
    "limit, deadline, short_of",
    [
        pytest.param(100, "2026-12-10 12:00", None, id="five hours in three weeks"),
        pytest.param(99, "2026-12-10 12:00", "4 h 57 min left {of} 1 h 39 min", id="a little less"),
        pytest.param(300, "2026-11-26 12:00", None, id="all in one week"),
        pytest.param(299, "2026-11-30 00:00", "4 h 59 min left {of} 4 h 59 min", id="the next week has not begun"),
        pytest.param(0, None, "0 min left {of} 0 min", id="no time at all, for ever"),
        pytest.param(3, None, None, id="little by little, without a deadline"),
    ],
)
def test_a_flexible_need_may_be_spread_over_weeks(limit: int, deadline: str | None, short_of: str | None) -> None:
    what = replace(FLEXIBLE, deadline=at(deadline) if deadline else None)
    told = said(gate("limits", agent(weekly_limit_minutes=limit), what).change)
    assert told == (short_of and f"{short_of.format(of='under the personal limit of')} a week, 5 h needed")


def test_weeks_are_counted_until_their_hours_are_enough() -> None:
    just_enough, little = (gate("limits", agent(weekly_limit_minutes=limit), FLEXIBLE) for limit in (150, 101))
    assert said(just_enough.has) == "0 claims pending; 5 h left under the weekly limit"
    assert said(little.has) == "0 claims pending; 5 h 3 min left under the weekly limit"


def test_limits_without_an_occasion_look_at_the_cap_only() -> None:
    full = agent(weekly_limit_minutes=0)
    assert gate("limits", full, need(sessions=())).passed
    assert gate("limits", full, replace(FLEXIBLE, deadline=NOW)).passed
    assert not gate("limits", agent(pending=3), need(sessions=())).passed
    assert gate("limits", full, need(sessions=()), Settings(pending_cap=None)).asked is None


@pytest.mark.parametrize(
    "own, company, pending, asked, has",
    [
        pytest.param(240, None, 1, "{cap}; at most 4 h a week", "1 claim pending; 1 h {left}", id="enough"),
        pytest.param(240, 300, 1, "{cap}; at most 4 h a week", "1 claim pending; 1 h {left}", id="what leaves least"),
        pytest.param(300, 240, 1, "{cap}; at most 4 h a week", "1 claim pending; 1 h {left}", id="the company's least"),
        pytest.param(240, 200, 1, "at most 3 h 20 min a week", "20 min {left}", id="one too little: that one"),
        pytest.param(
            210,
            200,
            1,
            "at most 3 h 30 min a week; at most 3 h 20 min a week",
            "30 min {left}; 20 min {left}",
            id="both too little",
        ),
        pytest.param(240, None, 3, "{cap}", "3 claims pending", id="capped"),
    ],
)
def test_limits_say_what_is_left(own: int, company: int | None, pending: int, asked: str, has: str) -> None:
    who = agent(weekly_limit_minutes=own, busy=BUSY_3_HOURS, pending=pending)
    found = gate("limits", who, need(), Settings(company_weekly_limit_minutes=company))
    assert said(found.asked) == asked.format(cap="at most 3 claims pending")
    assert said(found.has) == has.format(left="left under the weekly limit")


def test_a_weekly_limit_alone_is_told_without_a_cap() -> None:
    found = gate("limits", agent(weekly_limit_minutes=240), need(), Settings(pending_cap=None))
    assert (said(found.asked), said(found.has)) == ("at most 4 h a week", "4 h left under the weekly limit")
