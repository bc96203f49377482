"""The profile at a glance, with what is missing first."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.availability.queries import hours_in_words
from volunteer_match.glossary import Kind
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.queries import (
    find_profile,
    languages_of,
    local_today,
    partners_to_like,
    parts_missing,
    skills_of,
    whole_profile,
)
from volunteer_match.people.profile.rules import Part, expiry_of
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.labels import cause_name, label

blueprint = Blueprint("profile", __name__)

PLACES = {
    Part.SKILLS: "profile_skills.show_skills",
    Part.LANGUAGES: "profile_languages.show_languages",
    Part.HOURS: "availability.show_availability",
    Part.AGE: "profile_limits.show_limits",
    Part.INTERESTS: "profile_interests.show_interests",
    Part.CREDENTIALS: "profile_credentials.show_credentials",
    Part.LIMITS: "profile_limits.show_limits",
}


def own_profile() -> AgentProfile:
    """The profile of the person at the keyboard; who has none is sent to the guide."""
    return find_profile(current_user.id) or abort(see_other("guide.start"))


def reason_for(part: Part) -> str:
    """Why an answer is worth giving."""
    return {
        Part.SKILLS: _("Add your skills. Most needs ask for one."),
        Part.LANGUAGES: _("Add the languages that you speak. Every need asks for one."),
        Part.HOURS: _("Say when you are free. Without hours, no session fits."),
        Part.AGE: _("Say whether you are 18 or over. Some needs ask for it."),
        Part.INTERESTS: _("Choose what you care about. It comes first on your list."),
    }[part]


def interest_name(key: str, partners: dict[str, str]) -> str:
    """A chosen interest in words."""
    sort, _colon, value = key.partition(":")
    if sort == "kind":
        return label(Kind(value))
    return cause_name(value) if sort == "cause" else partners.get(value, "")


@blueprint.get("/profile")
@volunteers
def show_profile() -> ResponseReturnValue:
    own_profile()
    profile = whole_profile(current_user.id) or abort(404)
    partners = dict(partners_to_like(profile.company_id))
    today = local_today(profile.account, now())
    interests = sorted(interest_name(interest.key, partners) for interest in profile.interests)
    return page(
        "people/profile/profile.html",
        profile=profile,
        skills=skills_of(profile),
        languages=languages_of(profile),
        interests=[name for name in interests if name],
        hours=hours_in_words(profile.account_id),
        credentials=[(credential, expiry_of(credential.expires_on, today)) for credential in profile.credentials],
        missing=[(reason_for(part), PLACES[part]) for part in parts_missing(profile, now())],
        zone=profile.account.time_zone,
        now=now(),
    )
