"""The parts of a report, one function each."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from flask_babel import gettext, lazy_gettext
from flask_babel import lazy_gettext as _

from volunteer_match.impact.facts import queries, words
from volunteer_match.impact.facts.queries import Sums
from volunteer_match.impact.facts.shapes import Column, Money, Part, PartCode, Question, Row, Unit
from volunteer_match.impact.facts.words import TITLES
from volunteer_match.impact.glossary import Metric, Speed, Tenure, Tree
from volunteer_match.impact.rules import participation
from volunteer_match.impact.value.rates import Basis, Rate, find_rate
from volunteer_match.web.labels import country_name

HOURS = Column(_("Confirmed hours"), Unit.MINUTES)
PEOPLE = Column(_("People in a usual month"), Unit.PEOPLE)
TAKING_PART = Column(_("Taking part in a usual month"), Unit.SHARE)
Name = Callable[[str], str]


def _usual(row: Sums) -> int:
    return round(row.people / row.open)


def _row(row: Sums, code: str, name: Name, *, with_share: bool = False) -> Row:
    """Hours, people and, where asked, the share of those who could have taken part."""
    figures = (row.amount, _usual(row)) if row.open else (None, None)
    share = (participation(row.people, row.members, row.fewest_apart) if row.open else None,) if with_share else ()
    return Row(name(code), (*figures, *share), row.left_out, code)


def _by_size(rows: list[Row]) -> tuple[Row, ...]:
    """The largest first; what is withheld last, by name, so that its place says nothing."""

    def place(row: Row) -> tuple[bool, int, str]:
        figure = row.figures[0]
        return (figure is None, -figure if isinstance(figure, int) else 0, row.label)

    return tuple(sorted(rows, key=place))


def months(question: Question) -> Part:
    found = queries.month_by_month(question)
    rows = tuple(
        Row(words.month_name(one.month), (one.amount, one.people), int(one.amount is None), f"{one.month:%Y-%m}")
        for one in found
    )
    lead = _("Hours count in the month in which they were confirmed.")
    columns = (HOURS, Column(_("People"), Unit.PEOPLE))
    return Part(PartCode.MONTHS, TITLES[PartCode.MONTHS], lead, _("Month"), columns, rows)


def places(question: Question) -> Part:
    """Sites of the company, or teams of a site."""
    site = question.place[0] if question.place else None
    found = queries.sums_of(question, Tree.PLACE, Metric.MINUTES, *queries.is_below(question.place))
    names = queries.team_names([row.second for row in found]) if site else queries.site_names(question.company_id)
    nowhere = gettext("No team") if site else gettext("No site")
    rows = [
        _row(row, row.second if site else row.first, lambda code: names.get(code, nowhere), with_share=not site)
        for row in found
    ]
    title, heading = (_("By team"), _("Team")) if site else (_("By site"), _("Site"))
    columns = (HOURS, PEOPLE) if site else (HOURS, PEOPLE, TAKING_PART)
    return Part(
        PartCode.PLACES, title, _("Where people belonged when they did the work."), heading, columns, _by_size(rows)
    )


def tenure(question: Question) -> Part:
    found = queries.sums_of(question, Tree.TENURE, Metric.MINUTES, *queries.is_first_level())
    found.sort(key=lambda row: words.in_order(Tenure)(row.first))
    rows = tuple(_row(row, row.first, words.written_tenure, with_share=True) for row in found)
    lead = _("How long people had been here at the end of each month.")
    columns = (HOURS, PEOPLE, TAKING_PART)
    return Part(PartCode.TENURE, TITLES[PartCode.TENURE], lead, _("Since joining"), columns, rows)


def _of_company(question: Question, code: PartCode, tree: Tree, lead: object, heading: object, name: Name) -> Part:
    """Hours of the company by the first level of a tree."""
    found = queries.sums_of(question, tree, Metric.MINUTES, *queries.is_first_level())
    rows = _by_size([_row(row, row.first, name) for row in found])
    return Part(code, TITLES[code], lead, heading, (HOURS, PEOPLE), rows)


def kinds(question: Question) -> Part:
    return _of_company(question, PartCode.KINDS, Tree.KIND, None, _("Kind"), words.written_kind)


def languages(question: Question) -> Part:
    lead = _("What the needs ask for. Needs with two languages stand by themselves.")
    return _of_company(question, PartCode.LANGUAGES, Tree.LANGUAGE, lead, _("Language"), words.written_languages)


def goals(question: Question) -> Part:
    lead = _("The United Nations’ goals. Each cause counts toward the one goal that it serves most.")
    return _of_company(question, PartCode.GOALS, Tree.CAUSE, lead, _("Goal"), words.goal_name)


def causes(question: Question) -> Part:
    found = queries.sums_of(question, Tree.CAUSE, Metric.MINUTES, queries.is_second_level())
    rows = _by_size([_row(row, row.second, words.written_cause) for row in found])
    return Part(PartCode.CAUSES, TITLES[PartCode.CAUSES], None, _("Cause"), (HOURS, PEOPLE), rows)


def speed(question: Question) -> Part:
    found = queries.sums_of(question, Tree.SPEED, Metric.NEEDS, *queries.is_first_level())
    found.sort(key=lambda row: words.in_order(Speed)(row.first))
    rows = tuple(
        Row(words.written_speed(row.first), (row.amount if row.open else None,), row.left_out, row.first)
        for row in found
    )
    lead = _("From publishing a need to approving its first person.")
    columns = (Column(_("Needs"), Unit.COUNT),)
    return Part(PartCode.SPEED, TITLES[PartCode.SPEED], lead, _("Found"), columns, rows)


def challenges(question: Question) -> Part:
    titles = queries.challenge_titles(question.company_id)
    grams = {row.first: row for row in queries.sums_of(question, Tree.CHALLENGE, Metric.GRAMS)}
    rows = []
    for row in queries.sums_of(question, Tree.CHALLENGE, Metric.ACTIONS):
        carbon = grams.get(row.first)
        figures = (
            carbon.amount if carbon and carbon.open else None,
            row.amount if row.open else None,
            row.people if row.open else None,
        )
        rows.append(Row(titles.get(row.first, ""), figures, row.left_out, ""))
    lead = _("Challenges that ended in these months. Carbon is estimated by the factors that each entry names.")
    columns = (
        Column(_("Carbon"), Unit.GRAMS),
        Column(_("Actions"), Unit.COUNT),
        Column(_("People"), Unit.PEOPLE),
    )
    return Part(PartCode.CHALLENGES, TITLES[PartCode.CHALLENGES], lead, _("Challenge"), columns, _by_size(rows))


BASES = {
    Basis.STATUTORY_MINIMUM: lazy_gettext("at the statutory minimum"),
    Basis.VOLUNTEER_HOUR: lazy_gettext("at the yearly figure for a volunteer hour"),
}


def value(question: Question) -> Part:
    """The open hours of sites at the rate of their country; months and countries without a rate are named."""
    worth: defaultdict[Rate, int] = defaultdict(int)
    unknown: set[str] = set()
    for country, month, minutes in queries.minutes_by_country(question):
        rate = find_rate(country, month)
        if rate is None:
            unknown.add(country)
        else:
            worth[rate] += minutes
    rows = tuple(_worth(rate, minutes) for rate, minutes in sorted(worth.items(), key=lambda one: _order(one[0])))
    notes = [rate.source for rate in sorted(worth, key=_order)]
    if unknown and rows:
        names = ", ".join(sorted(country_name(code) for code in unknown if code))
        notes.append(gettext("No value is shown where no source is known: %(countries)s.", countries=names))
    lead = _("What these hours would at least have cost. It says nothing about what they were worth to anybody.")
    columns = (HOURS, Column(_("Value"), Unit.MONEY))
    return Part(PartCode.VALUE, TITLES[PartCode.VALUE], lead, _("Country and rate"), columns, rows, tuple(notes))


def _order(rate: Rate) -> tuple[str, date]:
    return (rate.country, rate.since)


def _worth(rate: Rate, minutes: int) -> Row:
    hourly = words.written(Money(rate.amount, rate.currency), Unit.MONEY)
    name = gettext(
        "%(country)s, %(rate)s an hour, %(basis)s",
        country=country_name(rate.country),
        rate=hourly,
        basis=BASES[rate.basis],
    )
    total = Money(rate.value_of(minutes).quantize(Decimal("0.01")), rate.currency)
    return Row(name, (minutes, total), code=f"{rate.country} {rate.since}")
