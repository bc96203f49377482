"""What the page shows: each table with its chart, small groups withheld."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from volunteer_match.matches.exposure.rules import (
    SMALL,
    Group,
    ShiftPattern,
    Shown,
    Tenure,
    Waiting,
    waiting_of,
    withheld,
)
from volunteer_match.matches.exposure.words import said
from volunteer_match.opportunities.models import Opportunity


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `group` None where it is withheld, and `why` in its place."""

    label: str
    group: Group | None
    why: str = ""

    @property
    def rates(self) -> tuple[float, ...] | None:
        """Figures for every 100 people."""
        return tuple(rate(figure, self.group.people) for figure in self.group.figures) if self.group else None


def rate(figure: int, people: int) -> float:
    return round(100 * figure / people, 1)


@dataclass(frozen=True, slots=True)
class Table:
    """Lines, and all of them together; `total` None where even all are too few to be shown."""

    lines: tuple[Line, ...]
    total: Group | None

    @property
    def most(self) -> float:
        """The highest rate that is shown: the length of the longest bar."""
        return max((one for line in self.lines for one in line.rates or ()), default=0.0)


def table_of(groups: Sequence[Group], label: Callable[[str], str]) -> Table:
    lines = tuple(_line(group, shown, label) for group, shown in zip(groups, withheld(groups), strict=True))
    return Table(lines, _total(groups))


def _line(group: Group, shown: Shown, label: Callable[[str], str]) -> Line:
    return Line(label(group.name), group if shown is Shown.OPEN else None, "" if shown is Shown.OPEN else said(shown))


def _total(groups: Sequence[Group]) -> Group | None:
    people = sum(group.people for group in groups)
    if people < SMALL:
        return None
    columns = zip(*(group.figures for group in groups), strict=True)
    return Group("", people, tuple(sum(column) for column in columns))


def table_of_sites(groups: Sequence[Group]) -> Table:
    return table_of(groups, lambda name: name or _("No site"))


def table_of_teams(sites: Sequence[Group], teams: Mapping[str, Sequence[Group]]) -> Table:
    """Teams are withheld within their site, whose sum is shown; teams of sites that are withheld are left out."""
    shown = [site for site, state in zip(sites, withheld(sites), strict=True) if state is Shown.OPEN]
    tables = [table_of(teams[site.name], lambda name: name or _("No team")) for site in shown]
    lines = [line for table in tables for line in table.lines]
    return Table(tuple(lines), _total([group for site in shown for group in teams[site.name]]) if shown else None)


def table_of_tenure(groups: Sequence[Group]) -> Table:
    return table_of(groups, lambda name: said(Tenure(name)))


def table_of_patterns(groups: Sequence[Group]) -> Table:
    return table_of(groups, lambda name: said(ShiftPattern(name)))


def waits_of(needs: Sequence[Opportunity], now: datetime) -> list[tuple[str, int]]:
    """How many needs have waited how long."""
    counts = Counter(waiting_of(now - (need.published_at or now)) for need in needs)
    return [(said(band), counts[band]) for band in Waiting]
