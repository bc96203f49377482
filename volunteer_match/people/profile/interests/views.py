"""/profile/interests: causes, kinds and partners that an agent cares about."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from volunteer_match.people.profile.actions import choose_interests
from volunteer_match.people.profile.interests.forms import InterestsForm
from volunteer_match.people.profile.views import own_profile
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("profile_interests", __name__)


@blueprint.get("/profile/interests")
@volunteers
def show_interests() -> ResponseReturnValue:
    return page("people/profile/interests.html", form=InterestsForm(own_profile()))


@blueprint.post("/profile/interests")
@volunteers
def save_interests() -> ResponseReturnValue:
    profile = own_profile()
    form = InterestsForm(profile)
    if not form.validate():
        return page("people/profile/interests.html", form=form, status=422)
    choose_interests(profile, form.keys(), now())
    tell(_("Your interests were saved."))
    return see_other("profile.show_profile")
