"""Everything the index knows of agents: columns, bitmaps, and what is irregular; changed one agent at a time."""

from collections.abc import Hashable, Iterable
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.matching.facts import AgentFacts, CredentialFacts
from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.clocks import Clocks
from volunteer_match.matching.indexing.columns import (
    INTERESTS,
    MOST,
    NOTHING,
    SKILLS,
    TAGS,
    UNKNOWN_AGE,
    Columns,
    grown,
    packed,
    packed_skills,
)
from volunteer_match.matching.indexing.costs import lost_to
from volunteer_match.matching.indexing.cuts import Cuts, Span, fitting
from volunteer_match.matching.indexing.dated import interval, joined, put_dated
from volunteer_match.matching.indexing.irregular import (
    IRREGULAR,
    NO_NAMES,
    Irregular,
    cuts_of_shifts,
    days_of,
    promised_by_week,
)
from volunteer_match.matching.indexing.keys import keys_of
from volunteer_match.matching.indexing.packed import Packed
from volunteer_match.matching.indexing.postings import Postings
from volunteer_match.matching.indexing.vocabulary import Vocabulary
from volunteer_match.matching.indexing.weeks import Weeks
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.levels import language_meets
from volunteer_match.matching.lots import hashes_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
NEVER = -(1 << 63)
FOREVER = MOST
"""The expiry of a credential without a date."""
FIRST_DAY = 719_163
"""1970-01-01 as an ordinal; expiries are counted from it."""
WANTED = 8
_Keys = set[Hashable]


def microseconds(instant: datetime) -> int:
    """Since 1970, in UTC."""
    return (instant - _EPOCH) // _MICROSECOND


