"""The world of one seed: people, needs, fits of all who can, and the agenda. All arms share it."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from random import Random

from benchmarks.exposure.chance import Chance
from benchmarks.exposure.model import Model
from benchmarks.exposure.people import START, WEEK, Need, Person, make_needs, make_person
from volunteer_match.matching.facts import AgentFacts, Settings
from volunteer_match.matching.fit import measure
from volunteer_match.matching.gates import judge
from volunteer_match.matching.lineup import might_pass
from volunteer_match.matching.occasions import case_of
from volunteer_match.matching.time import Calendar

SETTINGS = Settings()
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Visit:
    at: datetime
    number: int
    agent: str


@dataclass(frozen=True, slots=True)
class Look:
    """Coordinators look for people for a need."""

    at: datetime
    need: str


@dataclass(frozen=True)
class World:
    people: dict[str, Person]
    needs: dict[str, Need]
    attraction: dict[str, float]
    agenda: tuple[Visit | Look, ...]
    chance: Chance
    _known: dict[tuple[str, str], Fraction | None] = field(default_factory=dict)
    _calendars: dict[str, Calendar] = field(default_factory=dict)

    def find_points(self, agent_id: str, need_id: str) -> Fraction | None:
        """The exact fit at the moment the need was published; None where a gate fails. Worked out once for all arms."""
        key = agent_id, need_id
        if key not in self._known:
            self._known[key] = self._judged(self.people[agent_id].facts, self.needs[need_id])
        return self._known[key]

    def _judged(self, agent: AgentFacts, need: Need) -> Fraction | None:
        if not might_pass(agent, need.facts):
            return None
        calendar = self._calendars.setdefault(agent.id, Calendar(agent))
        case = case_of(agent, need.facts, need.published, SETTINGS, calendar=calendar)
        report = judge(case)
        return measure(case, report.sessions).points if report.passed else None


def build_world(seed: int, model: Model) -> World:
    draw, chance = Random(seed), Chance(seed)
    people = [make_person(number, draw, model) for number in range(model.agents)]
    needs = make_needs(draw, model)
    attraction = {need.facts.id: model.attraction_spread * chance.normal("attraction", need.facts.id) for need in needs}
    visits = sorted((at, person.facts.id) for person in people for at in person.visits)
    agenda: list[Visit | Look] = [Visit(at, number, agent) for number, (at, agent) in enumerate(visits)]
    agenda += _looks(needs, attraction, draw, model)
    return World(
        {person.facts.id: person for person in people},
        {need.facts.id: need for need in needs},
        attraction,
        tuple(sorted(agenda, key=lambda event: event.at)),
        chance,
    )


def _looks(needs: list[Need], attraction: dict[str, float], draw: Random, model: Model) -> list[Look]:
    """When coordinators look for whom: half of the time for any open need, half for one that attracts."""
    looks: list[Look] = []
    at = START
    while (
        model.looks_per_week and (at := at + draw.expovariate(model.looks_per_week) * WEEK) < START + model.weeks * WEEK
    ):
        there = [need.facts.id for need in needs if need.published <= at < need.begins]
        weights = [math.exp(attraction[need]) for need in there] if draw.random() < HALF else None
        if there:
            looks.append(Look(at, draw.choices(there, weights)[0]))
    return looks
