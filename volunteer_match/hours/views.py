"""The hours that somebody gave, as they see them themselves; and the page of one entry for all who have a part."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.hours.queries import (
    entries_of_agent,
    reportable_matches,
    total_of,
    totals_by_partner,
    written_for,
    years_of,
)
from volunteer_match.hours.showing import entry_or_404, show_entry
from volunteer_match.web.access import signed_in, volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.csv_files import csv_answer
from volunteer_match.web.forms import FIRST_YEAR, LAST_YEAR
from volunteer_match.web.fragments import page
from volunteer_match.web.labels import label

blueprint = Blueprint("hours", __name__)


def this_year() -> int:
    """Where the reader works; who has no profile yet counts in UTC."""
    profile = current_user.account.profile
    return day_in(zone_of(profile) if profile else "UTC", now()).year


def asked_year(this: int) -> int:
    """The year in the address, or this one."""
    asked = request.args.get("year", this, int)
    return asked if FIRST_YEAR <= asked <= LAST_YEAR else this


@blueprint.get("/hours")
@volunteers
def show_hours() -> ResponseReturnValue:
    this = this_year()
    year = asked_year(this)
    partners = totals_by_partner(current_user.id, year)
    return page(
        "hours/mine.html",
        year=year,
        years=sorted({this, year, *years_of(current_user.id)}, reverse=True),
        entries=entries_of_agent(current_user.id, year),
        partners=partners,
        total=total_of([balance for _name, balance in partners]),
        flexible=[(match, written_for(match)) for match in reportable_matches(current_user.id)],
    )


@blueprint.get("/hours/download")
@volunteers
def download_hours() -> Response:
    year = asked_year(this_year())
    header = [_("Day"), _("Need"), _("Organisation"), _("Minutes"), _("Confirmed minutes"), _("State"), _("What")]
    return csv_answer(
        f"my-hours-{year}",
        header,
        (
            [
                entry.day.isoformat(),
                entry.match.opportunity.title,
                entry.partner.name,
                entry.minutes,
                entry.confirmed_minutes,
                label(entry.state),
                entry.what,
            ]
            for entry in entries_of_agent(current_user.id, year)
        ),
    )


@blueprint.get("/hours/<entry_id>")
@signed_in
def show(entry_id: str) -> ResponseReturnValue:
    return show_entry(entry_or_404(entry_id))
