"""What an import took for what, and what it could not read. Pure."""

from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

MOST_TOLD = 50
"""So many of a kind are told one by one; the rest is counted."""


class Trouble(StrEnum):
    """Why a line was left out."""

    NO_DATE = "no-date"
    NO_TIME = "no-time"
    EMPTY = "empty"
    BACKWARD = "backward"
    TOO_LONG = "too-long"
    SKIPPED_HOUR = "skipped-hour"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines of the same trouble with the same text: the first of them, and how many."""

    trouble: str
    text: str
    line: int
    count: int


@dataclass(slots=True)
class Findings:
    """Everything a person needs to see before they say yes. Counts are of lines."""

    lines: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    """The heading that was taken for each part."""
    who: str = ""
    """The heading of the column by which people were found."""
    date_order: str = ""
    certainty: str = ""
    zone: str = ""
    zones: dict[str, int] = field(default_factory=dict)
    """Zones that the file names, with their lines."""
    unknown_zones: list[str] = field(default_factory=list)
    unknown_people: int = 0
    unknown_people_lines: int = 0
    unknown_sample: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    left_out_lines: int = 0
    activities: dict[str, int] = field(default_factory=dict)
    """Names with their lines, in the order of the plan."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def findings_of(kept: dict[str, Any]) -> Findings:
    """What `as_json` made; more may be kept beside it."""
    known = {each.name: kept[each.name] for each in fields(Findings) if each.name in kept}
    return Findings(**known | {"left_out": [LeftOut(**one) for one in kept.get("left_out", [])]})
