"""Small worlds for tests of assignments: few agents and sessions, tight limits, many ties and clashes."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import strategies as st

from volunteer_match.matching.assignment_facts import Bounds, Candidate, lines_of
from volunteer_match.matching.intervals import Interval

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def candidate(agent: str, session: str, order: int, hour: int | None = None, hours: int = 1, **loads: int) -> Candidate:
    """The opportunity of session "maths-2" is "maths"; `hour` counts from Monday 09:00."""
    span = None if hour is None else Interval(MONDAY + hour * HOUR, MONDAY + (hour + hours) * HOUR)
    lot = f"{agent}{session}".encode()
    return Candidate(agent, session.split("-")[0], session, order, order, lot, span, tuple(loads.items()))


@st.composite
def problems(draw: st.DrawFn, most: int = 9) -> tuple[list[Candidate], Bounds]:
    """At most `most` candidates; hours overlap often, and minutes, asks and places are short."""
    agents, sessions = ["ann", "bo", "cy"], ["maths-1", "maths-2", "reading-1", "desk-1"]
    hours = {session: draw(st.none() | st.integers(0, 2)) for session in sessions}
    lengths = {session: draw(st.integers(1, 2)) for session in sessions}
    pairs = st.tuples(st.sampled_from(agents), st.sampled_from(sessions))
    chosen = draw(st.lists(pairs, max_size=most, unique=True))
    candidates = [
        candidate(
            agent, session, draw(st.integers(1, 12)) * 80, hours[session], lengths[session], week=60 * lengths[session]
        )
        for agent, session in chosen
    ]
    places = {session: draw(st.integers(0, 2)) for session in sessions}
    asks = {agent: draw(st.integers(0, 3)) for agent in agents}
    minutes = {(agent, "week"): draw(st.sampled_from([0, 60, 90, 120, 180, 600])) for agent in agents}
    return candidates, Bounds(places, asks, minutes, draw(st.sampled_from([1.0, 0.9, 0.5])))


def is_feasible(chosen: Iterable[Candidate], bounds: Bounds) -> bool:
    """Checked in the plainest way, apart from the code under test."""
    listed = list(chosen)
    agents, sessions = {one.agent for one in listed}, {one.session for one in listed}
    limits = {(one.agent, name) for one in listed for name, _ in one.loads}
    spent = {
        (agent, limit): sum(dict(one.loads).get(limit, 0) for one in listed if one.agent == agent)
        for agent, limit in limits
    }
    return (
        all(sum(one.session == session for one in listed) <= bounds.places.get(session, 0) for session in sessions)
        and all(sum(one.agent == agent for one in listed) <= bounds.asks.get(agent, 0) for agent in agents)
        and all(minutes <= bounds.minutes.get(key, 0) for key, minutes in spent.items())
        and len({(one.agent, one.session) for one in listed}) == len(listed)
        and not any(
            one.agent == other.agent and one.interval and other.interval and one.interval.overlaps(other.interval)
            for one, other in combinations(listed, 2)
        )
    )


def total(chosen: Iterable[Candidate], bounds: Bounds) -> int:
    return sum(line.worth for line in lines_of(chosen, bounds.share))


def best_total(candidates: list[Candidate], bounds: Bounds) -> int:
    """By trying every set of candidates."""
    return max(
        total(chosen, bounds)
        for size in range(len(candidates) + 1)
        for chosen in combinations(candidates, size)
        if is_feasible(chosen, bounds)
    )
