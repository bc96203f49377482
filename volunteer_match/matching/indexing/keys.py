"""The bitmaps that an agent belongs to, by what its columns tell."""

from collections.abc import Hashable, Iterable
from itertools import compress
from typing import TYPE_CHECKING

from volunteer_match.matching.indexing.columns import NOTHING
from volunteer_match.matching.indexing.irregular import Irregular
from volunteer_match.matching.indexing.ladders import steps_of
from volunteer_match.matching.indexing.packed import Packed
from volunteer_match.matching.indexing.week import BLOCKS

if TYPE_CHECKING:
    from volunteer_match.matching.indexing.agents import Agents

_NONE = Irregular()
_HOURS = [("hours", block) for block in range(BLOCKS)]
"""The key of each byte of a week."""


def keys_of(agents: "Agents", slot: int) -> set[Hashable]:
    """The keys of all bitmaps of requirements that this agent's slot is in."""
    irregular, rows = agents.irregular.get(slot, _NONE), agents.columns
    keys: set[Hashable] = set()
    for number, level in _held(agents, slot, irregular):
        keys.update([("skill", number, least) for least in range(1, level + 1)])
    for number, level, verified in _spoken(agents, slot, irregular):
        keys.update([("tag", number, least, False) for least in range(level + 1)])
        if verified:
            keys.update([("tag", number, least, True) for least in range(level + 1)])
    keys.update(("interest", number) for number in _cared_for(agents, slot, irregular))
    keys.update(("holds", kind) for kind, column in agents.expiry.items() if column[slot])
    keys.update(("barred", key) for key in irregular.blocked_by)
    keys.update(("returned", key) for key in irregular.returned_from)
    keys.update(steps_of(rows, slot))
    keys.add(("zone", int(rows.zone[slot])))
    keys.update(compress(_HOURS, agents.weeks.blocks_of(slot)))
    if rows.company[slot] != NOTHING:
        keys.add(("company", int(rows.company[slot])))
    return keys


def _held(agents: "Agents", slot: int, irregular: Irregular | Packed) -> Iterable[tuple[int, int]]:
    """Numbers of skills and the levels at which they are held."""
    if irregular.skills is not None:
        return [(agents.skills.number(name), int(level)) for name, level in irregular.skills[0].items()]
    numbers, levels = agents.columns.skills[slot].tolist(), int(agents.columns.skill_levels[slot])
    pairs = [(number, levels >> 4 * place & 7) for place, number in enumerate(numbers) if number != NOTHING]
    return [(number, level) for number, level in pairs if level]


def _spoken(agents: "Agents", slot: int, irregular: Irregular | Packed) -> Iterable[tuple[int, int, bool]]:
    """Numbers of tags, their levels, and whether those are verified."""
    if irregular.languages is not None:
        languages, verified = irregular.languages
        return [(agents.tags.number(tag), int(level), tag in verified) for tag, level in languages.items()]
    codes = [code for code in agents.columns.languages[slot].tolist() if code != NOTHING]
    return [(code >> 4, code >> 1 & 7, bool(code & 1)) for code in codes]


def _cared_for(agents: "Agents", slot: int, irregular: Irregular | Packed) -> Iterable[int]:
    """Numbers of interests, chosen or served."""
    if irregular.interests is not None:
        chosen, served = irregular.interests
        return agents.interests.numbers(chosen | served)
    return [code >> 1 for code in agents.columns.interests[slot].tolist() if code != NOTHING]
