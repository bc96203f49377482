"""Coordinators decide on requests, correct what was taken, and see one person's account."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.hours.forms import length_data
from volunteer_match.hours.time_off import actions
from volunteer_match.hours.time_off.deciding.forms import AdjustmentForm, GrantForm, RefusalForm
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.hours.time_off.queries import (
    find_account,
    find_in_company,
    find_volunteer,
    ledger_of,
    requests_of,
    waiting_in,
)
from volunteer_match.hours.time_off.words import account_words, step_line, year_words
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.forms import Form
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("time_off_deciding", __name__)


def _request_or_404(public_id: str) -> TimeOffRequest:
    return find_in_company(public_id, current_user.company_id) or abort(404)


def _person_or_404(public_id: str) -> AgentProfile:
    return find_volunteer(public_id, current_user.company_id) or abort(404)


@blueprint.get("/volunteer-time-off/requests")
@staff
def show_queue() -> ResponseReturnValue:
    waiting = waiting_in(current_user.company_id)
    accounts = {one.agent_id: find_account(one.agent, now(), one.day) for one in waiting}
    return page(
        "hours/time_off/queue.html",
        waiting=[(one, _left(one, accounts[one.agent_id])) for one in waiting],
        zone=current_user.time_zone,
    )


def _left(asked: TimeOffRequest, account: Any) -> int | None:
    """Minutes left before this request; None where the site's terms are gone."""
    return account.least_left(account.terms.year_of(asked.day)) if account else None


@blueprint.get("/volunteer-time-off/requests/<public_id>")
@staff
def show_request(public_id: str) -> ResponseReturnValue:
    return _request_page(_request_or_404(public_id))


def _request_page(asked: TimeOffRequest, form: Form | None = None, status: int = 200) -> ResponseReturnValue:
    account = find_account(asked.agent, now(), asked.day)
    adjustment = AdjustmentForm(formdata=None, prefix="adjust", data=length_data(asked.minutes))
    return page(
        "hours/time_off/request.html",
        status=status,
        asked=asked,
        left=_left(asked, account),
        form=form,
        refusal=form if isinstance(form, RefusalForm) else RefusalForm(formdata=None, prefix="refuse"),
        adjustment=form if isinstance(form, AdjustmentForm) else adjustment,
        is_own=asked.agent_id == current_user.id,
        has_begun=asked.starts_at <= now(),
        lines=[step_line(step, current_user.account) for step in reversed(asked.steps)],
        zone=current_user.time_zone,
    )


def _decide(public_id: str, act: Any, text: str, form: Form | None = None) -> ResponseReturnValue:
    """Does `act` and goes on to the queue, or says on the page what stands in the way."""
    try:
        act(_request_or_404(public_id), current_user.account, now())
    except Refused as refused:
        db.session.rollback()
        shown = form or Form()
        shown.form_errors.append(_(refused.refusal.sentence))
        return _request_page(_request_or_404(public_id), shown, 409)
    tell(text)
    return see_other("time_off_deciding.show_queue")


@blueprint.post("/volunteer-time-off/requests/<public_id>/approval")
@staff
def approve(public_id: str) -> ResponseReturnValue:
    return _decide(public_id, actions.approve, _("Approved. The person is told."))


@blueprint.post("/volunteer-time-off/requests/<public_id>/refusal")
@staff
def refuse(public_id: str) -> ResponseReturnValue:
    asked, form = _request_or_404(public_id), RefusalForm(prefix="refuse")
    if not form.validate():
        return _request_page(asked, form, 422)

    def act(one: TimeOffRequest, actor: Any, moment: datetime) -> None:
        actions.refuse(one, form.reason.data, actor, moment)

    return _decide(public_id, act, _("Not approved. The person reads your words."), form)


@blueprint.post("/volunteer-time-off/requests/<public_id>/adjustment")
@staff
def adjust(public_id: str) -> ResponseReturnValue:
    asked, form = _request_or_404(public_id), AdjustmentForm(prefix="adjust")
    if not form.validate():
        return _request_page(asked, form, 422)

    def act(one: TimeOffRequest, actor: Any, moment: datetime) -> None:
        actions.adjust(one, form.total, form.reason.data, actor, moment)

    return _decide(public_id, act, _("Corrected. The next payroll file says so."), form)


@blueprint.get("/volunteer-time-off/people/<public_id>")
@staff
def show_person(public_id: str) -> ResponseReturnValue:
    """That somebody looked at a person's absences is recorded."""
    begin_write(db.session)
    person = _person_or_404(public_id)
    record("time-off.read", current_user.account, now(), subject=person.account)
    return _person_page(person, GrantForm(formdata=None))


def _person_page(person: AgentProfile, form: GrantForm, status: int = 200) -> ResponseReturnValue:
    account = find_account(person, now())
    return page(
        "hours/time_off/person.html",
        status=status,
        person=person.account,
        account=account,
        words=account_words(account) if account else None,
        year=year_words(account, account.this_year) if account else "",
        requests=requests_of(person.account_id),
        lines=[step_line(step, current_user.account) for step in ledger_of(person.account_id)],
        is_own=person.account_id == current_user.id,
        form=form,
        zone=current_user.time_zone,
    )


@blueprint.post("/volunteer-time-off/people/<public_id>/allowance")
@staff
def grant(public_id: str) -> ResponseReturnValue:
    person, form = _person_or_404(public_id), GrantForm()
    if not form.validate():
        return _person_page(person, form, 422)
    try:
        actions.grant(person, form.change, form.reason.data, current_user.account, now())
    except Refused as refused:
        db.session.rollback()
        form.hours.errors = [_(refused.refusal.sentence)]
        return _person_page(_person_or_404(public_id), form, 422)
    tell(_("The allowance is changed."))
    return see_other("time_off_deciding.show_person", public_id=public_id)
