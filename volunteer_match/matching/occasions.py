"""What there is to be done in an opportunity: each open session, or the whole stretch of a flexible need."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from volunteer_match.glossary import Format
from volunteer_match.matching.facts import AgentFacts, CompanyLimits, OpportunityFacts, SessionFacts, Settings
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.time import HORIZON, Calendar
from volunteer_match.matching.zones import local_day

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing an agent could do; credentials, age, time and limits are judged for each.

    `span` is the session, or from now to the deadline of a flexible need (None once that is over). `needed` is the
    time it takes. `last` is the moment whose date, in `zone`, credentials must hold through.
    """

    session: str | None
    span: Interval | None
    needed: timedelta
    last: datetime
    zone: str

    @property
    def day(self) -> date:
        """The date that credentials must hold through.

        Of a session: the date of its last moment, in the zone it was planned in. Of a flexible need: the date of the
        deadline in the opportunity's zone, or today where there is no deadline.
        """
        return local_day(self.last, self.zone)


@dataclass(frozen=True, slots=True)
class Case:
    """One agent and one opportunity, with what gates and fit both look at."""

    agent: AgentFacts
    opportunity: OpportunityFacts
    now: datetime
    occasions: tuple[Occasion, ...]
    calendar: Calendar
    settings: Settings
    limits: CompanyLimits


def case_of(
    agent: AgentFacts,
    opportunity: OpportunityFacts,
    now: datetime,
    settings: Settings,
    occasions: tuple[Occasion, ...] | None = None,
    calendar: Calendar | None = None,
) -> Case:
    """The case of these two. A ranking gives the `occasions` or the `calendar` that its cases share."""
    return Case(
        agent,
        opportunity,
        now,
        occasions_of(opportunity, now) if occasions is None else occasions,
        calendar or Calendar(agent),
        settings,
        settings.limits_of(agent.company),
    )


def occasions_of(opportunity: OpportunityFacts, now: datetime) -> tuple[Occasion, ...]:
    """Open sessions (a free place, not begun by `now`) by start; of a flexible need always exactly one occasion."""
    if opportunity.format is Format.FLEXIBLE:
        return (_flexible(opportunity, now),)
    sessions = [session for session in opportunity.sessions if session.places > 0 and session.start > now]
    return tuple(_scheduled(session) for session in sorted(sessions, key=lambda session: (session.start, session.id)))


def _scheduled(session: SessionFacts) -> Occasion:
    span = Interval(session.start, session.end)
    return Occasion(session.id, span, span.length, span.end - _MOMENT, session.time_zone)


def _flexible(opportunity: OpportunityFacts, now: datetime) -> Occasion:
    """From the minute that has begun: nobody plans seconds, and time can be counted in whole minutes."""
    deadline, begun = opportunity.deadline, now.replace(second=0, microsecond=0)
    end = begun + HORIZON if deadline is None else min(deadline, begun + HORIZON)
    span = Interval(begun, end) if now < end else None
    needed = timedelta(minutes=opportunity.minutes_needed or 0)
    return Occasion(None, span, needed, deadline or now, opportunity.time_zone)
