"""My impact: the hours, what they were for, and the ways to badges, thanks and certificates."""

from collections import Counter
from datetime import date
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_login import current_user

from volunteer_match.hours.days import day_in
from volunteer_match.impact.facts.shapes import Column, Part, PartCode, Row, Unit
from volunteer_match.impact.facts.words import TITLES, goal_name, month_name, written, written_kind
from volunteer_match.impact.own.queries import OwnImpact, own_impact
from volunteer_match.impact.rules import last_months, scale_top
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page

blueprint = Blueprint("impact_own", __name__)
HOURS = Column(_("Confirmed hours"), Unit.MINUTES)
MONTHS = 12
ROOMS: tuple[tuple[str, Any, Any, str], ...] = (
    ("badges.show_badges", _("My badges"), _("Firsts, breadth and steadiness."), "badge-check"),
    ("kudos.show_thanks", _("Thanks"), _("What partners and colleagues wrote to you."), "message-circle"),
    ("certificates.list_certificates", _("My certificates"), _("Your confirmed hours on paper."), "file-text"),
    ("card.show_card", _("My card"), _("A page to show elsewhere, if you like."), "globe"),
)


@blueprint.get("/impact/mine")
@volunteers
def show_mine() -> ResponseReturnValue:
    found = own_impact(current_user.id)
    today = day_in(current_user.time_zone, now())
    return page(
        "impact/mine.html",
        own=found,
        parts=list(_parts(found, today)) if found.minutes else [],
        rooms=ROOMS,
        written=written,
        scale_top=scale_top,
    )


def _parts(found: OwnImpact, today: date) -> tuple[Part, ...]:
    months = tuple(
        Row(month_name(month), (found.months[month],), code=f"{month:%Y-%m}") for month in last_months(today, MONTHS)
    )
    goals, kinds = _rows(found.goals, goal_name), _rows(found.kinds, written_kind)
    return (
        Part(PartCode.MONTHS, _("The last 12 months"), _("By the day of the work."), _("Month"), (HOURS,), months),
        Part(PartCode.GOALS, TITLES[PartCode.GOALS], None, _("Goal"), (HOURS,), goals),
        Part(PartCode.KINDS, TITLES[PartCode.KINDS], None, _("Kind"), (HOURS,), kinds),
    )


def _rows(sums: Counter[str], name: Any) -> tuple[Row, ...]:
    return tuple(Row(name(code), (minutes,), code=code) for code, minutes in sums.most_common())
