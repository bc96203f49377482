"""Many agents at once, from tables into columns and bitmaps: the same as putting them one by one, without the wait."""

from collections.abc import Callable, Hashable
from datetime import date
from itertools import groupby

import numpy as np
from pyroaring import BitMap

from volunteer_match.matching.facts import CredentialFacts
from volunteer_match.matching.indexing.agents import FIRST_DAY, FOREVER, NEVER, WANTED, Agents
from volunteer_match.matching.indexing.bitmaps import bitmap_of
from volunteer_match.matching.indexing.building_time import put_shifts, put_windows
from volunteer_match.matching.indexing.columns import INTERESTS, MOST, NOTHING, SKILLS, TAGS, UNKNOWN_AGE
from volunteer_match.matching.indexing.ladders import LADDERS, heights
from volunteer_match.matching.indexing.tabled import Tabled, among, distinct, positions, slots_by
from volunteer_match.matching.indexing.week import BLOCKS
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.lots import hashes_of
from volunteer_match.matching.tables import NONE, AgentTable, Ints


def build(agents: Agents, table: AgentTable) -> None:
    """Fills an empty store. Raises ValueError where a slot is named twice, or the store has somebody already."""
    if agents.everybody or len(distinct(np.sort(table.slot))) < len(table.slot):
        raise ValueError("a table is built into an empty index, each slot once")
    tabled = Tabled(agents, table)
    if not len(tabled.slots):
        return
    agents.make_room(int(tabled.slots.max()) + 1, max(map(len, tabled.ids)))
    agents.everybody |= bitmap_of(tabled.slots)
    _put_plain(tabled)
    _put_skills(tabled)
    _put_languages(tabled)
    _put_interests(tabled)
    _put_credentials(tabled)
    put_windows(tabled)
    put_shifts(tabled)
    _put_steps(tabled)
    tabled.keep_irregular()


def _put_plain(tabled: Tabled) -> None:
    agents, table, slots, kept = tabled.agents, tabled.table, tabled.slots, tabled.kept
    rows = agents.columns
    companies = tabled.numbers(agents.companies, table.companies)
    rows.zone[slots] = tabled.numbers(agents.clocks.zones, table.zones)[table.zone[kept]]
    company = table.company[kept]
    numbered = companies[np.maximum(company, 0)] if len(companies) else company
    rows.company[slots] = np.where(company == NONE, NOTHING, numbered)
    rows.age[slots] = np.where(table.age[kept] == NONE, UNKNOWN_AGE, np.minimum(table.age[kept], UNKNOWN_AGE - 1))
    limit = table.weekly_limit_minutes[kept]
    rows.limit[slots] = np.where(limit == NONE, NOTHING, np.minimum(limit, MOST))
    rows.pending[slots] = np.minimum(table.pending[kept], MOST)
    asked = table.asked_last_7_days[kept]
    rows.asked[slots] = np.minimum(asked, MOST)
    rows.last_asked[slots] = np.where(table.last_asked[kept] == NONE, NEVER, table.last_asked[kept])
    rows.put_records(slots, table.attended[kept], table.missed[kept])
    rows.hash[slots] = hashes_of(tabled.ids)
    rows.id[slots] = np.array(tabled.ids)
    for place in np.flatnonzero((limit > MOST) | (asked > MOST)):
        own = None if limit[place] == NONE else int(limit[place])
        tabled.irregular(int(slots[place])).numbers = own, int(asked[place])
    for number, members in slots_by(np.where(company == NONE, NONE, numbered), slots):
        agents.postings.put(("company", number), members)


def _put_skills(tabled: Tabled) -> None:
    agents, table = tabled.agents, tabled.table.skills
    found = tabled.rows(table.agent)
    name = tabled.numbers(agents.skills, table.names)[table.name[found.places]]
    level, wanted = table.level[found.places], table.wanted[found.places]
    place = positions(found.slots)
    fits = place < SKILLS
    agents.columns.skills[tabled.slots] = NOTHING
    agents.columns.skills[found.slots[fits], place[fits]] = name[fits]
    codes = (level + WANTED * wanted).astype(np.uint64)[fits] << (place[fits] * 4).astype(np.uint64)
    np.bitwise_or.at(agents.columns.skill_levels, found.slots[fits], codes)
    for slot in distinct(found.slots[~fits]).tolist():
        own = slice(*np.searchsorted(found.slots, [slot, slot + 1]))
        named = [agents.skills.names[number] for number in name[own]]
        levels, wants = level[own].tolist(), wanted[own].tolist()
        held = {skill: SkillLevel(each) for skill, each in zip(named, levels, strict=True) if each}
        wished = frozenset(skill for skill, is_wanted in zip(named, wants, strict=True) if is_wanted)
        tabled.irregular(slot).skills = held, wished
    _put_levels(agents, name, level, found.slots, 1, lambda number, least: ("skill", number, least))


