"""One session, or its series: changed with a look at what that means for people, cancelled, removed, gone on with."""

from datetime import datetime

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.glossary import OpportunityState
from volunteer_match.opportunities.changing.queries import count_in_sessions
from volunteer_match.opportunities.lookup import editable_or_404, posters, session_or_404
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.posting.forms import CancelForm, MoreWeeksForm, SessionForm
from volunteer_match.opportunities.posting.views import editable_now_or_409, save
from volunteer_match.opportunities.sessions import actions
from volunteer_match.opportunities.sessions.changing import Edit, cancel_sessions, change_sessions
from volunteer_match.opportunities.sessions.queries import Reach, find_reach, plan_of, reaches_of, series_of
from volunteer_match.opportunities.sessions.series import Plan, Scope, continued, replanned
from volunteer_match.opportunities.sessions.views import dates_form, when_page
from volunteer_match.opportunities.times import clock_note
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("session_changes", __name__)


def _one(public_id: str, session_id: str) -> tuple[Opportunity, OpportunitySession]:
    opportunity = editable_or_404(public_id)
    return opportunity, session_or_404(opportunity, session_id)


def _back(opportunity: Opportunity) -> ResponseReturnValue:
    if opportunity.state is OpportunityState.DRAFT:
        return see_other("sessions.show_when", public_id=opportunity.public_id)
    return see_other("opportunities.show_opportunity", public_id=opportunity.public_id)


def _reach_words(reach: Reach) -> str:
    """ "This and later ones: 5 dates, 7 people have a place"."""
    name = {Scope.ONE: _("Only this one"), Scope.LATER: _("This and later ones"), Scope.ALL: _("All to come")}
    dates = ngettext("%(num)s date", "%(num)s dates", len(reach.sessions))
    people = ngettext("%(num)s person has a place", "%(num)s people have a place", reach.people)
    return _("%(scope)s: %(dates)s, %(people)s", scope=name[reach.scope], dates=dates, people=people)


def _offer_scopes(form: SessionForm | CancelForm, session: OpportunitySession) -> list[Reach]:
    """Fills the choice of scopes; one alone is no choice."""
    reaches = reaches_of(session, now())
    form.scope.choices = [(reach.scope.value, _reach_words(reach)) for reach in reaches]
    asked = form.scope.data if form.scope.data in set(Scope) else Scope.ONE
    form.scope.data = find_reach(session, Scope(asked), now()).scope.value
    return reaches


def _session_page(session: OpportunitySession, form: SessionForm, status: int = 200) -> ResponseReturnValue:
    form.offer(session.time_zone)
    reaches, need = _offer_scopes(form, session), session.opportunity
    return page(
        "opportunities/posting/session.html", status=status, form=form, opportunity=need, row=session, reaches=reaches
    )


@blueprint.get("/<public_id>/sessions/<session_id>/edit")
@posters
def show_session(public_id: str, session_id: str) -> ResponseReturnValue:
    _opportunity, session = _one(public_id, session_id)
    start = session.local_start
    if start is None:
        abort(404)
    values = {"day": start.date(), "start": start.time(), "minutes": session.minutes, "places": session.places}
    return _session_page(session, SessionForm(formdata=None, data={**values, "time_zone": session.time_zone}))


@blueprint.post("/<public_id>/sessions/<session_id>/edit")
@posters
def save_session(public_id: str, session_id: str) -> ResponseReturnValue:
    """Saves; what concerns people, several dates, or an hour that clocks change is shown first, and saved when sure."""
    opportunity, session = _one(public_id, session_id)
    if session.local_start is None:
        abort(404)
    form = SessionForm()
    form.offer(session.time_zone)
    _offer_scopes(form, session)
    if not form.validate() or "back" in request.form:
        return _session_page(session, form, 422 if form.errors else 200)
    edits = _edits(session, form)
    if "sure" not in request.form and _is_worth_a_look(edits):
        return _check_page(session, form, edits)
    if not save(form, lambda: change_sessions(edits, current_user.account, now())):
        return _session_page(session, form, 422)
    tell(ngettext("The session is changed.", "%(num)s sessions are changed.", len(edits)))
    return _back(opportunity)


