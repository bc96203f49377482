"""Noting an absence, saying what happened, and the coordinators' queue of what was said."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.glossary import AbsenceReason, Role
from volunteer_match.matches.absences import actions
from volunteer_match.matches.absences.forms import AbsenceForm, AppealForm, DecisionForm
from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.absences.noting import Missed
from volunteer_match.matches.absences.queries import absence_shown, decided_appeals, find_appeal, waiting_appeals
from volunteer_match.matches.actions import miss
from volunteer_match.matches.facts.record import read_records
from volunteer_match.matches.models import Match
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.queries import find_match
from volunteer_match.matches.refusing import show_refusal
from volunteer_match.refusals import Refused
from volunteer_match.web.access import only, staff, volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.times import format_instant

blueprint = Blueprint("absences", __name__)
confirming = only(Role.COORDINATOR, Role.ADMINISTRATOR, Role.PARTNER_MEMBER)


def others_match_or_404(match_id: str) -> Match:
    match = find_match(match_id, current_user.account)
    if match is None or match.agent_id == current_user.id:
        abort(404)
    return match


def own_match_or_404(match_id: str) -> Match:
    match = find_match(match_id, current_user.account)
    if match is None or match.agent_id != current_user.id:
        abort(404)
    return match


def appeal_or_404(absence_id: str) -> Absence:
    return find_appeal(absence_id, current_user.account) or abort(404)


@blueprint.get("/matches/<match_id>/absence")
@confirming
def show_absence(match_id: str) -> ResponseReturnValue:
    return _show_absence(others_match_or_404(match_id), AbsenceForm())


def _show_absence(match: Match, form: AbsenceForm, status: int = 200) -> ResponseReturnValue:
    return page("matches/absences/note.html", status=status, match=match, form=form, zone=current_user.time_zone)


@blueprint.post("/matches/<match_id>/absence")
@confirming
def note(match_id: str) -> ResponseReturnValue:
    match, form = others_match_or_404(match_id), AbsenceForm()
    if not form.validate():
        return _show_absence(match, form, 422)
    try:
        missed = Missed(AbsenceReason(form.reason.data), form.words.data or "")
        miss(match, current_user.account, now(), missed)
    except Refused as refused:
        return show_refusal(refused, match.opportunity)
    tell(
        _("Noted. They are told, and can say what happened."),
        undo_address=url_for("matches.correct", match_id=match_id),
    )
    return see_other("matches.show_match", match_id=match_id)


@blueprint.get("/matches/<match_id>/appeal")
@volunteers
def show_appeal(match_id: str) -> ResponseReturnValue:
    return _show_appeal(own_match_or_404(match_id), AppealForm())


def _show_appeal(match: Match, form: AppealForm, status: int = 200) -> ResponseReturnValue:
    shown = absence_shown(match, Who.AGENT, now())
    if shown is None:
        return see_other("matches.show_match", match_id=match.public_id)
    ends = format_instant(shown.ends_at, current_user.time_zone)
    values = {"match": match, "shown": shown, "form": form, "ends": ends, "zone": current_user.time_zone}
    return page("matches/absences/appeal.html", status=status, **values)


@blueprint.post("/matches/<match_id>/appeal")
@volunteers
def appeal(match_id: str) -> ResponseReturnValue:
    match, form = own_match_or_404(match_id), AppealForm()
    if not form.validate():
        return _show_appeal(match, form, 422)
    try:
        actions.appeal(match, form.words.data, current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, match.opportunity)
    tell(_("Thank you for saying so. A coordinator looks at it."))
    return see_other("matches.show_match", match_id=match_id)


@blueprint.get("/appeals")
@staff
def show_appeals() -> ResponseReturnValue:
    account = current_user.account
    return page(
        "matches/absences/appeals.html",
        waiting=waiting_appeals(account),
        decided=decided_appeals(account, now()),
        zone=current_user.time_zone,
    )


@blueprint.get("/appeals/<absence_id>")
@staff
def show_decision(absence_id: str) -> ResponseReturnValue:
    return _show_decision(appeal_or_404(absence_id), DecisionForm())


def _show_decision(absence: Absence, form: DecisionForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "matches/absences/decision.html",
        status=status,
        absence=absence,
        match=absence.match,
        record=read_records([absence.agent_id], now())[absence.agent_id],
        form=form,
        zone=current_user.time_zone,
    )


@blueprint.post("/appeals/<absence_id>/decision")
@staff
def decide(absence_id: str) -> ResponseReturnValue:
    absence, form = appeal_or_404(absence_id), DecisionForm()
    if not form.validate():
        return _show_decision(absence, form, 422)
    act = {"excuse": actions.excuse, "there": actions.were_there, "keep": actions.keep}[form.decision.data]
    try:
        act(absence, form.words.data or "", current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, absence.match.opportunity)
    tell(_("Decided. The volunteer is told."))
    return see_other("absences.show_appeals")
