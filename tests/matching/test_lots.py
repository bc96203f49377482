"""Lots between equals: drawn from hashes, one by one or many at once, with a mixer whose values are published."""

from datetime import datetime, timedelta
from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from tests.matching.worlds import NOW, SETTINGS, at
from volunteer_match.matching.facts import Settings
from volunteer_match.matching.lots import hash_of, hashes_of, lot, lots, round_hash

STEPS = [count * 0x9E3779B97F4A7C15 % 2**64 for count in (1, 2, 3)]
MIXED = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
"""The first three numbers of SplitMix64 from the seed 0: its finaliser of one, two and three steps."""
names = st.lists(st.text(min_size=1), min_size=1, max_size=5)
moments = st.integers(0, 10_000).map(lambda hours: NOW + timedelta(hours=hours))


def test_the_mixer_gives_the_published_numbers() -> None:
    """An agent and a need whose hashes undo the day's and the first mix, so that each mix is seen alone."""
    agents = [step ^ round_hash(NOW, SETTINGS) for step in STEPS]
    for agent, once, step, twice in zip(agents, MIXED, STEPS[1:], MIXED[1:], strict=False):
        assert lots(NOW, SETTINGS, agent, once ^ step).tolist() == [twice]


@given(moments, st.integers(0, 9), names, names)
def test_lots_drawn_at_once_are_those_drawn_one_by_one(
    now: datetime, seed: int, agents: list[str], needs: list[str]
) -> None:
    settings = Settings(seed=seed)
    one_by_one = [[lot(now, settings, agent, need) for agent in agents] for need in needs]
    of_agents, of_needs = (hashes_of(name.encode() for name in some) for some in (agents, needs))
    assert [lots(now, settings, of_agents, hash_of(need)).tolist() for need in needs] == one_by_one
    turned = [lots(now, settings, hash_of(agent), of_needs).tolist() for agent in agents]
    assert turned == [list(column) for column in zip(*one_by_one, strict=True)]
    pairs = lots(now, settings, of_agents[:1].repeat(len(needs)), of_needs).tolist()
    assert pairs == [row[0] for row in one_by_one]


def test_hashes_are_64_bits_that_every_machine_reads_alike() -> None:
    assert hash_of("ana") == int.from_bytes(blake2b(b"ana", digest_size=8).digest(), "little")
    assert hashes_of([b"ana", "Łucja".encode()]).tolist() == [hash_of("ana"), hash_of("Łucja")]


def test_a_new_lot_is_drawn_for_every_day_and_seed() -> None:
    assert round_hash(at("2026-11-23 00:00"), SETTINGS) == round_hash(at("2026-11-23 23:59"), SETTINGS)
    assert round_hash(at("2026-11-24 00:00"), SETTINGS) == hash_of("0\n2026-11-24")
    assert round_hash(at("2026-11-24 00:00"), Settings(seed=7)) == hash_of("7\n2026-11-24")
