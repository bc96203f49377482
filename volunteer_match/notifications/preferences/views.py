"""The page where people choose their e-mails and quiet hours."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.notifications.preferences.actions import choose
from volunteer_match.notifications.preferences.forms import PreferencesForm
from volunteer_match.notifications.preferences.queries import wish_of
from volunteer_match.web.access import signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("preferences", __name__)


@blueprint.get("/account/notices")
@signed_in
def show_preferences() -> ResponseReturnValue:
    return page("notifications/preferences.html", form=_form(), now=now())


@blueprint.post("/account/notices")
@signed_in
def save_preferences() -> ResponseReturnValue:
    form = _form()
    if not form.validate():
        return page("notifications/preferences.html", form=form, now=now(), status=422)
    choose(current_user.account, form.chosen, now())
    tell(_("Saved."))
    return see_other("preferences.show_preferences")


def _form() -> PreferencesForm:
    return PreferencesForm(current_user.role, wish_of(current_user.id))
