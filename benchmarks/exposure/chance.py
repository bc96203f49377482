"""Random numbers with names: the same name is the same number, in every arm of a comparison.

Drawing in sequence would hand an arm other numbers as soon as one thing went differently. With named draws a visit has
the same patience and an agent the same taste for a need whatever the order shows (common random numbers; Law and
Kelton, Simulation Modeling and Analysis, chapter 11), so differences of two arms are caused by the order alone.
"""

import math
from hashlib import blake2b

_HIGH = 2**64


class Chance:
    """All draws of one seed."""

    def __init__(self, seed: int) -> None:
        self._key = seed.to_bytes(8, "big")

    def uniform(self, *name: object) -> float:
        """Between 0 and 1, both left out."""
        text = "\n".join(map(str, name)).encode()
        number = int.from_bytes(blake2b(text, digest_size=8, key=self._key).digest(), "big")
        return (number + 0.5) / _HIGH if number < _HIGH - 2**11 else 1 - 2**-53

    def gumbel(self, *name: object) -> float:
        """What makes a choice of the highest utility a multinomial logit (McFadden 1974)."""
        return -math.log(-math.log(self.uniform(*name)))

    def normal(self, *name: object) -> float:
        """Mean 0, deviation 1 (Box and Muller 1958)."""
        radius = math.sqrt(-2 * math.log(self.uniform("radius", *name)))
        return radius * math.cos(2 * math.pi * self.uniform("angle", *name))
