"""Gates and reasons of those whom the index placed: by the pure functions, told what free time was found."""

from datetime import timedelta

from volunteer_match.matching.engine import Ranked
from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.fit import half_up, measure
from volunteer_match.matching.gates import judge
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.placed import Placed, Question
from volunteer_match.matching.indexing.unpacking import unpacked
from volunteer_match.matching.intervals import NO_TIME, Interval
from volunteer_match.matching.occasions import Case
from volunteer_match.matching.order import for_agent_load
from volunteer_match.matching.time import Calendar, Room

_MINUTE = timedelta(minutes=1)


class KnownCalendar(Calendar):
    """A calendar whose answers about one opportunity were found already."""

    def __init__(self, agent: AgentFacts, rooms: dict[Interval, Room], free: timedelta = NO_TIME) -> None:
        super().__init__(agent)
        self._rooms, self._free_before = rooms, free

    def free_time(self, window: Interval, enough: timedelta) -> timedelta:
        return min(self._free_before, enough)


def ranked(agents: Agents, asked: Question, one: Placed) -> Ranked:
    """One of the list, with all it is based on."""
    if one.exact is not None:
        facts, report, fit = one.exact.facts, one.exact.report, one.exact.fit
    else:
        facts = unpacked(agents, one.scored.slot, with_time=False)
        limits = asked.settings.limits_of(facts.company)
        calendar = _calendar(facts, asked, one)
        case = Case(facts, asked.need, asked.now, asked.occasions, calendar, asked.settings, limits)
        report = judge(case)
        fit = measure(case, report.sessions)
    adjustment = for_agent_load(fit.points, facts, asked.settings)
    order = half_up(fit.points - adjustment.lost, 10)
    ids = facts.id, asked.need.id
    return Ranked(*ids, fit.tenths, order, fit.parts, report.gates, report.sessions, adjustment)


def _calendar(facts: AgentFacts, asked: Question, one: Placed) -> KnownCalendar:
    if not one.doable:
        return KnownCalendar(facts, {}, one.spare[0] * _MINUTE)
    rooms = {}
    for occasion, doable, spare in zip(asked.occasions, one.doable, one.spare, strict=True):
        assert occasion.span is not None, "a session has a span"
        rooms[occasion.span] = Room(occasion.needed if doable else NO_TIME, spare * _MINUTE)
    return KnownCalendar(facts, rooms)
