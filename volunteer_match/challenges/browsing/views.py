"""/challenges/actions: the catalogue for everybody who is signed in."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.challenges.browsing.showing import action_shown, measure_names, themes_shown
from volunteer_match.challenges.catalogue import ACTIONS, Theme
from volunteer_match.challenges.factors.places import REGION_OF
from volunteer_match.challenges.factors.queries import current
from volunteer_match.challenges.factors.shipped import NEWEST, shipped
from volunteer_match.challenges.wording import (
    action_hint,
    action_title,
    ceiling_reason,
    theme_title,
)
from volunteer_match.challenges.wording.units import amount_in
from volunteer_match.organisations.choices import country_choices
from volunteer_match.people.profile.queries import find_profile
from volunteer_match.web.access import signed_in
from volunteer_match.web.fragments import page

blueprint = Blueprint("challenge_catalogue", __name__)


@blueprint.get("/challenges/actions")
@signed_in
def show_actions() -> ResponseReturnValue:
    chosen = request.args.get("theme", "")
    shown = themes_shown(chosen if chosen in set(Theme) else "")
    number = sum(len(each.actions) for each in shown)
    return page(
        "challenges/actions/catalogue.html",
        block="list",
        chosen=chosen,
        themes=[(theme.value, theme_title(theme)) for theme in Theme],
        shown=shown,
        heading=ngettext("%(num)s action", "%(num)s actions", number),
        action_title=action_title,
        action_hint=action_hint,
        theme_title=theme_title,
        measure_names=measure_names,
    )


@blueprint.get("/challenges/actions/<code>")
@signed_in
def show_action(code: str) -> ResponseReturnValue:
    action = ACTIONS.get(code) or abort(404)
    company_id = current_user.company_id
    factors = current(company_id) if company_id else shipped(NEWEST)
    asked = request.args.get("country", "").upper()
    country = asked if asked in REGION_OF else _own_country()
    return page(
        "challenges/actions/action.html",
        block="worked",
        shown=action_shown(action, country, factors),
        country=country,
        countries=country_choices(),
        version=factors.version,
        title=action_title(code),
        hint=action_hint(code),
        theme=theme_title(action.theme),
        ceiling=amount_in(action.unit, action.daily_ceiling),
        why=ceiling_reason(code),
    )


def _own_country() -> str:
    """Of the site of an agent; empty for others: figures of the whole world."""
    profile = find_profile(current_user.id)
    return profile.site.country if profile and profile.site else ""
