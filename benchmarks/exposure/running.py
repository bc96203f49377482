"""One arm: the agenda of a world, with lists in the order of that arm."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from benchmarks.exposure.model import Arm, Model
from benchmarks.exposure.world import Look, Visit, World
from volunteer_match.matching.facts import Settings
from volunteer_match.matching.lineup import Past, line_of_agents, line_of_opportunities


@dataclass
class Outcome:
    """What came of it: who was asked for what and when, and which matches were made, with their fits."""

    asks: list[tuple[datetime, str, Fraction]] = field(default_factory=list)
    matches: list[tuple[datetime, str, str, Fraction]] = field(default_factory=list)
    """When, agent, need, points."""


class Run:
    def __init__(self, world: World, model: Model, arm: Arm) -> None:
        self.world, self.model, self.arm = world, model, arm
        self.settings = Settings(fairness=arm.fairness, attention=arm.attention)
        self.asks, self.connections, self.outcome = Past(), Past(), Outcome()
        self.remembered = Past(memory=timedelta(days=arm.memory_days))
        self._taken: dict[str, int] = defaultdict(int)
        self._held: dict[str, list[str]] = defaultdict(list)
        self._asked_for: dict[str, set[str]] = defaultdict(set)

    def through(self) -> Outcome:
        """Plays the whole agenda."""
        for event in self.world.agenda:
            if isinstance(event, Visit):
                self._visit(event)
            else:
                self._look(event)
        return self.outcome

    def is_open(self, need_id: str, now: datetime) -> bool:
        need = self.world.needs[need_id]
        return need.published <= now < need.begins and self._taken[need_id] < need.places

    def can_take(self, agent_id: str, need_id: str) -> bool:
        """Does not have it, and nothing else at that time."""
        need = self.world.needs[need_id]
        held = [self.world.needs[one] for one in self._held[agent_id]]
        return need_id not in self._held[agent_id] and all(
            one.ends <= need.begins or need.ends <= one.begins for one in held
        )

    def _visit(self, visit: Visit) -> None:
        fits = {
            need: points
            for need in self.world.needs
            if self.is_open(need, visit.at) and self.can_take(visit.agent, need)
            if (points := self.world.find_points(visit.agent, need)) is not None
        }
        if not fits:
            return
        seen = self._direct(visit, fits) or self._cards(visit, fits)
        best = max(seen, key=lambda need: self._utility(visit.agent, need, fits[need], visit.number))
        if self._utility(visit.agent, best, fits[best], visit.number) > self._nothing("visit", visit.number):
            self._match(visit.agent, best, fits[best], visit.at)

    def _direct(self, visit: Visit, fits: dict[str, Fraction]) -> list[str]:
        """The one need of a visit that comes by a link: the more attractive, the likelier."""
        if self.world.chance.uniform("direct", visit.number) >= self.model.direct:
            return []
        draw = self.world.chance.gumbel
        return [max(fits, key=lambda need: self.world.attraction[need] + draw("link", visit.number, need))]

    def _cards(self, visit: Visit, fits: dict[str, Fraction]) -> list[str]:
        """The first cards of the list, as far as this visit looks."""
        line = line_of_opportunities(visit.agent, fits, self.connections, visit.at, self.settings)
        if not self.model.position_bias:
            return line
        depth = self.world.chance.uniform("depth", visit.number) ** (-1 / self.model.position_bias)
        return line[: int(min(depth, len(line)))]

    def _utility(self, agent: str, need: str, points: Fraction, occasion: object) -> float:
        liked = self.model.taste_for_fit * (float(points) - 70) / 10 + self.world.attraction[need]
        return liked + self.world.chance.gumbel("taste", agent, need, occasion)

    def _nothing(self, *occasion: object) -> float:
        return self.model.reluctance + self.world.chance.gumbel("nothing", *occasion)

    def _look(self, look: Look) -> None:
        """Invites the first of the list, as long as there are places and nobody is asked twice for the same."""
        need = self.world.needs[look.need]
        free = need.places - self._taken[look.need]
        if not free:
            return
        fits = {
            agent: points
            for agent in self.world.people
            if self._may_ask(agent, look)
            if (points := self.world.find_points(agent, look.need)) is not None
        }
        line = self.line_for(look.need, fits, look.at)
        for agent in line[: min(self.model.asks_per_place * free, self.model.asks_per_look)]:
            tired = self.model.fatigue * self.asks.lately(agent, look.at)
            self.asks.add(agent, look.at)
            self.remembered.add(agent, look.at)
            self._asked_for[look.need].add(agent)
            self.outcome.asks.append((look.at, agent, fits[agent]))
            wish = self._utility(agent, look.need, fits[agent], "ask") - tired
            if wish > self._nothing("ask", agent, look.need) and self.is_open(look.need, look.at):
                self._match(agent, look.need, fits[agent], look.at)

    def line_for(self, need: str, fits: dict[str, Fraction], now: datetime) -> list[str]:
        """Agents for a need, as coordinators of this arm see them."""
        return line_of_agents(need, fits, self.remembered, now, self.settings)

    def _may_ask(self, agent: str, look: Look) -> bool:
        if self.world.people[agent].arrives > look.at or agent in self._asked_for[look.need]:
            return False
        is_capped = self.arm.cap is not None and self.asks.lately(agent, look.at) >= self.arm.cap
        return not is_capped and self.can_take(agent, look.need)

    def _match(self, agent: str, need: str, points: Fraction, at: datetime) -> None:
        self._taken[need] += 1
        self._held[agent].append(need)
        self.connections.add(need, at)
        self.outcome.matches.append((at, agent, need, points))
