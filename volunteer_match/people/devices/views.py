"""The list of my sessions: look, end one, end all others."""

from flask import Blueprint, abort, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from volunteer_match.people.devices.queries import device_of, find_own_session, live_sessions
from volunteer_match.people.sign_in.actions import end_all_sessions, end_session
from volunteer_match.web.access import signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("devices", __name__)


@blueprint.get("/account/sessions")
@signed_in
def list_devices() -> ResponseReturnValue:
    here = current_user.session.id
    live = sorted(live_sessions(current_user.account, now()), key=lambda one: one.id != here)
    sessions = [(one, device_of(one.user_agent)) for one in live]
    return page("people/devices/devices.html", sessions=sessions, here=here, now=now())


@blueprint.post("/account/sessions/<public_id>/end")
@signed_in
def end_one(public_id: str) -> ResponseReturnValue:
    """Ending the session that asks is a sign-out."""
    found = find_own_session(public_id, current_user.account)
    if found is None:
        abort(404)
    end_session(found, now())
    if found.id == current_user.session.id:
        logout_user()
        session.clear()
        return see_other("sign_in.show_sign_in")
    tell(_("That device is signed out."))
    return see_other("devices.list_devices")


@blueprint.post("/account/sessions/end-others")
@signed_in
def end_others() -> ResponseReturnValue:
    end_all_sessions(current_user.account, now(), but=current_user.session)
    tell(_("All other devices are signed out."))
    return see_other("devices.list_devices")
