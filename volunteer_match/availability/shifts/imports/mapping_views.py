"""/shifts/mappings: how the company's tables of shifts are read."""

from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.availability.shifts.imports.forms import MappingForm
from volunteer_match.availability.shifts.imports.mapping_actions import remove_mapping, save_mapping
from volunteer_match.availability.shifts.imports.queries import find_mapping, mappings_of
from volunteer_match.availability.shifts.models import ShiftMapping
from volunteer_match.availability.shifts.words import PARTS
from volunteer_match.integrations.shift_tables.columns import TableRefused, find_columns
from volunteer_match.refusals import Refused
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("shift_mappings", __name__)


def mapping_or_404(public_id: str) -> ShiftMapping:
    return find_mapping(current_user.company_id, public_id=public_id) or abort(404)


@blueprint.get("/shifts/mappings")
@staff
def show_mappings() -> ResponseReturnValue:
    return page("availability/shifts/mappings.html", mappings=mappings_of(current_user.company_id), parts=PARTS)


def _form_page(form: MappingForm, mapping: ShiftMapping | None, status: int = 200) -> ResponseReturnValue:
    headings = [cell.strip() for cell in request.args.get("headings", "")[:2_000].split(",") if cell.strip()]
    return page(
        "availability/shifts/mapping.html", status=status, form=form, mapping=mapping, headings=headings, parts=PARTS
    )


@blueprint.get("/shifts/mappings/new")
@staff
def show_new() -> ResponseReturnValue:
    """`headings`, those of a file, are put where they seem to belong."""
    return _form_page(MappingForm(formdata=None, data=_guess()), None)


def _guess() -> dict[str, Any]:
    headings = request.args.get("headings", "")[:2_000].split(",")
    try:
        found = find_columns([cell.strip() for cell in headings], {}, needs_who=False)
    except TableRefused:
        return {}
    return found.named() | ({"who": found.headings[found.who[0]]} if found.who else {})


@blueprint.get("/shifts/mappings/<public_id>")
@staff
def show_mapping(public_id: str) -> ResponseReturnValue:
    mapping = mapping_or_404(public_id)
    held = {"name": mapping.name, "date_order": mapping.date_order, "time_zone": mapping.time_zone, **mapping.columns}
    return _form_page(MappingForm(formdata=None, data=held), mapping)


@blueprint.post("/shifts/mappings")
@staff
def add_mapping() -> ResponseReturnValue:
    return _save(None)


@blueprint.post("/shifts/mappings/<public_id>")
@staff
def change_mapping(public_id: str) -> ResponseReturnValue:
    return _save(mapping_or_404(public_id))


def _save(mapping: ShiftMapping | None) -> ResponseReturnValue:
    form = MappingForm()
    if not form.validate():
        return _form_page(form, mapping, 422)
    try:
        save_mapping(
            mapping,
            form.name.data,
            form.columns(),
            form.date_order.data,
            form.time_zone.data,
            current_user.account,
            now(),
        )
    except Refused as refused:
        form.name.errors = [_(refused.refusal.sentence)]
        return _form_page(form, mapping, 422)
    tell(_("The mapping is saved. Choose it when you import a file."))
    return see_other("shift_mappings.show_mappings")


@blueprint.post("/shifts/mappings/<public_id>/removal")
@staff
def remove(public_id: str) -> ResponseReturnValue:
    remove_mapping(mapping_or_404(public_id), current_user.account, now())
    tell(_("The mapping is removed. Shifts that were read by it stay."))
    return see_other("shift_mappings.show_mappings")
