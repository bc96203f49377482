"""Unions that are asked for time and again are kept, few of them, and never out of date."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from volunteer_match.matching.indexing.postings import Postings

KEYS = [("tag", number) for number in range(30)]
FEW = st.sampled_from(KEYS[:5])
Keys = set[tuple[str, int]]


def kept(postings: Postings, *keys: tuple[str, int]) -> BitMap:
    return postings.kept_union(keys, lambda: keys)


@given(st.lists(st.tuples(st.integers(0, 3), st.sets(FEW)), max_size=8), st.lists(st.lists(FEW, max_size=3)))
def test_a_kept_union_follows_every_change(steps: list[tuple[int, Keys]], asked: list[list[tuple[str, int]]]) -> None:
    postings, has = Postings(), dict[int, Keys]()
    for slot, new in steps:
        postings.change(slot, {*has.get(slot, ())}, {*new})
        has[slot] = new
        for keys in asked:
            assert set(kept(postings, *keys)) == {one for one, held in has.items() if held & {*keys}}


def test_a_union_is_forgotten_when_all_slots_of_a_key_are_put_at_once() -> None:
    postings = Postings()
    postings.add(1, [KEYS[0]])
    assert [*kept(postings, KEYS[0], KEYS[1])] == [1]
    postings.put(KEYS[1], BitMap([1, 7]))
    assert [*kept(postings, KEYS[0], KEYS[1])] == [1, 7]


def test_only_unions_asked_for_lately_are_kept() -> None:
    postings = Postings()
    postings.add(1, KEYS)
    postings.add(2, KEYS)
    often, rare = kept(postings, KEYS[0], KEYS[1]), kept(postings, KEYS[1], KEYS[0])
    for one in KEYS:
        kept(postings, one, KEYS[-1])
        assert kept(postings, KEYS[0], KEYS[1]) is often
    assert kept(postings, KEYS[1], KEYS[0]) is not rare
