"""Words of thanks that wait for a coordinator."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.glossary import KudosReason
from volunteer_match.recognition.kudos import actions
from volunteer_match.recognition.kudos.forms import SendBackForm
from volunteer_match.recognition.kudos.models import Kudos
from volunteer_match.recognition.kudos.queries import decided_lately, find_of_company, waiting_for
from volunteer_match.recognition.kudos.words import author_words, refusal_words
from volunteer_match.refusals import Refused
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("kudos_queue", __name__)


def kudos_or_404(public_id: str) -> Kudos:
    return find_of_company(public_id, current_user.account) or abort(404)


@blueprint.get("/thanks/waiting")
@staff
def show_waiting() -> ResponseReturnValue:
    account = current_user.account
    waiting = [
        (one, author_words(one, is_named=True), account.id in (one.author_id, one.receiver_id))
        for one in waiting_for(account)
    ]
    decided = [(one, author_words(one, is_named=True)) for one in decided_lately(account)]
    return page("recognition/kudos/waiting.html", waiting=waiting, decided=decided, zone=account.time_zone, now=now())


@blueprint.post("/thanks/<public_id>/acceptance")
@staff
def accept(public_id: str) -> ResponseReturnValue:
    kudos = kudos_or_404(public_id)
    try:
        actions.accept(kudos, current_user.account, now())
    except Refused as refused:
        return _refused(refused)
    tell(_("On its way to %(person)s", person=kudos.receiver.display_name), undo_address=_undo(kudos))
    return see_other("kudos_queue.show_waiting")


@blueprint.get("/thanks/<public_id>/return")
@staff
def show_return(public_id: str) -> ResponseReturnValue:
    return _show_return(kudos_or_404(public_id), SendBackForm())


def _show_return(kudos: Kudos, form: SendBackForm, status: int = 200) -> ResponseReturnValue:
    author = author_words(kudos, is_named=True)
    return page("recognition/kudos/return.html", kudos=kudos, author=author, form=form, status=status)


@blueprint.post("/thanks/<public_id>/return")
@staff
def send_back(public_id: str) -> ResponseReturnValue:
    kudos, form = kudos_or_404(public_id), SendBackForm()
    if not form.validate():
        return _show_return(kudos, form, 422)
    try:
        actions.send_back(kudos, KudosReason(form.reason.data), form.note.data or "", current_user.account, now())
    except Refused as refused:
        return _refused(refused)
    tell(_("Back with who wrote it."), undo_address=_undo(kudos))
    return see_other("kudos_queue.show_waiting")


@blueprint.post("/thanks/<public_id>/reopening")
@staff
def reopen(public_id: str) -> ResponseReturnValue:
    kudos = kudos_or_404(public_id)
    try:
        actions.reopen(kudos, current_user.account, now())
    except Refused as refused:
        return _refused(refused)
    tell(_("It waits for a decision again."), category="info")
    return see_other("kudos_queue.show_waiting")


def _undo(kudos: Kudos) -> str:
    return url_for("kudos_queue.reopen", public_id=kudos.public_id)


def _refused(refused: Refused) -> ResponseReturnValue:
    """Somebody else was quicker, or it is the coordinator's own: the page says so, with status 409."""
    return page("recognition/kudos/refused.html", words=refusal_words(refused), status=409)
