"""One gate: a requirement checked for one agent."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from volunteer_match.matching.phrases import Phrase, all_of

UNCHANGEABLE = 10
"""The shortfall of what an agent can do nothing about: it comes last among the near misses."""


class GateName(StrEnum):
    SKILLS = "skills"
    LANGUAGES = "languages"
    CREDENTIALS = "credentials"
    AGE = "age"
    TIME = "time"
    LIMITS = "limits"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Gate:
    """What was asked, what the agent has, and the smallest change that would pass a failed gate (None when passed).

    `asked` and `has` are None where nothing is asked. `shortfall` says how far off a failed gate is (0 when passed)
    in rough steps: a level of a skill or a language, a credential, an hour, a limit.
    """

    name: GateName
    asked: Phrase | None = None
    has: Phrase | None = None
    change: Phrase | None = None
    shortfall: int = 0

    @property
    def passed(self) -> bool:
        return self.change is None


def joined(name: GateName, checks: Sequence[Gate]) -> Gate:
    """One gate for several requirements: tells of the failed ones only, or of all when all passed."""
    if not checks:
        return Gate(name)
    told = [check for check in checks if check.change is not None] or checks
    if len(told) == 1:
        return told[0]
    return Gate(
        name,
        asked=all_of([check.asked for check in told if check.asked]),
        has=all_of([check.has for check in told if check.has]),
        change=all_of([check.change for check in told if check.change]),
        shortfall=sum([check.shortfall for check in told]),
    )
