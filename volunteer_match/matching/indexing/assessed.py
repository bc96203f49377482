"""What is found of agents whose profile suits: who passes all gates, who is left to exactness, what time is worth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.indexing.bitmaps import slots_of
from volunteer_match.matching.indexing.worth import Share

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Assessed:
    """Agents whose profile suits, with what their time is worth. `sure` pass all gates; `unsure` are left to the
    exact functions, and their availability stands at the most it may be."""

    rows: Ints
    availability: Share
    sure: Flags
    unsure: Flags
    doable: Flags
    """For each session and each of `rows`; no session for a flexible opportunity."""
    spare: Ints
    """Minutes around each session, or (one row) free before a deadline."""

    def chosen(self, places: Ints) -> "Assessed":
        """The same for some of the rows."""
        flags = self.sure[places], self.unsure[places]
        return Assessed(
            self.rows[places], self.availability.chosen(places), *flags, self.doable[:, places], self.spare[:, places]
        )

    def beside(self, other: "Assessed") -> "Assessed":
        """These and others, assessed for the same need."""
        if not len(self.rows) or not len(other.rows):
            return self if len(self.rows) else other
        return Assessed(
            np.concatenate([self.rows, other.rows]),
            Share(np.concatenate([self.availability.over, other.availability.over]), self.availability.under),
            np.concatenate([self.sure, other.sure]),
            np.concatenate([self.unsure, other.unsure]),
            np.concatenate([self.doable, other.doable], axis=1),
            np.concatenate([self.spare, other.spare], axis=1),
        )


def nobody() -> Assessed:
    return left_to_exactness(BitMap())


def left_to_exactness(able: BitMap) -> Assessed:
    """Everybody is unsure: the time of this opportunity can't be told by bits and tables."""
    rows = slots_of(able)
    all_of_them, none = np.ones(len(rows), dtype=np.bool_), np.zeros((0, len(rows)), dtype=np.bool_)
    share = Share(np.ones(len(rows), dtype=np.int64), 1)
    return Assessed(rows, share, ~all_of_them, all_of_them, none, np.zeros((0, len(rows)), dtype=np.int64))
