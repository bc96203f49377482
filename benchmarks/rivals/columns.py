"""What both rivals store of agents, as arrays."""

from dataclasses import dataclass

import numpy as np

from volunteer_match.matching.levels import language_meets
from volunteer_match.matching.tables import NONE, AgentTable, CredentialTable, Ints, LanguageTable

WITHOUT_END = 9_999_999
"""The expiry of a credential without a date, and the limit of an agent without one."""


@dataclass(frozen=True, slots=True)
class Tags:
    """Languages under every tag that they meet: the best level, and the best verified level or −1; sorted by agent."""

    agent: Ints
    tag: Ints
    level: Ints
    verified: Ints
    tags: tuple[str, ...]


def tags_of(part: LanguageTable) -> Tags:
    """Every tag that somebody holds, and each language as such."""
    tags = tuple(sorted({*part.names, *(name.split("-")[0] for name in part.names)}))
    met = np.array([[language_meets(held, asked) for asked in tags] for held in part.names])
    entry, tag = np.nonzero(met[part.name])
    key = part.agent[entry] * len(tags) + tag
    order = np.argsort(key, kind="stable")
    entry, key = entry[order], key[order]
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    verified = np.where(part.verified, part.level, NONE)
    best = np.maximum.reduceat(part.level[entry], first), np.maximum.reduceat(verified[entry], first)
    return Tags(key[first] // len(tags), key[first] % len(tags), *best, tags)


def last_day(part: CredentialTable) -> Ints:
    """The ordinal of the last day of each credential."""
    return np.where(part.expires == NONE, WITHOUT_END, part.expires)


def agent_columns(table: AgentTable, offset: Ints, week_free: Ints) -> dict[str, Ints]:
    """One number an agent: gates, the parts of reliability in hundredths, fairness as powers, free slots of a week."""
    attended, missed = (np.rint(count * 100).astype(np.int64) for count in (table.attended, table.missed))
    asks = table.asked_last_7_days
    limit = np.where(table.weekly_limit_minutes == NONE, WITHOUT_END, table.weekly_limit_minutes)
    return {
        "id": np.arange(len(table.ids)),
        "is_open": (table.active & (table.pending < 3)).astype(np.int64),
        "age": table.age,
        "utc_offset": offset[table.zone],
        "weekly_limit": limit,
        "earned": 800 + attended,
        "owed": 1000 + attended + missed,
        "nines": 9**asks,
        "tens": 10**asks,
        "last_asked": table.last_asked,
        "week_free": week_free,
    }
