"""Everything the index knows of opportunities: what they ask as columns, and their sessions beside it.

Whatever is asked, preferred or cared for is a *thing* with a number; thing × 16 + level × 2 + 1 (if it must be
verified) is a code, and an agent (`profile.Profile`) is a table of what each code is worth. An opportunity that asks
for more than a row has room for is kept whole and judged by the exact functions.
"""

from datetime import datetime, timedelta
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from volunteer_match.glossary import Format
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.indexing.agents import FIRST_DAY
from volunteer_match.matching.indexing.clocks import MONDAY, minute_of
from volunteer_match.matching.indexing.columns import grown
from volunteer_match.matching.indexing.dated import is_whole
from volunteer_match.matching.indexing.postings import Postings
from volunteer_match.matching.indexing.sharing import shared
from volunteer_match.matching.indexing.vocabulary import Vocabulary
from volunteer_match.matching.indexing.week import hours_of
from volunteer_match.matching.indexing.worth import interest_keys
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.levels import language_meets
from volunteer_match.matching.lots import hashes_of
from volunteer_match.matching.zones import local_day

ROOM = 4
"""Skills asked, skills preferred, languages asked, languages preferred, kinds of credential: so many of each."""
SESSIONS = 16
NO_DEADLINE = 1 << 36
CODES = 16
"""Codes of each thing."""
NOTHING = 0
"""The code of what everybody meets. Things are numbered from 1 on."""
WHENEVER = -1
"""In place of an hour: something flexible, or left to the exact functions."""
SKILL, LANGUAGE = "skill:", "language:"
_DAY = 1440
_LAST_YEAR = 2100
_MICROSECOND = timedelta(microseconds=1)


