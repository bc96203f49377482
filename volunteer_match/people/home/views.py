"""The front door, and the pages that explain."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.glossary import Role
from volunteer_match.people.home.queries import has_seen_guide
from volunteer_match.people.policy import MIN_PASSWORD_LENGTH
from volunteer_match.people.sign_in.actions import SESSION_LIFETIME
from volunteer_match.web.access import public
from volunteer_match.web.fragments import go_to, page

blueprint = Blueprint("home", __name__)

FIRST_PAGES = {
    Role.AGENT: "/opportunities",
    Role.PARTNER_MEMBER: "/opportunities",
    Role.COORDINATOR: "/approvals",
    Role.ADMINISTRATOR: "/administration",
}


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    """Everybody to where their work is; the signed-out see what this is."""
    if not current_user.is_authenticated:
        return page("people/home/welcome.html")
    if current_user.role is Role.AGENT and not has_seen_guide(current_user.account):
        return go_to("/guide")
    return go_to(FIRST_PAGES[current_user.role])


@blueprint.get("/help")
@public
def show_help() -> ResponseReturnValue:
    return page("people/home/help.html", least_length=MIN_PASSWORD_LENGTH)


@blueprint.get("/privacy")
@public
def show_privacy() -> ResponseReturnValue:
    return page("people/home/privacy.html", session_days=SESSION_LIFETIME.days)
