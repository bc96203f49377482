"""Fixed-width facts of agents, one row a slot: what is looked up for many agents at once.

About 120 bytes an agent. What does not fit a row (seventeen skills, a window off the quarter hour, an exception) stands
in `extras` and is judged by the exact functions.
"""

import struct
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.indexing.distinct import Numbers

SKILLS, TAGS, INTERESTS = 16, 8, 8
"""How many skills (held or wanted), language tags and interests (chosen or served) fit a row."""
MOST_TAGS = 0xFFF
"""Numbers of tags are below it: a tag, its level and whether it is verified share two bytes."""
NOTHING = 0xFFFF
"""No skill, no tag, no limit, no company."""
UNKNOWN_AGE = 255
MOST = 0xFFFE
"""The most that two bytes hold beside NOTHING."""
_STILL_FREE = b"\xff\xff"
_ID_BYTES = 8
MILLION = 1_000_000


C = TypeVar("C", bound=NDArray[Any])


def grown(column: C, rows: int) -> C:
    """The same column with more rows, of zeros."""
    more = np.zeros((rows, *column.shape[1:]), dtype=column.dtype)
    more[: len(column)] = column
    return cast(C, more)


class Columns:
    """Rows are grown as slots are named. `skill_levels` has four bits a skill: 0 to 4, and 8 where it is wanted."""

    def __init__(self) -> None:
        self.skills = np.zeros((0, SKILLS), dtype=np.uint16)
        self.skill_levels = np.zeros(0, dtype=np.uint64)
        self.languages = np.zeros((0, TAGS), dtype=np.uint16)
        """Tag × 16 + level × 2 + 1 if verified."""
        self.interests = np.zeros((0, INTERESTS), dtype=np.uint16)
        """Interest × 2 + 1 if it was served."""
        self.zone = np.zeros(0, dtype=np.uint16)
        self.company = np.zeros(0, dtype=np.uint16)
        self.age = np.zeros(0, dtype=np.uint8)
        self.limit = np.zeros(0, dtype=np.uint16)
        """The agent's own weekly limit in minutes."""
        self.offered = np.zeros(0, dtype=np.uint16)
        """Minutes of the weekly windows together, as the bits have them."""
        self.pending = np.zeros(0, dtype=np.uint16)
        self.asked = np.zeros(0, dtype=np.uint16)
        self.last_asked = np.zeros(0, dtype=np.int64)
        """Microseconds since 1970; −2⁶³ for never, which sorts first."""
        self.attended: Numbers = np.zeros(0, dtype=np.uint32)
        self.missed: Numbers = np.zeros(0, dtype=np.uint32)
        """Both in millionths, as reliability counts them."""
        self.hash = np.zeros(0, dtype=np.uint64)
        self.id = np.zeros(0, dtype=f"S{_ID_BYTES}")

    def __len__(self) -> int:
        return len(self.zone)

    def make_room(self, rows: int, id_bytes: int = _ID_BYTES) -> None:
        """Grows to at least so many rows, by a sixteenth at least, so that growing one by one stays cheap."""
        if rows > len(self):
            more = max(rows, len(self) * 17 // 16 + 64) if len(self) else rows
            for name, column in vars(self).items():
                setattr(self, name, grown(column, more))
        if id_bytes > self.id.dtype.itemsize:
            self.id = self.id.astype(f"S{id_bytes}")

    def put_records(self, slots: NDArray[np.int64], attended: NDArray[np.float64], missed: NDArray[np.float64]) -> None:
        """Keeps what these attended and missed. (Eight bytes take more than four thousand of either.)"""
        for name, counts in (("attended", attended), ("missed", missed)):
            column, millionths = getattr(self, name), np.rint(counts * MILLION).astype(np.uint64)
            if len(slots) and int(millionths.max()) > np.iinfo(column.dtype).max:
                column = column.astype(np.uint64)
                setattr(self, name, column)
            column[slots] = millionths


def packed_skills(skills: list[tuple[int, int]]) -> tuple[bytes, int]:
    """A row of skill numbers, and their levels as four bits each; `skills` are (number, level), at most SKILLS."""
    levels = sum(level << 4 * place for place, (_, level) in enumerate(skills))
    return packed([number for number, _ in skills], SKILLS), levels


def packed(numbers: list[int], width: int) -> bytes:
    """A row of `width` numbers of two bytes, NOTHING behind those given."""
    return struct.pack(f"<{len(numbers)}H", *numbers) + _STILL_FREE * (width - len(numbers))
