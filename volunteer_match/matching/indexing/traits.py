"""What bitmaps tell of the parts of a fit: how much more those may have who are in one. The formulas: `worth`."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from pyroaring import BitMap

from volunteer_match.glossary import Format
from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.clocks import minute_of
from volunteer_match.matching.indexing.gates import speaking
from volunteer_match.matching.indexing.ladders import OFFERS, RECORD
from volunteer_match.matching.indexing.placed import Question
from volunteer_match.matching.indexing.week import DAY, WEEK
from volunteer_match.matching.indexing.worth import interest_keys

_MINUTE = timedelta(minutes=1)


class Trait(NamedTuple):
    """Those who have it may have `gain` points more than the others."""

    gain: float
    holders: BitMap


class Part(NamedTuple):
    """One part of the fit: who has none of the traits has at most `base` points."""

    base: float
    traits: list[Trait]


def parts_of(agents: Agents, asked: Question, able: BitMap) -> list[Part]:
    """All parts, for the agents in `able`."""
    steady = [part(agents, asked) for part in (_skills, _languages, _interest, _reliability)]
    return [*steady, _availability(agents, asked, able)]


def _skills(agents: Agents, asked: Question) -> Part:
    """A preferred skill that is not held may be wanted: that is as good as one that is held below the level."""
    requires, prefers = asked.need.requires.skills, asked.need.prefers.skills
    weight = asked.settings.weights.skills
    gain = weight / (4 * max(1, len(requires) + len(prefers)))
    keys = [(code, level + more) for code, level in requires.items() for more in (1, 2)] + list(prefers.items())
    holders = [agents.postings.get(("skill", agents.skills.find(code), int(level))) for code, level in keys]
    return Part(weight / 2 + gain * len(prefers), [Trait(gain, some) for some in holders])


def _languages(agents: Agents, asked: Question) -> Part:
    requires, prefers = asked.need.requires.languages, asked.need.prefers.languages
    weight = asked.settings.weights.languages
    gain = weight / (4 * max(1, len(requires) + len(prefers)))

    def at_least(tag: str, *levels: tuple[int, bool]) -> Trait:
        return Trait(gain, BitMap.union(*(speaking(agents, tag, *level) for level in levels)))

    traits = [at_least(tag, (level, True), (level + 1, False)) for tag, level in requires.items()]
    traits += [at_least(tag, (level + 1, True), (level + 2, False)) for tag, level in requires.items()]
    traits += [at_least(tag, (least, False)) for tag, level in prefers.items() for least in (0, int(level))]
    return Part(weight / 2, traits)


def _interest(agents: Agents, asked: Question) -> Part:
    weight = asked.settings.weights.interest
    keys = [("interest", agents.interests.find(key)) for key in interest_keys(asked.need)]
    return Part(weight / 2, [Trait(weight / 4, agents.postings.get(key)) for key in keys])


def _reliability(agents: Agents, asked: Question) -> Part:
    weight = asked.settings.weights.reliability
    gains = _gains((*RECORD, 1), lambda value: weight * value)
    return Part(weight * RECORD[0], [Trait(gain, agents.postings.get(("record", step))) for step, gain in gains])


def _availability(agents: Agents, asked: Question, able: BitMap) -> Part:
    """Nobody has more time before a deadline than they offer in so many weeks, but for exceptions."""
    weight, occasion = asked.settings.weights.availability, asked.occasions[0]
    enough = 2 * (occasion.needed // _MINUTE)
    if asked.need.format is not Format.FLEXIBLE or occasion.span is None or not enough:
        return Part(weight, [])
    start, end = minute_of(occasion.span.start), minute_of(occasion.span.end)
    weeks = sum(-(-(one.end - one.start) // WEEK) for one in agents.clocks.stretches(start, end))
    adds = able & agents.postings.union(("adds", day) for day in range(start // DAY, end // DAY + 1))
    gains = _gains((*OFFERS, WEEK), lambda minutes: weight * min(1, weeks * minutes / enough))
    above = [(gain, able & agents.postings.get(("offers", step))) for step, gain in gains if gain]
    return Part(0, [Trait(gain, offering | adds) for gain, offering in above])


def _gains(steps: Sequence[float], points: Callable[[float], float]) -> list[tuple[float, float]]:
    """Each step with what the next one gives more: who is above a step may stand at the next."""
    return [(step, points(above) - points(step)) for step, above in pairwise(steps)]
