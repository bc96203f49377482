"""Reads of what was published: sums over months of cells that are open. No other table is read for a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from volunteer_match.challenges.models import Challenge
from volunteer_match.extensions import db
from volunteer_match.impact.facts.shapes import Question
from volunteer_match.impact.glossary import Metric, Tree
from volunteer_match.impact.models import ImpactCell, ImpactMonth
from volunteer_match.organisations.models import Site, Team


@dataclass(frozen=True, slots=True)
class Sums:
    """What a cell came to over the months in which it is open."""

    first: str
    second: str
    months: int
    """In which there is such a cell."""
    open: int
    """In which it is open."""
    people: int
    """Of all open months: somebody who gave in two counts twice."""
    amount: int
    members: int
    """Likewise: of all open months together."""
    fewest_apart: int
    """How many of them gave nothing, in the month in which these were the fewest."""

    @property
    def left_out(self) -> int:
        return self.months - self.open


def settled_months(company_id: int) -> list[date]:
    """First days of the months whose figures are settled, oldest first."""
    months = select(ImpactMonth.month).where(ImpactMonth.company_id == company_id).order_by(ImpactMonth.month)
    return list(db.session.scalars(months))


def _asked(question: Question, tree: Tree, metric: Metric) -> tuple[ColumnElement[bool], ...]:
    return (
        ImpactMonth.company_id == question.company_id,
        ImpactMonth.month.between(question.since, question.until),
        ImpactCell.tree == tree,
        ImpactCell.metric == metric,
    )


def sums_of(question: Question, tree: Tree, metric: Metric, *where: ColumnElement[bool]) -> list[Sums]:
    """Sums over the months of the question, cell by cell."""
    cell = ImpactCell
    sums = [func.coalesce(func.sum(column), 0) for column in (cell.people, cell.amount, cell.members)]
    apart = func.coalesce(func.min(cell.members - cell.people), 0)
    rows = db.session.execute(
        select(ImpactCell.first, ImpactCell.second, func.count(), func.count(ImpactCell.people), *sums, apart)
        .join(ImpactMonth, ImpactMonth.id == ImpactCell.month_id)
        .where(*_asked(question, tree, metric), *where)
        .group_by(ImpactCell.first, ImpactCell.second)
    )
    return [Sums(first, second, *map(int, numbers)) for first, second, *numbers in rows]


def is_first_level() -> tuple[ColumnElement[bool], ...]:
    return (ImpactCell.first != "", ImpactCell.second == "")


def is_second_level() -> ColumnElement[bool]:
    return ImpactCell.second != ""


def is_at(place: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    first, second = (*place, "", "")[:2]
    return (ImpactCell.first == first, ImpactCell.second == second)


def is_below(place: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    """The parts of the company, or of a site."""
    return (ImpactCell.first == place[0], ImpactCell.second != "") if place else is_first_level()


def find_sum(question: Question, metric: Metric) -> Sums | None:
    """Of the place that the question is about, as a whole."""
    return next(iter(sums_of(question, Tree.PLACE, metric, *is_at(question.place))), None)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """Of one month; None where it is withheld."""

    month: date
    amount: int | None
    people: int | None


def month_by_month(question: Question) -> list[MonthFigures]:
    """Confirmed minutes and people of each settled month, oldest first."""
    cell = _asked(question, Tree.PLACE, Metric.MINUTES)[2:]
    joined = (ImpactCell.month_id == ImpactMonth.id) & cell[0] & cell[1]
    for condition in is_at(question.place):
        joined &= condition
    rows = db.session.execute(
        select(ImpactMonth.month, ImpactCell.amount, ImpactCell.people)
        .outerjoin(ImpactCell, joined)
        .where(*_asked(question, Tree.PLACE, Metric.MINUTES)[:2])
        .order_by(ImpactMonth.month)
    )
    return [MonthFigures(*row) for row in rows]


def minutes_by_country(question: Question) -> list[tuple[str, date, int]]:
    """Country, month and minutes of the open cells of sites that the question is about."""
    where = is_at(question.place[:1]) if question.place else is_first_level()
    rows = db.session.execute(
        select(ImpactCell.first, ImpactMonth.month, ImpactCell.amount)
        .join(ImpactMonth, ImpactMonth.id == ImpactCell.month_id)
        .where(*_asked(question, Tree.PLACE, Metric.MINUTES), *where, ImpactCell.amount.is_not(None))
        .order_by(ImpactMonth.month)
    ).all()
    countries = dict(
        db.session.execute(select(Site.id, Site.country).where(Site.company_id == question.company_id)).all()
    )
    return [(countries.get(int(site), ""), month, amount or 0) for site, month, amount in rows if site.isdigit()]


def site_names(company_id: int) -> Mapping[str, str]:
    rows = db.session.execute(select(Site.id, Site.name).where(Site.company_id == company_id))
    return {str(number): name for number, name in rows}


def team_names(codes: Sequence[str]) -> Mapping[str, str]:
    rows = db.session.execute(select(Team.id, Team.name).where(Team.id.in_(map(int, filter(str.isdigit, codes)))))
    return {str(number): name for number, name in rows}


def challenge_titles(company_id: int) -> Mapping[str, str]:
    rows = db.session.execute(select(Challenge.id, Challenge.title).where(Challenge.company_id == company_id))
    return {str(number): title for number, title in rows}
