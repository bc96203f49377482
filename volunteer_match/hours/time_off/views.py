"""The reader's own volunteer time off: what is left, what they asked for, and asking."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.extensions import db
from volunteer_match.glossary import TimeOffState
from volunteer_match.hours.time_off import actions
from volunteer_match.hours.time_off.forms import RequestForm
from volunteer_match.hours.time_off.queries import find_account, find_own, ledger_of, matches_ahead, requests_of
from volunteer_match.hours.time_off.requests import Wish
from volunteer_match.hours.time_off.words import account_words, year_words
from volunteer_match.matches.models import Match
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("time_off", __name__)


def _profile() -> AgentProfile | None:
    return current_user.account.profile  # type: ignore[no-any-return]


def _matches() -> list[Match]:
    return matches_ahead(current_user.id, now())


def _asked_match() -> Match | None:
    """The session that the address or the form names, if it is the reader's."""
    asked = request.values.get("match", "")
    return next((match for match in _matches() if match.public_id == asked), None)


def _first_values() -> dict[str, Any]:
    match = _asked_match()
    if match is None or match.starts_at is None or match.ends_at is None:
        return {}
    zone = ZoneInfo(current_user.time_zone)
    start, end = match.starts_at.astimezone(zone), match.ends_at.astimezone(zone)
    return {"match": match.public_id, "day": start.date(), "start": start.time(), "end": end.time()}


def _show(form: RequestForm, status: int = 200) -> ResponseReturnValue:
    zone = current_user.time_zone
    form.offer(_matches(), zone, _("Something else"))
    profile = _profile()
    account = find_account(profile, now()) if profile else None
    return page(
        "hours/time_off/mine.html",
        status=status,
        form=form,
        account=account,
        words=account_words(account) if account else None,
        year=year_words(account, account.this_year) if account else "",
        requests=requests_of(current_user.id),
        reasons=_reasons(),
        now=now(),
        zone=zone,
    )


def _reasons() -> dict[int, str]:
    """What a coordinator wrote last on each request, by row number."""
    steps = reversed(ledger_of(current_user.id))
    return {step.request_id: step.note for step in steps if step.note and step.request_id}


@blueprint.get("/volunteer-time-off")
@volunteers
def show_time_off() -> ResponseReturnValue:
    return _show(RequestForm(formdata=None, data=_first_values()))


@blueprint.post("/volunteer-time-off")
@volunteers
@once
def ask() -> ResponseReturnValue:
    form, profile = RequestForm(), _profile() or abort(404)
    form.offer(_matches(), current_user.time_zone, _("Something else"))
    if not form.validate():
        return _show(form, 422)
    wish = Wish(*form.span(current_user.time_zone), form.note.data or "", _asked_match())
    try:
        made = actions.ask(profile, wish, now())
    except Refused as refused:
        db.session.rollback()
        form.day.errors = [_(refused.refusal.sentence)]
        return _show(form, 422)
    is_approved = made.state is TimeOffState.APPROVED
    tell(_("Approved. Enjoy it!") if is_approved else _("Asked. A coordinator decides, and you are told."))
    return see_other("time_off.show_time_off")


@blueprint.post("/volunteer-time-off/<public_id>/withdrawal")
@volunteers
def withdraw(public_id: str) -> ResponseReturnValue:
    asked = find_own(public_id, current_user.id) or abort(404)
    try:
        actions.withdraw(asked, current_user.account, now())
    except Refused as refused:
        db.session.rollback()
        tell(_(refused.refusal.sentence), category="warning")
        return see_other("time_off.show_time_off")
    tell(_("Withdrawn. The time is yours again."))
    return see_other("time_off.show_time_off")
