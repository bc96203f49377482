"""/impact/retention/lists: a coordinator uploads a list, sees what it was taken for, and takes it or not."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.hours.days import day_in
from volunteer_match.impact.retention.lists import actions
from volunteer_match.impact.retention.lists.forms import ListForm
from volunteer_match.impact.retention.lists.queries import find_current, find_list, last_columns
from volunteer_match.impact.retention.lists.reading import read_list
from volunteer_match.impact.retention.lists.rules import TableRefused
from volunteer_match.impact.retention.lists.words import (
    REFUSALS,
    is_uncertain,
    left_out_words,
    refusal_words,
    taken_words,
)
from volunteer_match.impact.retention.models import EmploymentList
from volunteer_match.impact.retention.participation import count_known
from volunteer_match.web.access import accepts_bytes, begins_reading, staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("retention_lists", __name__)
MOST_BYTES = 60_000_000


def list_or_404(public_id: str) -> EmploymentList:
    found = find_list(current_user.company_id, public_id)
    if found is None:
        abort(404)
    return found


def _form() -> ListForm:
    today = day_in(current_user.company.time_zone, now())
    return ListForm(today, last_columns(current_user.company_id))


def _show(form: ListForm, status: int = 200) -> ResponseReturnValue:
    current = find_current(current_user.company_id)
    most = MOST_BYTES // 1_000_000
    return page("retention/lists.html", form=form, current=current, megabytes=most, status=status)


@blueprint.get("/impact/retention/lists")
@staff
def show_lists() -> ResponseReturnValue:
    return _show(_form())


@blueprint.post("/impact/retention/lists")
@staff
@begins_reading
@accepts_bytes(MOST_BYTES)
def check_list() -> ResponseReturnValue:
    """Reads the file while others go on writing; nothing of it counts before it is confirmed."""
    form = _form()
    if not form.validate():
        return _show(form, 422)
    try:
        read = read_list(form.file.data.read(), form.wish())
    except REFUSALS as refused:
        part = refused.part if isinstance(refused, TableRefused) else None
        form[part.value if part else "file"].errors = [refusal_words(refused)]
        return _show(form, 422)
    actor = current_user.account
    begin_write(db.session)
    one = actions.keep_checked(read, current_user.company_id, actor, now())
    return see_other("retention_lists.show_list", public_id=one.public_id)


@blueprint.get("/impact/retention/lists/<public_id>")
@staff
def show_list(public_id: str) -> ResponseReturnValue:
    one = list_or_404(public_id)
    return page(
        "retention/list.html",
        one=one,
        findings=one.findings,
        taken=list(taken_words(one.findings)),
        left_out=list(left_out_words(one.findings)),
        is_uncertain=is_uncertain(one.findings),
        known=count_known(one) if one.state != "replaced" else None,
    )


@blueprint.post("/impact/retention/lists/<public_id>/confirmation")
@staff
def take_list(public_id: str) -> ResponseReturnValue:
    actions.take(list_or_404(public_id), current_user.account, now())
    tell(_("The list is in use."))
    return see_other("retention.show_retention")


@blueprint.post("/impact/retention/lists/<public_id>/removal")
@staff
def remove_list(public_id: str) -> ResponseReturnValue:
    one = list_or_404(public_id)
    if one.state == "current":
        actions.remove(one, current_user.account, now())
        tell(_("The list is removed."))
    else:
        actions.drop(one)
        tell(_("Nothing was imported."))
    return see_other("retention_lists.show_lists")
