"""Which certificates are issued, and what a check says. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from volunteer_match.glossary import NameShown
from volunteer_match.refusals import Refusal

LONGEST = timedelta(days=366 * 5)
MOST_MISSES = 20
MISS_WINDOW = timedelta(minutes=15)


class CertificateRefusal(Refusal):
    """Why no certificate is issued; words.py has the sentences."""

    NOTHING_CONFIRMED = "nothing-confirmed"
    NOT_OVER = "not-over"
    BACKWARDS = "backwards"
    TOO_LONG = "too-long"


class Standing(StrEnum):
    """What a check answers."""

    VALID = "valid"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """Confirmed minutes for one organisation, cause and kind of help. `partner` is a public id."""

    partner: str
    name: str
    cause: str
    kind: str
    minutes: int


def judge_span(first: date, last: date, today: date) -> CertificateRefusal | None:
    """`today` where the holder works."""
    if last < first:
        return CertificateRefusal.BACKWARDS
    if last > today:
        return CertificateRefusal.NOT_OVER
    return CertificateRefusal.TOO_LONG if last - first > LONGEST else None


def judge_lines(lines: Sequence[Line]) -> CertificateRefusal | None:
    return None if any(line.minutes for line in lines) else CertificateRefusal.NOTHING_CONFIRMED


def is_same(frozen: Iterable[Mapping[str, Any]], now: Iterable[Line]) -> bool:
    """Whether what was certified is still what is confirmed, organisation by organisation.

    New words for the same hours, such as another cause or a new name, are no change of figures.
    """
    before = _by_partner((line["partner"], line["minutes"]) for line in frozen)
    return before == _by_partner((line.partner, line.minutes) for line in now)


def _by_partner(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for partner, minutes in pairs:
        sums[partner] = sums.get(partner, 0) + minutes
    return {partner: minutes for partner, minutes in sums.items() if minutes}


def name_for(shown: NameShown, full: str) -> str:
    """What of a name others see: all, the first name with the last one's first letter, or nothing."""
    words = full.split()
    if shown is NameShown.NONE or not words:
        return ""
    return full if shown is NameShown.FULL or len(words) == 1 else f"{words[0]} {words[-1][:1]}."
