"""Who has earned which badge, by what they did. Pure.

No rule knows how long anything took: a badge is never for hours alone. Nothing is lost by a pause: what was earned
stays, and the rules of steadiness leave as many months off as they ask for again, and half of it at the least.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from volunteer_match.recognition.badges.catalogue import FAMILIES, Badge, BadgeFamily

LONG_WAIT = timedelta(days=14)
FEW = 10
FEW_IN = 20
"""A need has few people who can fill it when they are ten at most, and one in twenty at most of the company."""
SHORT_NOTICE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done that somebody else has seen: attendance that was noted, or an action that counts."""

    ref: str
    """ "match:…" or "entry:…" with a public id."""
    day: date
    is_action: bool = False
    """An action of a challenge; what follows is about sessions and work in one's own time."""
    is_own_time: bool = False
    kind: str = ""
    cause: str = ""
    partner: str = ""
    languages: frozenset[str] = frozenset()
    """Those that the need asked for."""
    waited: timedelta | None = None
    """How long the need had waited for the first person, where that was this one."""
    fitting: int | None = None
    """How many people of the company had the skills and languages that it asked for, where that was counted."""
    company_size: int = 0
    stood_in: bool = False
    notice: timedelta | None = None
    """How long before the start they stepped in."""


@dataclass(frozen=True, slots=True)
class Ground:
    """On what a badge stands: the deeds, and the day on which the last of them made it whole."""

    day: date
    refs: tuple[str, ...]


def _ground(deeds: Sequence[Deed]) -> Ground:
    return Ground(max(deed.day for deed in deeds), tuple(deed.ref for deed in deeds))


Rule = Callable[[Sequence[Deed]], Ground | None]


def first(is_meant: Callable[[Deed], bool]) -> Rule:
    """The first deed of a sort."""

    def rule(deeds: Sequence[Deed]) -> Ground | None:
        found = next((deed for deed in deeds if is_meant(deed)), None)
        return _ground([found]) if found else None

    return rule


def different(values_of: Callable[[Deed], Iterable[Hashable]], count: int) -> Rule:
    """So many different values, whatever deeds brought them."""

    def rule(deeds: Sequence[Deed]) -> Ground | None:
        seen: set[Hashable] = set()
        bringing = []
        for deed in deeds:
            if new := set(values_of(deed)) - seen - {""}:
                seen |= new
                bringing.append(deed)
            if len(seen) >= count:
                return _ground(bringing)
        return None

    return rule


def _month(deed: Deed) -> int:
    return deed.day.year * 12 + deed.day.month


def months(count: int, within: int) -> Rule:
    """Something in `count` months of `within` that follow each other; which of them is all the same."""

    def rule(deeds: Sequence[Deed]) -> Ground | None:
        first_of: dict[int, Deed] = {}
        for deed in deeds:
            first_of.setdefault(_month(deed), deed)
        active = sorted(first_of)
        for start, end in zip(active, active[count - 1 :], strict=False):
            if end - start < within:
                return _ground([first_of[month] for month in active if start <= month <= end])
        return None

    return rule


def _is_one_of_few(deed: Deed) -> bool:
    return deed.fitting is not None and deed.fitting <= FEW and deed.fitting * FEW_IN <= deed.company_size


RULES: dict[Badge, Rule] = {
    Badge.FIRST_SESSION: first(lambda deed: not deed.is_action and not deed.is_own_time),
    Badge.FIRST_OWN_TIME: first(lambda deed: deed.is_own_time),
    Badge.FIRST_ACTION: first(lambda deed: deed.is_action),
    Badge.THREE_KINDS: different(lambda deed: (deed.kind,), 3),
    Badge.THREE_CAUSES: different(lambda deed: (deed.cause,), 3),
    Badge.TWO_LANGUAGES: different(lambda deed: deed.languages, 2),
    Badge.THREE_PARTNERS: different(lambda deed: (deed.partner,), 3),
    Badge.THREE_MONTHS: months(3, within=6),
    Badge.SIX_MONTHS: months(6, within=12),
    Badge.TWELVE_MONTHS: months(12, within=18),
    Badge.LONG_WAIT: first(lambda deed: deed.waited is not None and deed.waited >= LONG_WAIT),
    Badge.ONE_OF_FEW: first(_is_one_of_few),
    Badge.STOOD_IN: first(lambda deed: deed.stood_in),
    Badge.SHORT_NOTICE: first(lambda deed: deed.notice is not None and deed.notice < SHORT_NOTICE),
}

BY_ACTION = frozenset({Badge.FIRST_ACTION, *FAMILIES[BadgeFamily.STEADINESS]})
"""All that an action of a challenge can earn; without those, nothing has to be looked up."""
BY_ATTENDANCE = frozenset(Badge) - {Badge.FIRST_ACTION}


def earned(deeds: Iterable[Deed]) -> dict[Badge, Ground]:
    """Every badge that these deeds earn, each with its first ground. More deeds never earn less."""
    ordered = sorted(deeds, key=lambda deed: (deed.day, deed.ref))
    found = {badge: rule(ordered) for badge, rule in RULES.items()}
    return {badge: ground for badge, ground in found.items() if ground is not None}
