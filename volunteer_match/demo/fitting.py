"""Whether an agent suits a session on whatever day the demo is loaded. Pure.

The demo's days are counted from today, so a session meets an agent's week differently on a Monday in January and on a
Friday in July. Both are tried on reference days: a week in each of four seasons, two of which have a change of clocks
in one part of the world and not yet in another.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from volunteer_match.demo.chance import LEVELS, PROFICIENCIES
from volunteer_match.demo.dates import Span, span_of
from volunteer_match.demo.shape import DemoAgent, DemoOpportunity, DemoSession, DemoShift, DemoWindow
from volunteer_match.glossary import Verdict

SEASONS = ((1, 11), (3, 16), (7, 12), (10, 27))
REFERENCES = tuple(
    datetime(2027, month, day, 12, tzinfo=UTC) + timedelta(days=later) for month, day in SEASONS for later in range(7)
)
REST_GAP = 30
WEEK = 7 * 24 * 60
DAYTIME = (7 * 60, 23 * 60 + 30)
"""Minutes of the day between which somebody would take up a new habit."""
CREDENTIAL_MARGIN = 10
"""Days that a credential must outlive the last day of a session."""


@lru_cache(maxsize=4096)
def reference_spans(opportunity: DemoOpportunity, session: DemoSession) -> tuple[Span, ...]:
    """Start and end of the session, in UTC, seen from each reference day."""
    return tuple(span_of(opportunity, session, now) for now in REFERENCES)


@lru_cache(maxsize=16384)
def weekly_starts(opportunity: DemoOpportunity, session: DemoSession, time_zone: str) -> frozenset[int]:
    """The minutes of the week (Monday 00:00 is 0) at which the session can start for people of that zone."""
    locals_ = (start.astimezone(ZoneInfo(time_zone)) for start, _ in reference_spans(opportunity, session))
    return frozenset(local.weekday() * 1440 + local.hour * 60 + local.minute for local in locals_)


def _marked(spans: Iterable[tuple[int, int]]) -> int:
    """A number with a bit for each minute of two weeks in a row, so that a span may run over Sunday night."""
    week = 0
    for start, length in spans:
        bits = ((1 << length) - 1) << (start % WEEK)
        week |= (bits | bits >> WEEK) & ((1 << WEEK) - 1)
    return week | week << WEEK


@lru_cache(maxsize=8192)
def free_minutes(windows: tuple[DemoWindow, ...]) -> int:
    """The minutes of a week that lie in the windows, as bits, twice over."""
    return _marked((w.weekday * 1440 + w.start, (w.end - w.start) % 1440 or 1440) for w in windows)


@lru_cache(maxsize=8192)
def working_minutes(shifts: tuple[DemoShift, ...]) -> int:
    """The minutes of a week that are shifts or rest beside them, as bits, twice over."""
    return _marked((s.weekday * 1440 + s.start - REST_GAP, s.minutes + 2 * REST_GAP) for s in shifts)


def could_come(agent: DemoAgent, opportunity: DemoOpportunity, session: DemoSession) -> bool:
    """True if the session is in daytime and meets neither a shift nor an exception of the agent, on any day."""
    needed, work = (1 << session.minutes) - 1, working_minutes(agent.shifts)
    for start in weekly_starts(opportunity, session, agent.time_zone):
        is_daytime = DAYTIME[0] <= start % 1440 and start % 1440 + session.minutes <= DAYTIME[1]
        if not is_daytime or (work >> start) & needed:
            return False
    near = range(session.day - 1, session.last_day + 2)
    return not any(exception.day in near and not exception.is_available for exception in agent.exceptions)


def lacking_hours(agent: DemoAgent, opportunity: DemoOpportunity, session: DemoSession) -> tuple[DemoWindow, ...]:
    """Windows, to the half hour, that would make the agent free for a session they could come to."""
    needed, free = (1 << session.minutes) - 1, free_minutes(agent.windows)
    starts = weekly_starts(opportunity, session, agent.time_zone)
    return tuple(
        DemoWindow(start // 1440, start % 1440 // 30 * 30, -(-(start % 1440 + session.minutes) // 30) * 30)
        for start in sorted(starts)
        if (free >> start) & needed != needed
    )


def overlaps(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """True if two sessions meet on any reference day."""
    return any(a[0] < b[1] and b[0] < a[1] for a, b in zip(one, other, strict=True))


def speaks(agent: DemoAgent, opportunity: DemoOpportunity) -> bool:
    """True if the agent has every required language at its level, tested where the need asks it."""
    return all(
        any(
            (held.tag == asked.tag or held.tag.startswith(f"{asked.tag}-"))
            and PROFICIENCIES.index(held.level) >= PROFICIENCIES.index(asked.level)
            and (held.is_verified or not asked.verified_only)
            for held in agent.languages
        )
        for asked in opportunity.languages
        if asked.is_required
    )


def lacking_skills(agent: DemoAgent, opportunity: DemoOpportunity) -> dict[str, str]:
    """Required skills that the agent lacks, with the level asked."""
    held = {skill.skill: LEVELS.index(skill.level) for skill in agent.skills}
    required = {asked.skill: asked.level for asked in opportunity.skills if asked.is_required}
    return {skill: level for skill, level in required.items() if held.get(skill, -1) < LEVELS.index(level)}


def lacking_credentials(agent: DemoAgent, opportunity: DemoOpportunity) -> list[str]:
    """Required credentials that the agent lacks, or that are not verified or end too soon."""
    if opportunity.flexible:
        last = opportunity.flexible.deadline_day
    else:
        last = max(session.last_day for session in opportunity.sessions)
    good = {
        credential.kind
        for credential in agent.credentials
        if credential.verdict is Verdict.VERIFIED
        and (credential.expires_in is None or credential.expires_in > last + CREDENTIAL_MARGIN)
    }
    return [kind for kind in opportunity.credentials if kind not in good]