class Needs:
    """Columns by slot."""

    def __init__(self) -> None:
        self.facts: dict[int, OpportunityFacts] = {}
        self.codes: dict[str, int] = {}
        """The first code of each thing."""
        self.kinds, self.asking, self.taking_place = Vocabulary(), Postings(), Postings()
        """Kinds of credential; all that are open, by one of the codes that each asks; the same, by the hours of the
        week (in UTC) in which sessions begin, and by WHENEVER."""
        self.furthest = 0
        """The largest `until` that there ever was."""
        self._meeting: dict[str, tuple[int, list[int]]] = {}
        self.asked = np.zeros((0, 2 * ROOM), dtype=np.uint32)
        """Codes of skills, then of languages."""
        self.liked = np.zeros((0, 2 * ROOM + 3), dtype=np.uint32)
        """Codes of skills, of languages, and of cause, kind and partner."""
        self.skill_count, self.language_count = np.zeros(0, dtype=np.uint8), np.zeros(0, dtype=np.uint8)
        """Asked and preferred together."""
        self.special = np.zeros(0, dtype=np.bool_)
        self.credentials = np.zeros((0, ROOM), dtype=np.uint16)
        self.age = np.zeros(0, dtype=np.uint8)
        self.counts = np.zeros(0, dtype=np.int64)
        self.hash = np.zeros(0, dtype=np.uint64)
        self.needed = np.zeros(0, dtype=np.int64)
        """Minutes of a flexible opportunity, −1 for a scheduled one."""
        self.deadline, self.until = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        """Minutes since 1970; `until` is when the last session ends, or a flexible one is due (0: never)."""
        self.day = np.zeros(0, dtype=np.int64)
        """The day (from 1970) that credentials of a flexible opportunity with a deadline must hold through."""
        self.starts = np.zeros((0, SESSIONS), dtype=np.uint32)
        """Minutes since 1970, sessions with a free place by start; 0 behind the last."""
        self.ends = np.zeros((0, SESSIONS), dtype=np.uint32)
        self.days = np.zeros((0, SESSIONS), dtype=np.uint16)

    @property
    def sessions(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint16]]:
        """From when to when, and the day that credentials must hold through."""
        return self.starts, self.ends, self.days

    def languages_met(self, tag: str) -> list[int]:
        """The first codes of all languages that who speaks `tag` speaks."""
        known, met = self._meeting.get(tag, (0, []))
        if known < len(self.codes):
            new = islice(self.codes.items(), known, None)
            met = [*met, *(code for name, code in new if _is_met(tag, name))]
            self._meeting[tag] = len(self.codes), met
        return met

    def put(self, slot: int, facts: OpportunityFacts) -> None:
        self.drop(slot)
        self._make_room(slot + 1)
        self.facts[slot] = shared(facts)
        fits = self._put_conditions(slot, facts)
        self.special[slot] = not (self._put_time(slot, facts) and fits)
        self.counts[slot], self.hash[slot] = facts.connections_last_7_days, hashes_of([facts.id.encode()])[0]
        self.asking.add(slot, [self._key(slot)])
        self.taking_place.add(slot, self._hours(slot))
        self.furthest = max(self.furthest, int(self.until[slot]))

    def drop(self, slot: int) -> None:
        if self.facts.pop(slot, None) is not None:
            self.asking.remove(slot, [self._key(slot)])
            self.taking_place.remove(slot, self._hours(slot))
            self.until[slot] = 0

    def _key(self, slot: int) -> int:
        """A code that this one asks: who does not meet it needs no further look."""
        return next(filter(None, self.asked[slot].tolist()), NOTHING)

    def _hours(self, slot: int) -> set[int]:
        if self.special[slot] or self.needed[slot] >= 0:
            return {WHENEVER}
        return hours_of((start + MONDAY, start + MONDAY + 1) for start in self.starts[slot].tolist() if start)

    def _make_room(self, rows: int) -> None:
        if rows > len(self.hash):
            more = max(rows, len(self.hash) * 17 // 16 + 64)
            for name, column in vars(self).items():
                if isinstance(column, np.ndarray):
                    setattr(self, name, grown(column, more))

    def _put_conditions(self, slot: int, facts: OpportunityFacts) -> bool:
        requires, prefers = facts.requires, facts.prefers
        asked = (
            [self._code(SKILL + name, level) for name, level in requires.skills.items()],
            [
                self._code(LANGUAGE + tag, level) + (tag in requires.verified_languages)
                for tag, level in requires.languages.items()
            ],
        )
        liked = (
            [self._code(SKILL + name, level) for name, level in prefers.skills.items()],
            [self._code(LANGUAGE + tag, level) for tag, level in prefers.languages.items()],
        )
        kinds = [self.kinds.number(kind) + 1 for kind in requires.credentials]
        cares = [self._code(key) for key in interest_keys(facts)]
        self.asked[slot] = [*_filled(asked[0]), *_filled(asked[1])]
        self.liked[slot] = [*_filled(liked[0]), *_filled(liked[1]), *_filled(cares, 3)]
        self.credentials[slot] = _filled(kinds)
        self.skill_count[slot], self.language_count[slot] = (
            min(len(some) + len(others), 255) for some, others in zip(asked, liked, strict=True)
        )
        self.age[slot] = min(requires.minimum_age or 0, 255)
        return all(len(codes) <= ROOM for codes in (*asked, *liked, kinds))

    def _code(self, thing: str, level: int = 0) -> int:
        return self.codes.setdefault(thing, (len(self.codes) + 1) * CODES) + level * 2

    def _put_time(self, slot: int, facts: OpportunityFacts) -> bool:
        self.starts[slot] = 0
        if facts.format is Format.FLEXIBLE:
            deadline = facts.deadline
            self.needed[slot] = facts.minutes_needed or 0
            self.until[slot] = minute_of(deadline) if deadline else 0
            self.deadline[slot] = self.until[slot] if deadline else NO_DEADLINE
            self.day[slot] = _day(deadline, facts.time_zone) if deadline else -1
            return deadline is None or not (deadline.second or deadline.microsecond)
        self.needed[slot] = -1
        sessions = sorted((one for one in facts.sessions if one.places > 0), key=lambda one: (one.start, one.id))
        regular = [one for one in sessions if _is_regular(one.start, one.end)]
        for place, one in enumerate(regular[:SESSIONS]):
            self.starts[slot, place], self.ends[slot, place] = minute_of(one.start), minute_of(one.end)
            self.days[slot, place] = _day(one.end, one.time_zone, -1)
        self.until[slot] = max((minute_of(one.end) for one in regular), default=0)
        return len(regular) == len(sessions) <= SESSIONS


def _is_met(tag: str, thing: str) -> bool:
    return thing.startswith(LANGUAGE) and language_meets(tag, thing.removeprefix(LANGUAGE))


def _filled(codes: list[int], room: int = ROOM) -> list[int]:
    """As many as a row has room for, with nothing behind them."""
    return (codes + [NOTHING] * room)[:room]


def _day(moment: datetime, zone: str, add: int = 0) -> int:
    """The date, in days from 1970, that a clock of `zone` shows so many microseconds after a moment."""
    return local_day(moment + add * _MICROSECOND, zone).toordinal() - FIRST_DAY


def _is_regular(start: datetime, end: datetime) -> bool:
    """In whole minutes, of this time, and at most a day long: its weeks are then one week and the next."""
    is_near = start.year > 1970 and end.year < _LAST_YEAR
    return is_near and is_whole(Interval(start, end)) and minute_of(end) - minute_of(start) <= _DAY