def _edits(session: OpportunitySession, form: SessionForm) -> list[Edit]:
    start = datetime.combine(form.day.data, form.start.data)
    wish, edited = Plan(start, form.time_zone.data, form.minutes.data, form.places.data), plan_of(session)
    chosen = find_reach(session, Scope(form.scope.data), now()).sessions
    return [Edit(one, replanned(edited, wish, plan_of(one))) for one in chosen]


def _is_worth_a_look(edits: list[Edit]) -> bool:
    has_note = any(clock_note(edit.plan.local_start, edit.plan.time_zone) for edit in edits if edit.is_moved)
    return len(edits) > 1 or has_note or any(edit.is_moved and edit.session.taken for edit in edits)


def _check_page(session: OpportunitySession, form: SessionForm, edits: list[Edit]) -> ResponseReturnValue:
    """What would change, date by date, for how many people: nothing is saved yet."""
    moved = [edit for edit in edits if edit.is_moved]
    return page(
        "opportunities/posting/session_check.html",
        opportunity=session.opportunity,
        row=session,
        form=form,
        edits=[(edit, clock_note(edit.plan.local_start, edit.plan.time_zone)) for edit in edits],
        people=count_in_sessions([edit.session.id for edit in moved]),
    )


@blueprint.post("/<public_id>/sessions/<session_id>/removal")
@posters
def remove_session(public_id: str, session_id: str) -> ResponseReturnValue:
    """Takes a date out of a draft."""
    opportunity, session = _one(public_id, session_id)
    if opportunity.state is not OpportunityState.DRAFT:
        abort(409)
    actions.remove_session(session, current_user.account, now())
    return _back(opportunity)


@blueprint.get("/<public_id>/sessions/<session_id>/cancellation")
@posters
def ask_cancel_session(public_id: str, session_id: str) -> ResponseReturnValue:
    opportunity, session = _one(public_id, session_id)
    return _cancel_page(opportunity, session, CancelForm(None))


def _cancel_page(
    opportunity: Opportunity, session: OpportunitySession, form: CancelForm, status: int = 200
) -> ResponseReturnValue:
    reaches = _offer_scopes(form, session)
    return page(
        "opportunities/posting/cancel.html",
        status=status,
        form=form,
        opportunity=opportunity,
        row=session,
        reaches=reaches,
    )


@blueprint.post("/<public_id>/sessions/<session_id>/cancellation")
@posters
def cancel_session(public_id: str, session_id: str) -> ResponseReturnValue:
    """Cancels one, this and later ones, or all to come; everybody is told once."""
    opportunity, session = _one(public_id, session_id)
    form, account = CancelForm(), current_user.account
    _offer_scopes(form, session)
    if not form.validate():
        return _cancel_page(opportunity, session, form, 422)
    chosen = find_reach(session, Scope(form.scope.data), now()).sessions
    if not save(form, lambda: cancel_sessions(chosen, account, now(), form.reason.data)):
        return _cancel_page(opportunity, session, form, 422)
    tell(
        ngettext(
            "The session is cancelled. People who had a place are told.",
            "%(num)s sessions are cancelled. People who had a place are told, once.",
            len(chosen),
        )
    )
    return _back(opportunity)


@blueprint.post("/<public_id>/series/<series_id>/extension")
@posters
def extend_series(public_id: str, series_id: str) -> ResponseReturnValue:
    """Adds weeks after the last session of the series."""
    opportunity = editable_now_or_409(public_id)
    line = next((one for one in series_of(opportunity, now()) if one.public_id == series_id), None) or abort(404)
    form = MoreWeeksForm()

    def add() -> None:
        planned = continued(plan_of(line.last), form.weeks.data)
        occasions, account = [plan.as_occasion() for plan in planned], current_user.account
        added = actions.add_sessions(opportunity, occasions, line.last.places, account, now(), line.last.series)
        tell(ngettext("%(num)s date is added.", "%(num)s dates are added.", added))

    if form.validate() and save(form, add):
        return see_other("sessions.show_when", public_id=opportunity.public_id)
    shown = dates_form(opportunity)
    shown.form_errors = [*form.form_errors, *form.weeks.errors]
    return when_page(opportunity, shown, 422)
