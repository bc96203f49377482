"""Figures for partners: blurred a little, then rounded to a few round numbers, so that nobody can be picked out.

How and why stands in docs/matching.md, "The supply meter".
"""

from hashlib import blake2b

FEWEST = 5
"""Below this nothing is told, not even whether there is anybody."""
_FIRST = (10, 20, 30, 50)
_SERIES = (100, 200, 300, 500)
ROUND: tuple[int, ...] = (*_FIRST, *(number * power for power in (1, 10, 100, 1_000, 10_000) for number in _SERIES))
"""10, 20, 30, 50, 100, 200, 300, 500, 1000 …"""


def rounded(count: int) -> int:
    """The nearest round number (the larger of two as near); 0 stands for "fewer than 5"."""
    if count < FEWEST:
        return 0
    return int(min(ROUND, key=lambda number: (abs(number - count), -number)))


def blur(secret: bytes, *traits: int) -> int:
    """A whole number near 0, drawn from a secret and from what is told apart about a set of people.

    0 has the chance 1/3, and every step further from 0 half the chance of the step before: the two-sided geometric
    distribution (Ghosh, Roughgarden and Sundararajan, "Universally utility-maximizing privacy mechanisms", 2009) with
    α = 1/2. One agent more or less makes no figure more than twice as likely.
    """
    drawn = int.from_bytes(blake2b(repr(traits).encode(), digest_size=8, key=secret[:64]).digest(), "little")
    low, rest = drawn % 3, drawn // 3
    if low == 0:
        return 0
    steps = 1
    while rest & 1:
        steps, rest = steps + 1, rest >> 1
    return steps if low == 1 else -steps
