"""/shifts: coordinators import the shifts of many, look before they do, and see what clashes."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.availability.shifts.imports import actions, queries
from volunteer_match.availability.shifts.imports.forms import CompanyFileForm
from volunteer_match.availability.shifts.imports.showing import import_page
from volunteer_match.availability.shifts.models import ShiftImport
from volunteer_match.availability.shifts.words import REFUSALS, STATES, refusal_words
from volunteer_match.availability.shifts.writing import Writer
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.integrations.shift_tables.columns import TableRefused
from volunteer_match.refusals import Refused
from volunteer_match.web.access import accepts_bytes, begins_reading, staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("shifts", __name__)
MOST_BYTES = 30_000_000
"""About 400,000 lines; larger files are for the command line."""


def _form() -> CompanyFileForm:
    return CompanyFileForm(current_user.company.time_zone, queries.mappings_of(current_user.company_id))


def import_or_404(public_id: str) -> ShiftImport:
    return queries.find_import(public_id, current_user.company_id) or abort(404)


def _show(form: CompanyFileForm, status: int = 200, headings: str = "") -> ResponseReturnValue:
    return page(
        "availability/shifts/shifts.html",
        status=status,
        form=form,
        imports=queries.recent_imports(current_user.company_id),
        states=STATES,
        headings=headings,
        megabytes=MOST_BYTES // 1_000_000,
        now=now(),
        zone=current_user.time_zone,
    )


@blueprint.get("/shifts")
@staff
def show_shifts() -> ResponseReturnValue:
    return _show(_form())


@blueprint.post("/shifts/imports")
@staff
@begins_reading
@accepts_bytes(MOST_BYTES)
def check_file() -> ResponseReturnValue:
    """Reads the file and works out what it would change, while others go on writing."""
    form = _form()
    if not form.validate():
        return _show(form, 422)
    origin = actions.Origin(current_user.company_id, form.source, form.file.data.filename or "", by_id=current_user.id)
    try:
        read = actions.read_for(form.file.data.stream, form.wish(now().date()), origin)
        foreseen = actions.foresee(read, origin, now())
        begin_write(db.session)
        one = actions.keep_checked(read, origin, foreseen, now())
    except REFUSALS as refused:
        form.file.errors = [refusal_words(refused)]
        return _show(form, 422, refused.params.get("columns", "") if isinstance(refused, TableRefused) else "")
    except Refused as refused:
        form.file.errors = [_(refused.refusal.sentence)]
        return _show(form, 422)
    return see_other("shifts.show_import", public_id=one.public_id)


@blueprint.get("/shifts/imports/<public_id>")
@staff
def show_import(public_id: str) -> ResponseReturnValue:
    return _import_page(import_or_404(public_id))


def _import_page(one: ShiftImport, fault: str = "", status: int = 200) -> ResponseReturnValue:
    return page(
        "availability/shifts/import.html",
        status=status,
        shown=import_page(one),
        one=one,
        states=STATES,
        fault=fault,
        zone=current_user.time_zone,
        now=now(),
    )


@blueprint.post("/shifts/imports/<public_id>/confirmation")
@staff
def begin_import(public_id: str) -> ResponseReturnValue:
    """Begins it; what is not done with the first piece is the worker's."""
    one = import_or_404(public_id)
    try:
        actions.begin(one, current_user.account, now())
    except Refused as refused:
        return _import_page(one, _(refused.refusal.sentence), 422)
    db.session.flush()
    Writer(one.id).write_next(now())
    if one.state == "done":
        tell(
            ngettext(
                "The shifts of %(num)s person are imported.", "The shifts of %(num)s people are imported.", one.agents
            )
        )
    return see_other("shifts.show_import", public_id=public_id)


@blueprint.post("/shifts/imports/<public_id>/removal")
@staff
def drop_import(public_id: str) -> ResponseReturnValue:
    actions.drop(import_or_404(public_id))
    tell(_("Nothing was imported."))
    return see_other("shifts.show_shifts")
