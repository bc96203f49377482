"""A quick sieve by time, before anybody's week is looked at: it may let too many through, and never too few."""

from collections.abc import Iterable, Iterator

from pyroaring import BitMap

from volunteer_match.matching.indexing.agents import Agents
from volunteer_match.matching.indexing.times import Times
from volunteer_match.matching.indexing.week import BLOCK, WEEK

Blocks = tuple[tuple[int, int], ...]
"""Pairs of blocks of the week: in one a session begins, in the other it ends."""


def offering(agents: Agents, times: Times) -> BitMap:
    """Who offers something, on their own clock, in the blocks in which some session begins and ends.

    Whoever may be free by an exception, or lives where clocks change around a session, passes.
    """
    found = [agents.postings.union(("adds", day) for day in times.days_near)]
    by_blocks: dict[Blocks, BitMap] = {}
    for zone, (blocks, unsure) in enumerate(zip(_blocks(times), times.unsure.tolist(), strict=True)):
        members = agents.postings.get(("zone", zone))
        if not unsure:
            if blocks not in by_blocks:
                by_blocks[blocks] = _offering(agents, blocks)
            members = members & by_blocks[blocks]
        found.append(members)
    return BitMap.union(*found)


def _blocks(times: Times) -> Iterator[Blocks]:
    """For each zone."""
    first, last = times.local // BLOCK, (times.local + times.minutes[:, None] - 1) % WEEK // BLOCK
    for begin, end in zip(first.T.tolist(), last.T.tolist(), strict=True):
        yield tuple(sorted(set(zip(begin, end, strict=True))))


def _offering(agents: Agents, blocks: Iterable[tuple[int, int]]) -> BitMap:
    """Who offers something in both blocks of some pair."""
    hours = [tuple(agents.postings.get(("hours", block)) for block in pair) for pair in blocks]
    found = [first if first is last else first & last for first, last in hours]
    return found[0] if len(found) == 1 else BitMap.union(*found)
