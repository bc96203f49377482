"""The gates that bitmaps decide: who has all that is asked, and is not barred."""

from collections.abc import Hashable, Iterable, Sequence

from pyroaring import BitMap

from volunteer_match.matching.facts import COORDINATOR, OpportunityFacts
from volunteer_match.matching.indexing.agents import Agents

Choice = Sequence[BitMap]
"""Whoever is in one of them. (To look at each of them for few agents takes less than to unite them.)"""


def requirements(agents: Agents, need: OpportunityFacts) -> dict[tuple[str, str], Choice]:
    """Who meets each single requirement: by ("skill", code), ("language", tag) or ("credential", kind)."""
    requires, postings = need.requires, agents.postings
    met: dict[tuple[str, str], Choice] = {}
    for code, level in requires.skills.items():
        met["skill", code] = postings.any_of([("skill", agents.skills.find(code), int(level))])
    for tag, proficiency in requires.languages.items():
        verified = tag in requires.verified_languages
        met["language", tag] = [speaking(agents, tag, int(proficiency), verified)]
    for kind in requires.credentials:
        met["credential", kind] = postings.any_of([("holds", agents.kinds.find(kind))])
    return met


def speaking(agents: Agents, tag: str, level: int, verified: bool) -> BitMap:
    """Who speaks a language at that level at least, under any tag that meets the one asked for; to be read only."""
    meeting = agents.tags_meeting(tag)

    def keys() -> list[Hashable]:
        return [("tag", number, level, verified) for number in meeting]

    if len(meeting) < 2:
        return agents.postings.union(keys())
    return agents.postings.kept_union((tag, level, verified, len(meeting)), keys)


def barred(agents: Agents, need: OpportunityFacts) -> list[BitMap]:
    """Those whom the partner, a coordinator or a final return keeps away."""
    keys: list[Hashable] = [("barred", COORDINATOR), ("returned", need.id)]
    if need.kind is not None:
        keys.append(("barred", f"kind:{need.kind}"))
    if need.partner is not None:
        keys += [("barred", need.partner), ("barred", f"partner:{need.partner}")]
    return [found for found in map(agents.postings.get, keys) if found]


def able(agents: Agents, need: OpportunityFacts, within: BitMap | None = None) -> BitMap:
    """Who passes the gates of skills, languages and standing, and holds the credentials on some day."""
    asked = requirements(agents, need).values()
    chosen = [] if within is None else [[within & agents.everybody]]
    return narrowed(agents, [*asked, *chosen], barred(agents, need))


def narrowed(agents: Agents, asked: Iterable[Choice], away: Sequence[BitMap]) -> BitMap:
    """Everybody in all of `asked` and in none of `away`."""
    rarest_first = iter(sorted(asked, key=lambda choice: sum(map(len, choice))))
    found = _any_of(next(rarest_first, [agents.everybody]))
    for choice in rarest_first:
        if not found:
            break
        found = found & choice[0] if len(choice) == 1 else _any_of([found & each for each in choice])
    return found.difference(*away)


def _any_of(choice: Choice) -> BitMap:
    return choice[0] if len(choice) == 1 else BitMap().union(*choice)
