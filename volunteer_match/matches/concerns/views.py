"""Report a concern; the coordinators' list."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import ConcernCategory
from volunteer_match.matches.concerns import actions
from volunteer_match.matches.concerns.forms import ConcernForm, OutcomeForm
from volunteer_match.matches.concerns.queries import (
    Subject,
    concerns_for,
    find_concern,
    find_reportable,
    find_reportable_match,
    kudos_of,
)
from volunteer_match.matches.models import Concern
from volunteer_match.recognition.kudos.queries import find_readable
from volunteer_match.web.access import signed_in, staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("concerns", __name__)


def subject_or_404() -> Subject:
    """What the report is about, if this person may see it."""
    if match_id := request.values.get("match"):
        match = find_reportable_match(match_id, current_user.account) or abort(404)
        return Subject(match.opportunity, match)
    if kudos_id := request.values.get("kudos"):
        return Subject(kudos=find_readable(kudos_id, current_user.account) or abort(404))
    return Subject(find_reportable(request.values.get("opportunity", ""), current_user.account) or abort(404))


@blueprint.get("/concerns/new")
@signed_in
def show_new() -> ResponseReturnValue:
    subject = subject_or_404()
    return _show_form(ConcernForm(request.args), subject)


def _show_form(form: ConcernForm, subject: Subject, status: int = 200) -> ResponseReturnValue:
    return page("matches/concerns/new.html", status=status, form=form, subject=subject)


@blueprint.post("/concerns/new")
@signed_in
@once
def report() -> ResponseReturnValue:
    subject, form = subject_or_404(), ConcernForm()
    if not form.validate():
        return _show_form(form, subject, 422)
    category = ConcernCategory(form.category.data)
    actions.raise_concern(current_user.account, subject, category, form.body.data, now())
    tell(_("Thank you for saying so. The coordinators read it; nobody else does."))
    if subject.match is not None:
        return see_other("matches.show_match", match_id=subject.match.public_id)
    return see_other("concerns.show_thanks")


@blueprint.get("/concerns/thanks")
@signed_in
def show_thanks() -> ResponseReturnValue:
    return page("matches/concerns/thanks.html")


@blueprint.get("/concerns")
@staff
def show_concerns() -> ResponseReturnValue:
    waiting, handled = concerns_for(current_user.account)
    return page("matches/concerns/concerns.html", waiting=waiting, handled=handled, zone=current_user.time_zone)


@blueprint.get("/concerns/<concern_id>")
@staff
def show_concern(concern_id: str) -> ResponseReturnValue:
    """Reads it whole, and that is itself part of the record."""
    begin_write(db.session)
    concern = find_concern(concern_id, current_user.account) or abort(404)
    record("concern.read", current_user.account, now(), subject=concern)
    return _show_one(concern, OutcomeForm())


def _show_one(concern: Concern, form: OutcomeForm, status: int = 200) -> ResponseReturnValue:
    values = {"concern": concern, "kudos": kudos_of(concern), "zone": current_user.time_zone}
    return page("matches/concerns/concern.html", status=status, form=form, **values)


@blueprint.post("/concerns/<concern_id>/handling")
@staff
def handle(concern_id: str) -> ResponseReturnValue:
    concern = find_concern(concern_id, current_user.account) or abort(404)
    form = OutcomeForm()
    if not form.validate():
        return _show_one(concern, form, 422)
    actions.handle(concern, current_user.account, form.outcome.data, now())
    tell(_("Written down as handled."))
    return see_other("concerns.show_concerns")
