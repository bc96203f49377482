"""The lot that decides between equals: a hash of seed, day, agent and opportunity; never an id or a name itself.

Each of the three is hashed once to 64 bits, and the three are mixed. So an index can keep the hashes of half a million
agents and draw all their lots at once, the same as are drawn here one by one.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import Settings

_BITS = (1 << 64) - 1
_FIRST, _SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
"""Of the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014)."""
Lots = NDArray[np.uint64]


@lru_cache(maxsize=4096)
def hash_of(text: str) -> int:
    """64 bits of a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def hashes_of(texts: Iterable[bytes]) -> Lots:
    """The same for many texts at once, as UTF-8."""
    return np.frombuffer(b"".join(blake2b(text, digest_size=8).digest() for text in texts), dtype=np.uint64)


def round_hash(now: datetime, settings: Settings) -> int:
    """64 bits of the seed and of the day of `now` in UTC: a new lot is drawn every day."""
    return hash_of(f"{settings.seed}\n{now.date().isoformat()}")


def lot(now: datetime, settings: Settings, agent_id: str, opportunity_id: str) -> int:
    """0 to 2⁶⁴ − 1; the smaller comes first."""
    return _mixed(_mixed(hash_of(agent_id) ^ round_hash(now, settings)) ^ hash_of(opportunity_id))


def lots(now: datetime, settings: Settings, agents: Lots | int, opportunities: Lots | int) -> Lots:
    """The same for hashes of many agents and one opportunity, of one agent and many opportunities, or of pairs."""
    seed = round_hash(now, settings)
    drawn = np.uint64(_mixed(agents ^ seed)) if isinstance(agents, int) else _mixed_all(agents ^ np.uint64(seed))
    return _mixed_all(drawn ^ np.asarray(opportunities, dtype=np.uint64))


def _mixed(bits: int) -> int:
    bits = (bits ^ (bits >> 30)) * _FIRST & _BITS
    bits = (bits ^ (bits >> 27)) * _SECOND & _BITS
    return bits ^ (bits >> 31)


def _mixed_all(bits: Lots) -> Lots:
    bits = np.atleast_1d(bits)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(_FIRST)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(_SECOND)
    return bits ^ (bits >> np.uint64(31))
