"""A snapshot of who could help when, from which partners get their figures: by bitmaps alone, and blurred.

It knows weekly hours only: no work shift, no exception, no promise can be read out of it. It is taken once an hour and
never changes; what is asked of it in between is always answered from the same people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.facts import OpportunityFacts, Requirements
from volunteer_match.matching.half_hours import HALF_HOURS, half_hours_of, offering
from volunteer_match.matching.indexing.agents import FIRST_DAY, Agents
from volunteer_match.matching.indexing.bitmaps import bitmap_of
from volunteer_match.matching.indexing.columns import UNKNOWN_AGE
from volunteer_match.matching.indexing.vocabulary import Vocabulary
from volunteer_match.matching.levels import language_meets
from volunteer_match.matching.week_hours import Hours, hours_of, minutes_a_week

Words = NDArray[np.uint64]
_WEEKLY = tuple(15 * 2**step for step in range(10))
"""Minutes a week, from a quarter of an hour to 128 hours: only these are told apart."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Who has what, and who offers which half hour of the week (UTC, Monday 00:00 first). Never changed."""

    taken_at: datetime
    everybody: BitMap
    has: Mapping[object, BitMap]
    """By ("skill", number, level), ("tag", number, level, verified), ("holds", kind), ("company", number)."""
    half_hours: tuple[BitMap, ...]
    weekly: tuple[BitMap, ...]
    """Who offers at least so many minutes a week, for each of `_WEEKLY`."""
    ages: NDArray[np.uint8]
    of_age: dict[int, BitMap]
    halves: tuple[BitMap, BitMap]
    """Two secret halves of everybody: they tell sets of one size apart (see `figures`)."""
    skills: Vocabulary
    tags: Vocabulary
    kinds: Vocabulary
    companies: Vocabulary

    def of_companies(self, names: Iterable[str]) -> BitMap:
        """The agents of some companies."""
        return self._union(("company", self.companies.find(name)) for name in names)

    def meeting(self, requires: Requirements) -> list[BitMap]:
        """Who meets each requirement."""
        met = [self._get(("skill", self.skills.find(code), int(level))) for code, level in requires.skills.items()]
        for tag, level in requires.languages.items():
            verified = tag in requires.verified_languages
            numbers = [number for number, held in enumerate(self.tags.names) if language_meets(held, tag)]
            met.append(self._union(("tag", number, int(level), verified) for number in numbers))
        met += [self._get(("holds", self.kinds.find(kind))) for kind in requires.credentials]
        if requires.minimum_age:
            met.append(self._of_age(requires.minimum_age))
        return met

    def free(self, hours: Hours) -> BitMap:
        """Who offers all half hours of a stretch."""
        found = self.half_hours[hours.first]
        for place in range(1, min(hours.halves, HALF_HOURS)):
            found = found & self.half_hours[(hours.first + place) % HALF_HOURS]
        return found

    def available(self, need: OpportunityFacts) -> dict[str, BitMap] | BitMap:
        """Who is free for each session to come, by its id; of a flexible need, who offers the hours it takes a week."""
        minutes = minutes_a_week(need, self.taken_at)
        if minutes is None:
            known: dict[Hours, BitMap] = {}
            by_session = {one.id: hours_of(one, self.taken_at) for one in need.sessions if one.start > self.taken_at}
            for hours in set(by_session.values()):
                known[hours] = self.free(hours)
            return {name: known[hours] for name, hours in by_session.items()}
        for enough, offering_them in zip(_WEEKLY, self.weekly, strict=True):
            if minutes <= enough:
                return offering_them
        return BitMap()

    def _get(self, key: object) -> BitMap:
        return self.has.get(key, BitMap())

    def _union(self, keys: Iterable[object]) -> BitMap:
        found = [self.has[key] for key in keys if key in self.has]
        return found[0] if len(found) == 1 else BitMap.union(*found) if found else BitMap()

    def _of_age(self, least: int) -> BitMap:
        """Remembered: few ages are asked for."""
        if least not in self.of_age:
            old = (self.ages >= least) & (self.ages != UNKNOWN_AGE)
            self.of_age[least] = bitmap_of(np.flatnonzero(old)) & self.everybody
        return self.of_age[least]


def take(agents: Agents, now: datetime, secret: bytes) -> Snapshot:
    """A snapshot of everybody as they are now."""
    agents.clocks.cover(now)
    slots = np.array(agents.everybody, dtype=np.int64)
    offsets = agents.clocks.offsets(np.array([int(now.timestamp()) // 60], dtype=np.int64))[0]
    today = now.date().toordinal() - FIRST_DAY
    has = {key: BitMap(agents.postings.get(key)) for key in agents.postings.keys if _is_asked(key)}
    for kind, column in agents.expiry.items():
        has["holds", kind] = bitmap_of(np.flatnonzero((column >= today) & (column > 0)))
    key = np.uint64(int.from_bytes(secret[:8].ljust(8, b"\0"), "little"))
    mixed = (agents.columns.hash.take(slots) ^ key) * np.uint64(0x9E3779B97F4A7C15)
    return Snapshot(
        taken_at=now,
        everybody=BitMap(agents.everybody),
        has=has,
        half_hours=half_hours_of(agents, slots, offsets),
        weekly=tuple(offering(agents, slots, minutes) for minutes in _WEEKLY),
        ages=agents.columns.age.copy(),
        of_age={},
        halves=(
            bitmap_of(slots[mixed >> np.uint64(63) == 1]),
            bitmap_of(slots[mixed >> np.uint64(62) & np.uint64(1) == 1]),
        ),
        skills=agents.skills,
        tags=agents.tags,
        kinds=agents.kinds,
        companies=agents.companies,
    )


def _is_asked(key: object) -> bool:
    return isinstance(key, tuple) and key[0] in ("skill", "tag", "company")
