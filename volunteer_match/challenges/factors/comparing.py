"""What a newer version of the factors changes. Pure."""

from dataclasses import dataclass

from volunteer_match.challenges.factors.sets import Factor, FactorSet


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is new (`before` None), gone (`after` None), or another one."""

    code: str
    place: str
    before: Factor | None
    after: Factor | None

    @property
    def percent(self) -> float | None:
        """By how much the value grew; None where one of the two is missing."""
        if self.before is None or self.after is None:
            return None
        return float((self.after.value - self.before.value) * 100 / self.before.value)


def compare(before: FactorSet, after: FactorSet) -> list[Difference]:
    """Every factor that isn't the same in both, by code and place."""
    keys = sorted(before.by_place.keys() | after.by_place.keys())
    found = (Difference(*key, before.by_place.get(key), after.by_place.get(key)) for key in keys)
    return [difference for difference in found if difference.before != difference.after]
