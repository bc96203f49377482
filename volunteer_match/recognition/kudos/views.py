"""My words of thanks: those that reached me, those I wrote; the wall of the company."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.glossary import ConsentKind, Role
from volunteer_match.recognition.consents.queries import has_consented
from volunteer_match.recognition.kudos import actions
from volunteer_match.recognition.kudos.forms import ThanksForm
from volunteer_match.recognition.kudos.people import find_person_to_thank, people_to_thank
from volunteer_match.recognition.kudos.queries import (
    PAGE_SIZE,
    count_on_wall,
    find_received,
    find_written,
    received_by,
    wall_of,
    written_by,
)
from volunteer_match.recognition.kudos.words import author_words, refusal_words
from volunteer_match.refusals import Refused
from volunteer_match.web.access import signed_in, volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("kudos", __name__)


@blueprint.get("/thanks")
@signed_in
def show_thanks() -> ResponseReturnValue:
    account = current_user.account
    return page(
        "recognition/kudos/thanks.html",
        received=[(one, author_words(one, is_named=True)) for one in received_by(account.id)],
        written=written_by(account.id),
        is_on_wall=has_consented(account, ConsentKind.WALL),
        is_partner=account.role is Role.PARTNER_MEMBER,
        zone=account.time_zone,
    )


@blueprint.get("/thanks/new")
@signed_in
def show_new() -> ResponseReturnValue:
    form = ThanksForm(data={"to": request.args.get("to", "")})
    return _show_form(form)


def _show_form(form: ThanksForm, status: int = 200) -> ResponseReturnValue:
    """Whoever the address names is on offer too, where the writer may thank them."""
    author = current_user.account
    people = list(people_to_thank(author, now()))
    asked = find_person_to_thank(form.to.data or "", author, now())
    if asked is not None and asked not in people:
        people.insert(0, asked)
    form.offer(people)
    names_writer = has_consented(author, ConsentKind.NAME)
    return page("recognition/kudos/new.html", form=form, people=people, names_writer=names_writer, status=status)


@blueprint.post("/thanks/new")
@signed_in
@once
def write() -> ResponseReturnValue:
    author, form = current_user.account, ThanksForm()
    receiver = find_person_to_thank(form.to.data or "", author, now())
    form.offer([receiver] if receiver is not None else [])
    if not form.validate() or receiver is None:
        return _show_form(form, 422)
    try:
        actions.write(author, receiver, form.body.data, now())
    except Refused as refused:
        form.form_errors.append(refusal_words(refused))
        return _show_form(form, 422)
    tell(_("Thank you. A coordinator reads it, then it goes to %(person)s", person=receiver.display_name))
    return see_other("kudos.show_thanks")


@blueprint.post("/thanks/<public_id>/taking-back")
@signed_in
def withdraw(public_id: str) -> ResponseReturnValue:
    actions.withdraw(find_written(public_id, current_user.account) or abort(404), now())
    tell(_("Taken back. Nobody reads it from now on."), category="info")
    return see_other("kudos.show_thanks")


@blueprint.post("/thanks/<public_id>/keeping")
@volunteers
def keep(public_id: str) -> ResponseReturnValue:
    """Off the wall, or back on it."""
    is_private = request.form.get("private") == "y"
    actions.keep_private(find_received(public_id, current_user.account) or abort(404), is_private=is_private)
    tell(_("These words are for you alone now.") if is_private else _("These words may hang on the wall now."))
    return see_other("kudos.show_thanks")


@blueprint.get("/thanks/wall")
@volunteers
def show_wall() -> ResponseReturnValue:
    company = current_user.account.company
    pages = pages_of(count_on_wall(company.id), PAGE_SIZE)
    shown = [(one, author_words(one, is_named=is_named)) for one, is_named in wall_of(company.id, pages.here)]
    return page("recognition/kudos/wall.html", shown=shown, pages=pages, company=company, zone=current_user.time_zone)
