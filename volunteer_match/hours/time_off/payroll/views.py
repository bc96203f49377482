"""The file for payroll: what it would say, making it, and earlier ones."""

from datetime import date, timedelta

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.hours.days import day_in
from volunteer_match.hours.time_off.models import PayrollExport
from volunteer_match.hours.time_off.payroll.actions import make_export, record_download
from volunteer_match.hours.time_off.payroll.forms import PeriodForm
from volunteer_match.hours.time_off.payroll.queries import (
    PayrollRow,
    count_ahead,
    exports_of,
    find_export,
    find_last,
    rows_now,
    rows_of,
)
from volunteer_match.hours.time_off.payroll.rules import changed
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.csv_files import csv_answer
from volunteer_match.web.fragments import page, see_other

blueprint = Blueprint("payroll", __name__)


def _last_month() -> tuple[date, date]:
    last = day_in(current_user.company.time_zone, now()).replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _form() -> PeriodForm:
    first, last = _last_month()
    if request.args:
        return PeriodForm(request.args)
    return PeriodForm(formdata=None, data={"first": first, "last": last})


@blueprint.get("/volunteer-time-off/payroll")
@staff
def show_payroll() -> ResponseReturnValue:
    form = _form()
    return _show(form, 422 if request.args and not form.validate() else 200)


def _show(form: PeriodForm, status: int = 200) -> ResponseReturnValue:
    company_id = current_user.company_id
    is_shown = status == 200
    rows = rows_now(company_id, form.first.data, form.last.data) if is_shown else []
    return page(
        "hours/time_off/payroll.html",
        status=status,
        form=form,
        is_shown=is_shown,
        rows=rows,
        news=changed([row.told for row in rows]),
        ahead=count_ahead(company_id, form.first.data, form.last.data) if is_shown else 0,
        last=find_last(company_id, form.first.data, form.last.data) if is_shown else None,
        exports=exports_of(company_id),
        zone=current_user.time_zone,
    )


@blueprint.post("/volunteer-time-off/payroll")
@staff
def make() -> ResponseReturnValue:
    form = PeriodForm()
    if not form.validate():
        return _show(form, 422)
    made = make_export(form.first.data, form.last.data, current_user.account, now())
    return see_other("payroll.download", public_id=made.public_id)


@blueprint.get("/volunteer-time-off/payroll/<public_id>")
@staff
def download(public_id: str) -> Response:
    """The file, as it was when it was made. That it was fetched is recorded, so this is a writing transaction."""
    begin_write(db.session)
    export = find_export(public_id, current_user.company_id) or abort(404)
    record_download(export, current_user.account, now())
    return _file(export)


def _file(export: PayrollExport) -> Response:
    rows = rows_of(export)
    numbers = {row.request.id: getattr(row.request.agent, "employee_number", None) for row in rows}
    has_numbers = any(numbers.values())
    header = [_("Name"), _("Site"), _("Date"), _("Hours"), _("Hours in the last file"), _("Change in hours")]
    return csv_answer(
        f"volunteer-time-off-{export.first_day}-to-{export.last_day}",
        [_("Employee number"), *header] if has_numbers else header,
        ([numbers[row.request.id], *_cells(row)] if has_numbers else _cells(row) for row in rows),
    )


def _cells(row: PayrollRow) -> list[object]:
    told, site = row.told, row.request.site
    before = None if told.before is None else _hours(told.before)
    name = row.request.agent.account.full_name
    return [name, site.name if site else "", row.request.day, _hours(told.minutes), before, _hours(told.change)]


def _hours(minutes: int) -> float:
    """Hours with two decimals, as payroll programs read them."""
    return round(minutes / 60, 2)
