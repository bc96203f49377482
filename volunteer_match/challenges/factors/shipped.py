"""The versions that come with the house, newest last. Read once a process."""

from functools import cache
from importlib.resources import files

from volunteer_match.challenges.factors.reading import read_factors
from volunteer_match.challenges.factors.sets import FactorSet

NEWEST = "2026.1"
NAMES = (NEWEST,)


@cache
def shipped_content(name: str) -> bytes:
    return files(__package__).joinpath(f"{name}.csv").read_bytes()


@cache
def shipped(name: str) -> FactorSet:
    return FactorSet(name, read_factors(shipped_content(name)))
