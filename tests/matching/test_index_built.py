"""An index that is built from tables at once is the index that is filled one by one."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.workload.world import NOW, make
from volunteer_match.matching.facts import Settings
from volunteer_match.matching.index import Index
from volunteer_match.matching.levels import Proficiency

NO_TAGS: frozenset[str] = frozenset()


@pytest.mark.parametrize("shifts", [False, True])
def test_the_same_answers(shifts: bool) -> None:
    workload = make(400, 60, seed=7, shifts=shifts)
    built, filled = Index(), Index()
    built.build(workload.table)
    for position, slot in enumerate(workload.table.slot.tolist()):
        filled.put_agent(slot, workload.facts_of(position))
    assert built.agents.everybody == filled.agents.everybody
    for slot, facts in workload.irregular():
        built.put_agent(slot, facts)
        filled.put_agent(slot, facts)
    for _, need in workload.needs():
        assert built.rank_agents(need, NOW, Settings()) == filled.rank_agents(need, NOW, Settings())


def test_bitmaps_and_columns_are_the_same() -> None:
    workload = make(300, 1, seed=3, shifts=True)
    built, filled = Index(), Index()
    built.build(workload.table)
    for position, slot in enumerate(workload.table.slot.tolist()):
        filled.put_agent(slot, workload.facts_of(position))
    assert {_named(built, key): len(built.agents.postings.get(key)) for key in built.agents.postings.keys} == {
        _named(filled, key): len(filled.agents.postings.get(key)) for key in filled.agents.postings.keys
    }
    rows = workload.table.slot[workload.table.active]
    for column in ("offered", "limit", "age", "hash", "attended", "missed"):
        assert np.array_equal(getattr(built.agents.columns, column)[rows], getattr(filled.agents.columns, column)[rows])
    assert np.array_equal(built.agents.weeks.blocks(rows), filled.agents.weeks.blocks(rows))


def _named(index: Index, key: object) -> object:
    """A key with the name in place of its number, which the two indexes gave in another order."""
    assert isinstance(key, tuple)
    agents = index.agents
    names = {"skill": agents.skills, "tag": agents.tags, "interest": agents.interests, "holds": agents.kinds}
    names |= {"company": agents.companies, "zone": agents.clocks.zones}
    return (key[0], names[key[0]].names[key[1]], *key[2:]) if key[0] in names else key


def test_a_table_is_built_into_an_empty_index_only() -> None:
    index, table = Index(), make(5, 1).table
    index.build(table)
    with pytest.raises(ValueError, match="empty"):
        index.build(table)


def test_levels_that_share_a_bitmap_part_when_one_changes() -> None:
    workload = make(200, 60, seed=5)
    built, filled = Index(), Index()
    built.build(workload.table)
    for slot in workload.table.slot.tolist():
        facts = workload.facts_of(slot - 1)
        filled.put_agent(slot, facts)
        if slot % 3 == 0:
            changed = replace(
                facts, languages=dict.fromkeys(facts.languages, Proficiency.B1), verified_languages=NO_TAGS
            )
            for index in (built, filled):
                index.put_agent(slot, changed)
    for key in filled.agents.postings.keys:
        assert isinstance(key, tuple)
        if key[0] == "tag":
            tag = filled.agents.tags.names[key[1]]
            same = ("tag", built.agents.tags.find(tag), *key[2:])
            assert built.agents.postings.get(same) == filled.agents.postings.get(key)
