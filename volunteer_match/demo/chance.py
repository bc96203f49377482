"""Draws from a seeded generator, and the two scales that are drawn from. Pure."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

LEVELS = ("beginner", "intermediate", "advanced", "expert")
PROFICIENCIES = ("A1", "A2", "B1", "B2", "C1", "C2", "native")


def happens(rng: Random, percent: float) -> bool:
    """True so many times in a hundred."""
    return rng.random() * 100 < percent


def pick(rng: Random, weights: Mapping[T, float]) -> T:
    """One key, by weight."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def level_between(rng: Random, bounds: Sequence[int]) -> str:
    """A level of skill between two numbers, 1 to 4."""
    return LEVELS[rng.randint(bounds[0], bounds[1]) - 1]
