"""From a row back to facts: as much of an agent as one opportunity looks at.

Shifts come back widened, with a rest gap of 0, and windows as what they offer together: the same free time, told in
other pieces. Blocks and returns do not come back: whoever is unpacked has passed them.
"""

from datetime import UTC, date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from volunteer_match.matching.facts import AgentFacts, CredentialFacts, Window
from volunteer_match.matching.indexing import week
from volunteer_match.matching.indexing.agents import FIRST_DAY, FOREVER, NEVER, WANTED, Agents
from volunteer_match.matching.indexing.columns import MILLION, NOTHING, UNKNOWN_AGE
from volunteer_match.matching.indexing.irregular import Irregular
from volunteer_match.matching.indexing.packed import Packed
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.levels import Proficiency, SkillLevel

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE, _MICROSECOND = timedelta(minutes=1), timedelta(microseconds=1)
_NONE = Irregular()


def unpacked(agents: Agents, slot: int, *, with_time: bool = True) -> AgentFacts:
    """The facts of one agent; without windows and shifts where the caller knows the free time already."""
    rows, irregular = agents.columns, agents.irregular.get(slot, _NONE)
    last_asked, limit = int(rows.last_asked[slot]), int(rows.limit[slot])
    company, age = int(rows.company[slot]), int(rows.age[slot])
    skills, wants = irregular.skills or _skills(agents, slot)
    languages, verified = irregular.languages or _languages(agents, slot)
    chosen, served = irregular.interests or _interests(agents, slot)
    own_limit, asked = irregular.numbers or (None if limit == NOTHING else limit, int(rows.asked[slot]))
    return AgentFacts(
        id=id_of(agents, slot),
        time_zone=agents.zone_of(slot),
        age=None if age == UNKNOWN_AGE else age,
        skills=skills,
        wants=wants,
        languages=languages,
        verified_languages=verified,
        availability=_windows(agents, slot, irregular) if with_time else (),
        exceptions=irregular.exceptions if with_time else (),
        shifts=_shifts(agents, slot, irregular) if with_time else (),
        busy=irregular.busy,
        promised=irregular.promised,
        weekly_limit_minutes=own_limit,
        credentials=irregular.credentials or _credentials(agents, slot),
        interests=chosen,
        served=served,
        attended=int(rows.attended[slot]) / MILLION,
        missed=int(rows.missed[slot]) / MILLION,
        asked_last_7_days=asked,
        last_asked=None if last_asked == NEVER else _EPOCH + last_asked * _MICROSECOND,
        pending=int(rows.pending[slot]),
        company=None if company == NOTHING else agents.companies.names[company],
    )


def id_of(agents: Agents, slot: int) -> str:
    irregular = agents.irregular.get(slot, _NONE)
    return irregular.id if irregular.id is not None else bytes(agents.columns.id[slot]).decode()


def ids_of(agents: Agents, slots: NDArray[np.int64]) -> list[str]:
    """The same of many."""
    pairs = zip(slots.tolist(), agents.columns.id.take(slots).tolist(), strict=True)
    return [id_of(agents, slot) if slot in agents.irregular else name.decode() for slot, name in pairs]


def _skills(agents: Agents, slot: int) -> tuple[dict[str, SkillLevel], frozenset[str]]:
    levels, names = int(agents.columns.skill_levels[slot]), agents.skills.names
    skills, wants = {}, set()
    for number in agents.columns.skills[slot].tolist():
        if number == NOTHING:
            break
        if levels & 7:
            skills[names[number]] = SkillLevel(levels & 7)
        if levels & WANTED:
            wants.add(names[number])
        levels >>= 4
    return skills, frozenset(wants)


def _languages(agents: Agents, slot: int) -> tuple[dict[str, Proficiency], frozenset[str]]:
    codes = [code for code in agents.columns.languages[slot].tolist() if code != NOTHING]
    names = agents.tags.names
    verified = frozenset(names[code >> 4] for code in codes if code & 1)
    return {names[code >> 4]: Proficiency(code >> 1 & 7) for code in codes}, verified


def _interests(agents: Agents, slot: int) -> tuple[frozenset[str], frozenset[str]]:
    codes = [code for code in agents.columns.interests[slot].tolist() if code != NOTHING]
    names = agents.interests.names
    chosen, served = ([names[code >> 1] for code in codes if code & 1 == kind] for kind in (0, 1))
    return frozenset(chosen), frozenset(served)


def _credentials(agents: Agents, slot: int) -> tuple[CredentialFacts, ...]:
    lasts = [(kind, int(column[slot])) for kind, column in agents.expiry.items()]
    return tuple(
        CredentialFacts(agents.kinds.names[kind], None if last == FOREVER else date.fromordinal(FIRST_DAY + last))
        for kind, last in lasts
        if last
    )


def _windows(agents: Agents, slot: int, irregular: Irregular | Packed) -> tuple[Window, ...]:
    if irregular.windows is not None:
        return irregular.windows
    return tuple(week.windows_from(agents.weeks.bits(slot)))


def _shifts(agents: Agents, slot: int, irregular: Irregular | Packed) -> tuple[Interval, ...]:
    spans = agents.cuts.of(slot)
    cuts = [Interval(_EPOCH + start * _MINUTE, _EPOCH + end * _MINUTE) for start, end in spans]
    return (*cuts, *irregular.cuts)
