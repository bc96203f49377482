"""/profile/limits: hours a week at most, and whether the agent is 18 or over."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.people.profile.actions import set_limits
from volunteer_match.people.profile.limits.forms import LimitsForm
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.views import own_profile
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("profile_limits", __name__)


def _show(form: LimitsForm, status: int = 200) -> ResponseReturnValue:
    return page("people/profile/limits.html", form=form, company=current_user.company, status=status)


@blueprint.get("/profile/limits")
@volunteers
def show_limits() -> ResponseReturnValue:
    return _show(LimitsForm(own_profile()))


@blueprint.post("/profile/limits")
@volunteers
def save_limits() -> ResponseReturnValue:
    profile: AgentProfile = own_profile()
    form = LimitsForm(profile)
    if not form.validate():
        return _show(form, 422)
    set_limits(profile, form.minutes(), form.adult(), now())
    tell(_("Your limits were saved."))
    return see_other("profile.show_profile")
