"""Searches for a substitute as coordinators see them: where nobody says yes, they ask somebody themselves."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.matches.cover import actions
from volunteer_match.matches.cover.forms import AskForm
from volunteer_match.matches.cover.models import CoverRequest
from volunteer_match.matches.cover.queries import ended_requests, find_request, open_requests, people_for
from volunteer_match.matches.explanations import Explainer
from volunteer_match.matches.finding.queries import find_colleague
from volunteer_match.matches.refusing import show_refusal
from volunteer_match.refusals import Refused
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("cover_requests", __name__)


def request_or_404(request_id: str) -> CoverRequest:
    return find_request(request_id, current_user.account) or abort(404)


@blueprint.get("/cover-requests")
@staff
def show_requests() -> ResponseReturnValue:
    account = current_user.account
    return page(
        "matches/cover/requests.html",
        waiting=open_requests(account),
        ended=ended_requests(account, now()),
        zone=current_user.time_zone,
        now=now(),
    )


@blueprint.get("/cover-requests/<request_id>")
@staff
def show_request(request_id: str) -> ResponseReturnValue:
    return _show(request_or_404(request_id), AskForm())


def _show(request: CoverRequest, form: AskForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "matches/cover/request.html",
        status=status,
        request_shown=request,
        match=request.match,
        people=people_for(request, now()),
        explainer=Explainer(current_user.time_zone),
        form=form,
        zone=current_user.time_zone,
        now=now(),
    )


@blueprint.post("/cover-requests/<request_id>/asks")
@staff
def ask(request_id: str) -> ResponseReturnValue:
    request, form = request_or_404(request_id), AskForm()
    if not form.validate():
        return _show(request, form, 422)
    person = find_colleague(form.agent.data, current_user.company_id) or abort(404)
    try:
        actions.ask(request, person, current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, request.match.opportunity)
    tell(_("%(person)s is asked.", person=person.display_name))
    return see_other("cover_requests.show_request", request_id=request_id)