def _put_levels(
    agents: Agents, name: Ints, level: Ints, slots: Ints, lowest: int, key: Callable[[int, int], Hashable]
) -> None:
    """Bitmaps of all who have at least each level of each name."""
    code = name * 8 + level
    above: tuple[int, BitMap] = (NONE, BitMap())
    for number, members in reversed(slots_by(np.where(level >= lowest, code, NONE), slots)):
        of, least = divmod(number, 8)
        here = members | above[1] if above[0] == of else members
        agents.postings.put(key(of, least), here)
        above = of, here
    _fill_gaps(agents, name, lowest, key)


def _fill_gaps(agents: Agents, name: Ints, lowest: int, key: Callable[[int, int], Hashable]) -> None:
    """A level that nobody has exactly is met by all above it."""
    for number in distinct(np.sort(name)).tolist():
        above: Hashable = None
        for least in range(7, lowest - 1, -1):
            here = key(number, least)
            if agents.postings.get(here):
                above = here
            elif above is not None:
                agents.postings.put_same(here, above)


def _put_languages(tabled: Tabled) -> None:
    agents, table = tabled.agents, tabled.table.languages
    found = tabled.rows(table.agent)
    name = tabled.numbers(agents.tags, table.names)[table.name[found.places]]
    level, verified = table.level[found.places], table.verified[found.places]
    place = positions(found.slots)
    fits = place < TAGS
    agents.columns.languages[tabled.slots] = NOTHING
    agents.columns.languages[found.slots[fits], place[fits]] = (name * 16 + level * 2 + verified)[fits]
    for slot in distinct(found.slots[~fits]).tolist():
        own = slice(*np.searchsorted(found.slots, [slot, slot + 1]))
        tags = [agents.tags.names[number] for number in name[own]]
        levels = dict(zip(tags, map(Proficiency, level[own].tolist()), strict=True))
        sure = frozenset(tag for tag, is_verified in zip(tags, verified[own].tolist(), strict=True) if is_verified)
        tabled.irregular(slot).languages = levels, sure
    _put_levels(agents, name, level, found.slots, 0, lambda number, least: ("tag", number, least, False))
    sure_ones = name[verified], level[verified], found.slots[verified]
    _put_levels(agents, *sure_ones, 0, lambda number, least: ("tag", number, least, True))


def _put_interests(tabled: Tabled) -> None:
    agents, table = tabled.agents, tabled.table.interests
    found = tabled.rows(table.agent)
    name = tabled.numbers(agents.interests, table.names)[table.name[found.places]]
    served = table.served[found.places]
    place = positions(found.slots)
    fits = place < INTERESTS
    agents.columns.interests[tabled.slots] = NOTHING
    agents.columns.interests[found.slots[fits], place[fits]] = (name * 2 + served)[fits]
    for slot in distinct(found.slots[~fits]).tolist():
        own = slice(*np.searchsorted(found.slots, [slot, slot + 1]))
        keys = list(zip((agents.interests.names[number] for number in name[own]), served[own].tolist(), strict=True))
        chosen, well = (frozenset(key for key, kind in keys if kind == one) for one in (False, True))
        tabled.irregular(slot).interests = chosen, well
    for number, members in slots_by(name, found.slots):
        agents.postings.put(("interest", number), members)


def _put_credentials(tabled: Tabled) -> None:
    agents, table = tabled.agents, tabled.table.credentials
    found = tabled.rows(table.agent)
    kind = tabled.numbers(agents.kinds, table.names)[table.name[found.places]]
    expires = table.expires[found.places]
    last = np.where(expires == NONE, FOREVER, expires - FIRST_DAY)
    odd = (expires != NONE) & ((last <= 0) | (last >= FOREVER))
    last = np.where(odd, np.clip(last, 1, FOREVER - 1), last)
    for number in distinct(np.sort(kind)).tolist():
        own = kind == number
        column = agents.expiry_of(number)
        np.maximum.at(column, found.slots[own], last[own].astype(np.uint16))
    for number, members in slots_by(kind, found.slots):
        agents.postings.put(("holds", number), members)
    crowd = among(found.slots, found.slots[odd])
    pairs = zip(found.slots[crowd].tolist(), kind[crowd].tolist(), expires[crowd].tolist(), strict=True)
    for slot, own_ones in groupby(pairs, key=lambda pair: pair[0]):
        tabled.irregular(slot).credentials = tuple(
            CredentialFacts(agents.kinds.names[kind], None if day == NONE else date.fromordinal(day))
            for _, kind, day in own_ones
        )


def _put_steps(tabled: Tabled) -> None:
    """Bitmaps of zones, of blocks of the week in which somebody offers time, and of the steps of all ladders."""
    slots, columns, put = tabled.slots, tabled.agents.columns, tabled.agents.postings.put
    for zone, members in slots_by(columns.zone.take(slots).astype(np.int64), slots):
        put(("zone", zone), members)
    touching = tabled.agents.weeks.touching
    found: list[tuple[tuple[str, float], Ints]] = [
        (("hours", block), touching(slots, block)) for block in range(BLOCKS)
    ]
    for ladder, height in heights(columns, slots).items():
        found += [((ladder, step), slots[height > step]) for step in LADDERS[ladder]]
    for key, some in found:
        if len(some):
            put(key, bitmap_of(some))
