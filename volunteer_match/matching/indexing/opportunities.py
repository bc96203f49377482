"""Everything the index knows of opportunities: what they ask as columns, and their sessions in one pool.

An opportunity that asks for more than a row has room for is kept whole and judged by the exact functions.
"""

from datetime import datetime, timedelta

import numpy as np

from volunteer_match.glossary import Format
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.indexing.agents import FIRST_DAY, microseconds
from volunteer_match.matching.indexing.clocks import minute_of
from volunteer_match.matching.indexing.columns import grown
from volunteer_match.matching.indexing.dated import is_whole
from volunteer_match.matching.indexing.vocabulary import Vocabulary
from volunteer_match.matching.indexing.worth import interest_keys
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.lots import hash_of
from volunteer_match.matching.zones import local_day

ROOM = 4
"""Skills asked, skills preferred, languages asked, languages preferred, kinds of credential: so many of each."""
SESSIONS = 16
NO_DEADLINE = 1 << 36
LATE = 1 << 62
_DAY = 1440
_MICROSECOND = timedelta(microseconds=1)
NOTHING = 0
"""Numbers of names begin at 1 here, so that a row of nothing is a row of zeros."""


class Needs:
    """Columns by slot. A skill or language asked is number × 16 + level × 2 + 1 if it must be verified."""

    def __init__(self) -> None:
        self.facts: dict[int, OpportunityFacts] = {}
        self.special: set[int] = set()
        self.skills, self.tags, self.kinds, self.interests = Vocabulary(), Vocabulary(), Vocabulary(), Vocabulary()
        self.open = np.zeros(0, dtype=np.bool_)
        self.asked_skills = np.zeros((0, ROOM), dtype=np.uint32)
        self.liked_skills = np.zeros((0, ROOM), dtype=np.uint32)
        self.asked_tags = np.zeros((0, ROOM), dtype=np.uint32)
        self.liked_tags = np.zeros((0, ROOM), dtype=np.uint32)
        self.credentials = np.zeros((0, ROOM), dtype=np.uint16)
        self.cares = np.zeros((0, 3), dtype=np.uint32)
        self.age = np.zeros(0, dtype=np.uint8)
        self.counts = np.zeros(0, dtype=np.int64)
        self.hash = np.zeros(0, dtype=np.uint64)
        self.needed = np.zeros(0, dtype=np.int64)
        """Minutes of a flexible opportunity, −1 for a scheduled one."""
        self.deadline = np.zeros(0, dtype=np.int64)
        """Minute since 1970."""
        self.day = np.zeros(0, dtype=np.int64)
        """The day (from 1970) that credentials of a flexible opportunity with a deadline must hold through."""
        self.starts = np.zeros((0, SESSIONS), dtype=np.int64)
        """Microseconds since 1970, sessions with a free place by start; 2⁶² behind the last."""
        self.minutes = np.zeros((0, SESSIONS), dtype=np.int32)
        self.days = np.zeros((0, SESSIONS), dtype=np.int32)

    def put(self, slot: int, facts: OpportunityFacts) -> None:
        self._make_room(slot + 1)
        self.facts[slot], self.open[slot] = facts, True
        fits = self._put_conditions(slot, facts) and self._put_time(slot, facts)
        self.counts[slot], self.hash[slot] = facts.connections_last_7_days, hash_of(facts.id)
        (self.special.discard if fits else self.special.add)(slot)

    def drop(self, slot: int) -> None:
        if self.facts.pop(slot, None) is not None:
            self.open[slot] = False
            self.special.discard(slot)

    def _make_room(self, rows: int) -> None:
        if rows > len(self.open):
            more = max(rows, len(self.open) * 17 // 16 + 64)
            for name, column in vars(self).items():
                if isinstance(column, np.ndarray):
                    setattr(self, name, grown(column, more))

    def _put_conditions(self, slot: int, facts: OpportunityFacts) -> bool:
        requires, prefers = facts.requires, facts.prefers
        rows = (
            (self.asked_skills, [(self.skills.number(k) + 1) * 16 + v * 2 for k, v in requires.skills.items()]),
            (self.liked_skills, [(self.skills.number(k) + 1) * 16 + v * 2 for k, v in prefers.skills.items()]),
            (
                self.asked_tags,
                [
                    (self.tags.number(tag) + 1) * 16 + level * 2 + (tag in requires.verified_languages)
                    for tag, level in requires.languages.items()
                ],
            ),
            (self.liked_tags, [(self.tags.number(k) + 1) * 16 + v * 2 for k, v in prefers.languages.items()]),
            (self.credentials, [self.kinds.number(kind) + 1 for kind in requires.credentials]),
            (self.cares, [self.interests.number(key) + 1 for key in interest_keys(facts)]),
        )
        fits = True
        for column, values in rows:
            room = column.shape[1]
            fits = fits and len(values) <= room
            column[slot] = (values + [NOTHING] * room)[:room]
        self.age[slot] = min(facts.requires.minimum_age or 0, 255)
        return fits

    def _put_time(self, slot: int, facts: OpportunityFacts) -> bool:
        self.starts[slot] = LATE
        if facts.format is Format.FLEXIBLE:
            deadline = facts.deadline
            self.needed[slot] = facts.minutes_needed or 0
            self.deadline[slot] = NO_DEADLINE if deadline is None else minute_of(deadline)
            self.day[slot] = _day(deadline, facts.time_zone) if deadline else -1
            return deadline is None or not (deadline.second or deadline.microsecond)
        self.needed[slot] = -1
        sessions = sorted((one for one in facts.sessions if one.places > 0), key=lambda one: (one.start, one.id))
        for place, one in enumerate(sessions[:SESSIONS]):
            self.starts[slot, place] = microseconds(one.start)
            self.minutes[slot, place] = minute_of(one.end) - minute_of(one.start)
            self.days[slot, place] = _day(one.end, one.time_zone, -1)
        whole = all(is_whole(Interval(one.start, one.end)) for one in sessions)
        return whole and len(sessions) <= SESSIONS and all(_is_short(one.start, one.end) for one in sessions)


def _day(moment: datetime, zone: str, add: int = 0) -> int:
    """The date, in days from 1970, that a clock of `zone` shows so many microseconds after a moment."""
    return local_day(moment + add * _MICROSECOND, zone).toordinal() - FIRST_DAY


def _is_short(start: datetime, end: datetime) -> bool:
    """At most a day long: its weeks are then this one and the next."""
    return minute_of(end) - minute_of(start) <= _DAY
