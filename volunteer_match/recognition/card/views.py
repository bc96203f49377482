"""My card, and the page that others see."""

from flask import Blueprint, abort, make_response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.glossary import CardName
from volunteer_match.recognition.badges.queries import standing_awards
from volunteer_match.recognition.badges.words import badge_words
from volunteer_match.recognition.card import actions
from volunteer_match.recognition.card.forms import CardForm
from volunteer_match.recognition.card.models import Card
from volunteer_match.recognition.card.queries import face_of, find_card, find_card_of, name_in
from volunteer_match.web.access import public, volunteers
from volunteer_match.web.application import settings
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("card", __name__)


def _form(card: Card | None) -> CardForm:
    account = current_user.account
    names = {form: name_in(account, form) or _("Without a name") for form in CardName}
    return CardForm(card, standing_awards(account.id), names)


@blueprint.get("/card")
@volunteers
def show_card() -> ResponseReturnValue:
    card = find_card_of(current_user.account)
    return _show(card, _form(card))


def _show(card: Card | None, form: CardForm, status: int = 200) -> ResponseReturnValue:
    address = settings().base_url + url_for("card.show_public", token=card.token) if card else None
    return page("recognition/card/mine.html", card=card, form=form, address=address, status=status)


@blueprint.post("/card")
@volunteers
def save_card() -> ResponseReturnValue:
    card = find_card_of(current_user.account)
    form = _form(card)
    if not form.validate():
        return _show(card, form, 422)
    actions.show(current_user.account, form.chosen, now())
    saved, made = _("Saved. Whoever opens your card sees it so."), _("Your card is made. Only you know its address.")
    tell(saved if card else made)
    return see_other("card.show_card")


@blueprint.post("/card/address")
@volunteers
def move() -> ResponseReturnValue:
    actions.move(find_card_of(current_user.account) or abort(404), now())
    tell(_("Your card has another address. The old one leads nowhere."))
    return see_other("card.show_card")


@blueprint.post("/card/ending")
@volunteers
def end() -> ResponseReturnValue:
    actions.end(current_user.account, now())
    tell(_("Your card is gone."), category="info")
    return see_other("card.show_card")


@blueprint.get("/cards/<token>")
@public
def show_public(token: str) -> ResponseReturnValue:
    """What the person shows, now: nothing may keep it. 410 where there was a card, 404 where there never was."""
    card = find_card(token) or abort(404)
    if not card.stands:
        response = make_response(page("recognition/card/gone.html", status=410))
    else:
        face = face_of(card)
        badges = [(award, badge_words(award.badge)) for award in face.badges]
        response = make_response(page("recognition/card/card.html", card=card, face=face, badges=badges))
    response.headers["Cache-Control"] = "no-store"
    if not card.stands or not card.may_be_found:
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
