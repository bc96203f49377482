"""What few agents have, and what does not fit a row: kept as it came, and judged by the exact functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from volunteer_match.matching.facts import AgentFacts, CredentialFacts, ExceptionFacts, Window
from volunteer_match.matching.indexing.clocks import minute_of
from volunteer_match.matching.indexing.cuts import Span
from volunteer_match.matching.intervals import Interval, merged, total, within
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.time import weeks_of
from volunteer_match.matching.zones import local_day

DAY = 1440
IRREGULAR = "irregular", 0
"""The key of all who have something irregular."""
Cost = tuple[int, int, int]
"""From a minute since 1970 (UTC) up to another, and how many minutes that is about."""
_MINUTE, _MICROSECOND = timedelta(minutes=1), timedelta(microseconds=1)
NO_DAYS: frozenset[int] = frozenset()
NO_NAMES: frozenset[str] = frozenset()
"""An empty set takes 216 bytes: all share one."""


@dataclass(slots=True)
class Irregular:
    """One agent's facts that no column has. None where the columns tell all."""

    skills: tuple[Mapping[str, SkillLevel], frozenset[str]] | None = None
    """Those held, and those wanted."""
    languages: tuple[Mapping[str, Proficiency], frozenset[str]] | None = None
    """All, and those verified."""
    interests: tuple[frozenset[str], frozenset[str]] | None = None
    """Those chosen, and those served well."""
    windows: tuple[Window, ...] | None = None
    credentials: tuple[CredentialFacts, ...] | None = None
    numbers: tuple[int | None, int] | None = None
    """Weekly limit in minutes, and asks in the last seven days."""
    id: str | None = None
    cuts: tuple[Interval, ...] = ()
    """Shifts with their rest that have no room in the columns."""
    takes: tuple[Cost, ...] = ()
    """Promises, exceptions and such cuts, as far as no cut in a column covers them: what of the windows they cost."""
    gains: tuple[Cost, ...] = ()
    """What exceptions add, with the minutes that are free by them alone."""
    runs: tuple[Span, ...] = ()
    """The windows, where one is off the quarter hour, as `dated.joined` has them."""
    odd_days: frozenset[int] = NO_DAYS
    """Days (from 1970, UTC) of what is not in whole minutes."""
    exceptions: tuple[ExceptionFacts, ...] = ()
    busy: tuple[Interval, ...] = ()
    promised: tuple[Interval, ...] = ()
    weeks: Mapping[int, int] = field(default_factory=dict)
    """Microseconds that are promised, by week (see `week_number`)."""
    blocked_by: frozenset[str] = NO_NAMES
    returned_from: frozenset[str] = NO_NAMES

    @property
    def has_more_profile(self) -> bool:
        """Whether some column tells too little of anything but time."""
        sections = (self.skills, self.languages, self.interests, self.credentials, self.numbers)
        return any(section is not None for section in sections)

    @property
    def is_empty(self) -> bool:
        return self == _REGULAR


_REGULAR = Irregular()


def days_of(spans: Iterable[tuple[int, ...]]) -> set[int]:
    """The days, counted from 1970 in UTC, that stretches of minutes touch."""
    return {day for span in spans for day in range(span[0] // DAY, (span[1] - 1) // DAY + 1)}


def week_number(week: Interval, zone: str) -> int:
    """The number, from year 1 on, of a week as `zones.week_of` gives it."""
    return (local_day(week.start, zone).toordinal() - 1) // 7


def promised_by_week(agent: AgentFacts) -> dict[int, int]:
    """Microseconds promised in each week of the agent's zone; what overlaps counts once."""
    spans = merged((*agent.busy, *agent.promised))
    weeks = {week for span in spans for week in weeks_of(span, agent.time_zone)}
    return {week_number(week, agent.time_zone): total(within(spans, week)) // _MICROSECOND for week in weeks}


def cuts_of_shifts(shifts: Iterable[Interval], gap: timedelta) -> tuple[list[tuple[int, int]], tuple[Interval, ...]]:
    """Shifts widened by the rest gap and merged: in whole minutes since 1970, and those that are not whole minutes."""
    whole, odd = [], []
    for cut in merged(shift.widened(gap) for shift in shifts):
        start, end = minute_of(cut.start), minute_of(cut.end)
        if cut.end - cut.start == (end - start) * _MINUTE and not cut.start.second and not cut.start.microsecond:
            whole.append((start, end))
        else:
            odd.append(cut)
    return whole, tuple(odd)
