"""When the agents of the workload are free and when they work, by their shift pattern."""

from datetime import datetime, timedelta

import numpy as np
from numpy.random import Generator

from benchmarks.workload.sites import SITES
from volunteer_match.matching.tables import Ints, ShiftTable, WindowTable
from volunteer_match.matching.zones import local_to_utc

_HOUR, _DAY = 60, 1440
_MINUTE_US = 60_000_000
PATTERNS = {0: 0.35, 1: 0.25, 2: 0.20, 3: 0.12, 4: 0.08}
"""Early, day, late, night, part-time: the numbers are places in the arrays below."""
_FREE_FROM = np.array([17, 19, 8, 14, 12]) * _HOUR
"""When hours offered on a workday begin, on average."""
_WORK_FROM = np.array([6, 9, 14, 22, 8]) * _HOUR
SHIFT_WEEKS = 4


def windows(rng: Generator, pattern: Ints, *, grid: int) -> WindowTable:
    """Weekly hours on a grid of so many minutes; on the quarter-hour grid 1 % of the agents lie 5 minutes off it."""
    count = len(pattern)
    is_weekend = np.arange(7) >= 5
    offered = rng.random((count, 7)) < np.where(is_weekend, 0.45, 0.55)
    usual = np.where(is_weekend, 11 * _HOUR, _FREE_FROM[pattern][:, None])
    start = usual + rng.integers(-120 // grid, 120 // grid + 1, size=(count, 7)) * grid
    length = rng.integers(120 // grid, 300 // grid + 1, size=(count, 7)) * grid
    offered &= rng.random((count, 1)) >= 0.05
    agent, day = np.nonzero(offered)
    more = np.flatnonzero(rng.random(count) < 0.15)
    more = more[offered[more].any(axis=1)]
    extra_start = rng.integers(6 * _HOUR // grid, 23 * _HOUR // grid, size=len(more)) * grid
    agents = np.concatenate([agent, more])
    days = np.concatenate([day, rng.integers(0, 7, size=len(more))])
    starts = np.concatenate([start[agent, day], extra_start])
    lengths = np.concatenate([length[agent, day], rng.integers(60 // grid, 180 // grid + 1, size=len(more)) * grid])
    if grid == 15:
        starts += np.where(rng.random(count) < 0.01, 5, 0)[agents]
    ends = np.where(starts + lengths > _DAY, starts + lengths - _DAY, starts + lengths)
    by_agent = np.argsort(agents, kind="stable")
    return WindowTable(agents[by_agent], days[by_agent], starts[by_agent], ends[by_agent])


def shifts(rng: Generator, pattern: Ints, site: Ints, now: datetime) -> ShiftTable:
    """Five shifts of 8 or 9 hours in each of four weeks from the Monday of `now`; part-time 4 hours fewer."""
    count, days = len(pattern), 7 * SHIFT_WEEKS
    monday = (now - timedelta(days=now.weekday())).date()
    dates = [monday + timedelta(days=day) for day in range(days)]
    seconds = np.array([[local_to_utc(date, 0, here.zone).timestamp() for date in dates] for here in SITES])
    midnights = seconds.astype(np.int64) * 1_000_000
    off = rng.integers(0, 7, size=count)
    weekday = np.arange(days) % 7
    works = (weekday != off[:, None]) & (weekday != (off[:, None] + 1) % 7)
    agent, day = np.nonzero(works)
    delay = rng.integers(0, 5, size=count) * 15
    start = midnights[site[agent], day] + (_WORK_FROM[pattern] + delay)[agent] * _MINUTE_US
    hours = np.where(pattern == 4, 4, rng.integers(8, 10, size=count))
    return ShiftTable(agent, start, start + hours[agent] * _HOUR * _MINUTE_US)
