"""Hours for coordinators: what needs a decision, the total, and the file of the company."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.hours.company.queries import rows_of_company, total_in
from volunteer_match.hours.days import day_in
from volunteer_match.hours.disputes.queries import disputed_in
from volunteer_match.hours.views import asked_year
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.csv_files import csv_answer
from volunteer_match.web.fragments import page
from volunteer_match.web.labels import label

blueprint = Blueprint("hours_company", __name__)


def _year() -> int:
    return asked_year(day_in(current_user.company.time_zone, now()).year)


@blueprint.get("/hours/company")
@staff
def show_company() -> ResponseReturnValue:
    year = _year()
    return page(
        "hours/company.html",
        year=year,
        disputed=disputed_in(current_user.company_id),
        total=total_in(current_user.company_id, year),
        zone=current_user.time_zone,
    )


@blueprint.get("/hours/company/download")
@staff
def download_company() -> Response:
    """A file with names: that it was made is recorded, so this is a writing transaction from the start."""
    begin_write(db.session)
    year = _year()
    header = [_("Day"), _("Person"), _("Site"), _("Team"), _("Need"), _("Organisation"), _("Minutes")]
    header += [_("Confirmed minutes"), _("State")]
    rows = [
        [entry.day.isoformat(), *names, entry.minutes, entry.confirmed_minutes, label(entry.state)]
        for entry, names in rows_of_company(current_user.company_id, year)
    ]
    record("hours.export", current_user.account, now(), year=year, rows=len(rows))
    return csv_answer(f"hours-{year}", header, rows)