class Agents:
    """All agents by slot. Nobody inactive is kept: no gate lets them pass."""

    def __init__(self) -> None:
        self.clocks, self.columns, self.cuts, self.postings = Clocks(), Columns(), Cuts(), Postings()
        self.weeks = Weeks()
        self.skills, self.tags, self.interests, self.kinds = Vocabulary(), Vocabulary(), Vocabulary(), Vocabulary()
        self.companies = Vocabulary()
        self._meeting: dict[str, tuple[int, list[int]]] = {}
        self.everybody, self.special, self.off_grid = BitMap(), BitMap(), BitMap()
        """All; those of whom columns tell too little; those with windows off the quarter hour."""
        self.irregular: dict[int, Packed] = {}
        self.expiry: dict[int, NDArray[np.uint16]] = {}
        """By kind of credential: the last day it holds, counted from 1970; 0 for none."""

    def tags_meeting(self, asked: str) -> list[int]:
        """Numbers of the tags that meet an asked one."""
        known, numbers = self._meeting.get(asked, (0, []))
        if known < len(self.tags):
            new = (number for number in range(known, len(self.tags)) if language_meets(self.tags.names[number], asked))
            numbers = [*numbers, *new]
            self._meeting[asked] = len(self.tags), numbers
        return numbers

    def make_room(self, rows: int, id_bytes: int = 0) -> None:
        before = len(self.columns)
        self.columns.make_room(rows, id_bytes)
        if len(self.columns) > before:
            self.cuts.make_room(len(self.columns))
            self.weeks.make_room(len(self.columns))
            for kind, column in self.expiry.items():
                self.expiry[kind] = grown(column, len(self.columns))

    def expiry_of(self, kind: int) -> NDArray[np.uint16]:
        found = self.expiry.get(kind)
        if found is None:
            found = self.expiry[kind] = np.zeros(len(self.columns), dtype=np.uint16)
        return found

    def put(self, slot: int, facts: AgentFacts) -> None:
        """Keeps these facts of the agent of `slot`, in place of what was known."""
        if not facts.active:
            return self.drop(slot)
        self.make_room(slot + 1, len(facts.id.encode()))
        old = keys_of(self, slot) if slot in self.everybody else set()
        self._forget_days(slot)
        irregular = Irregular()
        self._put_plain(slot, facts, irregular)
        self._put_profile(slot, facts, irregular)
        self._put_time(slot, facts, irregular)
        self.keep(slot, irregular)
        self.everybody.add(slot)
        self.postings.change(slot, old, keys_of(self, slot))
        return None

    def drop(self, slot: int) -> None:
        """Forgets an agent; one that is not known is no fault."""
        if slot in self.everybody:
            self.postings.remove(slot, keys_of(self, slot))
            self._forget_days(slot)
            self.cuts.put(slot, ())
            for column in self.expiry.values():
                column[slot] = 0
            self.everybody.discard(slot)
            self.special.discard(slot)
            self.off_grid.discard(slot)

    def _put_plain(self, slot: int, facts: AgentFacts, irregular: Irregular) -> None:
        rows, limit = self.columns, facts.weekly_limit_minutes
        rows.zone[slot] = self.clocks.zones.number(facts.time_zone)
        rows.company[slot] = NOTHING if facts.company is None else self.companies.number(facts.company)
        rows.age[slot] = UNKNOWN_AGE if facts.age is None else min(facts.age, UNKNOWN_AGE - 1)
        rows.limit[slot] = NOTHING if limit is None else min(limit, MOST)
        rows.pending[slot], rows.asked[slot] = min(facts.pending, MOST), min(facts.asked_last_7_days, MOST)
        rows.last_asked[slot] = NEVER if facts.last_asked is None else microseconds(facts.last_asked)
        if facts.attended or facts.missed or rows.attended[slot] or rows.missed[slot]:
            rows.put_records(np.array([slot]), np.array([facts.attended]), np.array([facts.missed]))
        rows.hash[slot], rows.id[slot] = hashes_of([facts.id.encode()])[0], facts.id.encode()
        if (limit or 0) > MOST or facts.asked_last_7_days > MOST:
            irregular.numbers = limit, facts.asked_last_7_days
        if rows.id[slot] != facts.id.encode():
            irregular.id = facts.id

    def _put_profile(self, slot: int, facts: AgentFacts, irregular: Irregular) -> None:
        rows = self.columns
        skills = [(self.skills.number(name), int(level)) for name, level in facts.skills.items()]
        held = dict(skills)
        for wanted in self.skills.numbers(facts.wants):
            held[wanted] = held.get(wanted, 0) + WANTED
        tags = [
            self.tags.number(tag) * 16 + level * 2 + (tag in facts.verified_languages)
            for tag, level in facts.languages.items()
        ]
        interests = [self.interests.number(key) * 2 for key in facts.interests]
        interests += [self.interests.number(key) * 2 + 1 for key in facts.served]
        if len(held) > SKILLS:
            irregular.skills = facts.skills, facts.wants
        if len(tags) > TAGS:
            irregular.languages = facts.languages, facts.verified_languages
        if len(interests) > INTERESTS:
            irregular.interests = facts.interests, facts.served
        numbers, levels = packed_skills(list(held.items())[:SKILLS])
        rows.skills[slot], rows.skill_levels[slot] = np.frombuffer(numbers, dtype=np.uint16), levels
        rows.languages[slot] = np.frombuffer(packed(tags[:TAGS], TAGS), dtype=np.uint16)
        rows.interests[slot] = np.frombuffer(packed(interests[:INTERESTS], INTERESTS), dtype=np.uint16)
        self._put_credentials(slot, facts.credentials, irregular)

    def _put_credentials(self, slot: int, credentials: Iterable[CredentialFacts], irregular: Irregular) -> None:
        lasts: dict[int, int] = {}
        for one in credentials:
            last = FOREVER if one.expires is None else one.expires.toordinal() - FIRST_DAY
            if one.expires is not None and not 0 < last < FOREVER:
                irregular.credentials = tuple(credentials)
                last = max(1, min(last, FOREVER - 1))
            kind = self.kinds.number(one.kind)
            lasts[kind] = max(last, lasts.get(kind, 0))
        for kind in {*lasts, *self.expiry}:
            self.expiry_of(kind)[slot] = lasts.get(kind, 0)

    def _put_time(self, slot: int, facts: AgentFacts, irregular: Irregular) -> None:
        bits, keeps = week.bits_of(facts.availability)
        self.weeks.put(slot, bits)
        self.columns.offered[slot] = bits.bit_count() * week.QUARTER
        if not keeps:
            irregular.windows, irregular.runs = facts.availability, joined(facts.availability)
        gap = timedelta(minutes=facts.rest_gap_minutes)
        self.put_cuts(slot, cuts_of_shifts(facts.shifts, gap), irregular, bits)
        irregular.exceptions, irregular.busy, irregular.promised = facts.exceptions, facts.busy, facts.promised
        irregular.weeks = promised_by_week(facts)
        irregular.blocked_by, irregular.returned_from = facts.blocked_by or NO_NAMES, facts.returned_from or NO_NAMES
        if irregular.cuts or facts.busy or facts.exceptions:
            put_dated(irregular, facts, self.cuts.of(slot), bits)

    def put_cuts(
        self, slot: int, cuts: tuple[list[Span], tuple[Interval, ...]], irregular: Irregular, bits: int
    ) -> None:
        """Keeps cuts (in whole minutes, and odd ones) in the columns as far as they have room."""
        whole, odd = cuts
        kept, others = fitting(whole)
        zone = self.zone_of(slot)
        self.cuts.put(slot, [(cut, lost_to(cut, irregular.runs or bits, zone)) for cut in kept])
        irregular.cuts = (*odd, *map(interval, others))

    def keep(self, slot: int, irregular: Irregular) -> None:
        if not irregular.is_empty:
            self.irregular[slot] = Packed(irregular)
            self.postings.add(slot, self._days(slot))
        for which, is_so in ((self.special, irregular.has_more_profile), (self.off_grid, bool(irregular.windows))):
            if is_so:
                which.add(slot)
            else:
                which.discard(slot)

    def _forget_days(self, slot: int) -> None:
        if slot in self.irregular:
            self.postings.remove(slot, self._days(slot))
            del self.irregular[slot]

    def _days(self, slot: int) -> _Keys:
        """Keys of what is irregular about time: days with less, with more and with odd, and weeks with promises."""
        irregular = self.irregular[slot]
        keys: _Keys = {IRREGULAR, *(("takes", day) for day in days_of(irregular.takes))}
        keys |= {("adds", day) for day in days_of(irregular.gains)}
        keys |= {("odd", day) for day in irregular.odd_days}
        return keys | {("week", number) for number in irregular.weeks}

    def zone_of(self, slot: int) -> str:
        return self.clocks.zones.names[int(self.columns.zone[slot])]
