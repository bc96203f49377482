"""What a file for payroll says, compared with what the last one for the same days said. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """One request: minutes now, and in the last file (None: it was not in it)."""

    request_id: int
    minutes: int
    before: int | None

    @property
    def change(self) -> int:
        return self.minutes - (self.before or 0)


def compare(now: Mapping[int, int], before: Mapping[int, int]) -> list[Told]:
    """Every request of either, by number; what is gone counts 0 now."""
    return [Told(number, now.get(number, 0), before.get(number)) for number in sorted({*now, *before})]


def changed(told: list[Told]) -> list[Told]:
    """What payroll does not know yet."""
    return [one for one in told if one.change or one.before is None]
