"""Whom to look at first where very many suit: bitmaps alone tell the most that each of them can reach.

All start with what a part of the fit gives at least (of time, at most), and each trait that a bitmap tells gives more
to those who have it. Sets are split by one trait after the other, always the set that can reach most; so the best
come first, and most are never split.
"""

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import count
from typing import NamedTuple

from pyroaring import BitMap

from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.ladders import ASKED
from volunteer_match.matching.indexing.placed import Question
from volunteer_match.matching.indexing.traits import parts_of
from volunteer_match.matching.order import factor_of


class Layer(NamedTuple):
    """Agents whose orders are at most `most`."""

    most: float
    members: BitMap


class _Set(NamedTuple):
    """Agents on their way: split by the traits before `level`, they have `points`, less the `factor` of their asks."""

    below: float
    """What they can reach at most, negative: the smallest is looked at first."""
    number: int
    factor: float
    points: float
    level: int
    members: BitMap


def layers(agents: Agents, asked: Question, able: BitMap, few: int) -> Iterator[Layer]:
    """Everybody in `able`, those who can reach most first; `few` are not worth a split."""
    parts = parts_of(agents, asked, able)
    traits = sorted((trait for part in parts for trait in part.traits), key=lambda trait: -trait.gain)
    left = [sum(trait.gain for trait in traits[level:]) for level in range(len(traits) + 1)]
    numbers = count()

    def placed(factor: float, points: float, level: int, members: BitMap) -> _Set:
        return _Set(-factor * (points + left[level]), next(numbers), factor, points, level, members)

    base = sum(part.base for part in parts)
    queue = [placed(factor, base, 0, members) for factor, members in _by_asks(agents, asked, able)]
    heapify(queue)
    while queue:
        below, _, factor, points, level, members = heappop(queue)
        if level == len(traits) or len(members) <= few:
            yield Layer(-below, members)
            continue
        holders = members & traits[level].holders
        if len(holders) < len(members):
            heappush(queue, placed(factor, points, level + 1, members - holders if holders else members))
        if holders:
            heappush(queue, placed(factor, points + traits[level].gain, level + 1, holders))


def _by_asks(agents: Agents, asked: Question, able: BitMap) -> Iterator[tuple[float, BitMap]]:
    """Everybody in `able` by what their asks leave of their points at most."""
    for asks in ASKED:
        more = able & agents.postings.get(("asked", asks))
        yield float(factor_of(asked.settings.fairness, asks)), able - more
        able = more
    yield float(factor_of(asked.settings.fairness, len(ASKED))), able


def in_lots(found: Iterable[Layer], many: int) -> Iterator[Layer]:
    """Layers put together until they have `many`."""
    most, waiting = 0.0, BitMap()
    for layer in found:
        most = most if waiting else layer.most
        waiting |= layer.members
        if len(waiting) >= many:
            yield Layer(most, waiting)
            waiting = BitMap()
    if waiting:
        yield Layer(most, waiting)
