"""A partner's impact page."""

from datetime import date

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_login import current_user

from volunteer_match.hours.days import day_in
from volunteer_match.impact.facts.shapes import Column, Part, PartCode, Row, Unit
from volunteer_match.impact.facts.words import TITLES, month_name, written, written_speed
from volunteer_match.impact.glossary import Speed
from volunteer_match.impact.partner import queries
from volunteer_match.impact.rules import scale_top
from volunteer_match.web.access import partner_members
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page

blueprint = Blueprint("impact_partner", __name__)
COLUMNS = (
    Column(_("Confirmed hours"), Unit.MINUTES),
    Column(_("People"), Unit.PEOPLE),
    Column(_("Sessions"), Unit.COUNT),
)


@blueprint.get("/impact/partner")
@partner_members
def show_partner() -> ResponseReturnValue:
    partner_id = current_user.account.membership.partner_id
    today = day_in(current_user.time_zone, now())
    years = sorted({today.year, *queries.years_of(partner_id)}, reverse=True)
    asked = request.args.get("year", today.year, int)
    year = asked if asked in years else today.year
    total = queries.sum_of(partner_id, year)
    return page(
        "impact/partner.html",
        year=year,
        years=years,
        total=total,
        parts=parts_of(partner_id, year, today) if total.minutes else [],
        written=written,
        scale_top=scale_top,
    )


def _row(label: str, found: queries.Sum) -> Row:
    return Row(label, (found.minutes, found.people, found.sessions))


def parts_of(partner_id: int, year: int, today: date) -> list[Part]:
    """A year as far as it has come; `today` is the reader's."""
    months, none = queries.by_month(partner_id, year), queries.Sum(0, 0, 0)
    last = 12 if year < today.year else max([today.month, *months])
    speeds = queries.speeds(partner_id, year)
    in_months = tuple(_row(month_name(date(year, month, 1)), months.get(month, none)) for month in range(1, last + 1))
    in_needs = tuple(_row(title, found) for title, found in queries.by_need(partner_id, year))
    found = tuple(Row(written_speed(speed.value), (speeds[speed],)) for speed in Speed)
    told = (_("By need"), _("Those with most time."), _("Need"))
    quick = (_("How fast your needs found somebody"), _("From publishing to the first person."), _("Found"))
    parts = [
        Part(PartCode.MONTHS, TITLES[PartCode.MONTHS], _("By the day of the work."), _("Month"), COLUMNS, in_months),
        Part(PartCode.PLACES, *told, COLUMNS, in_needs),
    ]
    counts = (Column(_("Needs"), Unit.COUNT),)
    return [*parts, Part(PartCode.SPEED, *quick, counts, found)] if speeds else parts
