"""The company's impact for its staff, and the team's for whoever is in it. Both show what was published, no more."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.impact.asking import Asked, read_question, read_staff_question
from volunteer_match.impact.facts.report import report_of
from volunteer_match.impact.facts.words import written
from volunteer_match.impact.rules import scale_top
from volunteer_match.impact.suppression import Path
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.access import staff, volunteers
from volunteer_match.web.fragments import is_fragment, page

blueprint = Blueprint("impact", __name__)


def _show(template: str, asked: Asked, **values: Any) -> ResponseReturnValue:
    report = report_of(asked.question) if asked.question else None
    figures: dict[str, Any] = {"report": report, "written": written, "scale_top": scale_top}
    has_chosen = is_fragment() and bool(request.args)
    return page(template, block="results", asked=asked, has_chosen=has_chosen, **figures, **values)


@blueprint.get("/impact")
@staff
def show_impact() -> ResponseReturnValue:
    return _show("impact/company.html", read_staff_question(current_user.company_id))


@blueprint.get("/impact/team")
@volunteers
def show_team() -> ResponseReturnValue:
    """The reader's own team, their site, or the company."""
    levels = _levels_of(current_user.account.profile)
    level = request.args.get("level", "")
    level = level if level in levels else next(iter(levels))
    place, _label = levels[level]
    labels = {name: label for name, (_place, label) in levels.items()}
    return _show("impact/team.html", read_question(current_user.company_id, place), level=level, levels=labels)


def _levels_of(profile: AgentProfile | None) -> dict[str, tuple[Path, str]]:
    """What somebody belongs to, the nearest first: where it is, and its name."""
    levels: dict[str, tuple[Path, str]] = {"company": ((), _("The company"))}
    if profile and profile.site_id:
        levels = {"site": ((str(profile.site_id),), _("My site")), **levels}
        if profile.team_id:
            levels = {"team": ((str(profile.site_id), str(profile.team_id)), _("My team")), **levels}
    return levels
