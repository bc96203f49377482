"""The audit log, for administrators."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.audit.details import details_words
from volunteer_match.audit.queries import PAGE_SIZE, count_entries, list_areas, list_entries
from volunteer_match.audit.words import action_words, area_words
from volunteer_match.web.access import administrators
from volunteer_match.web.fragments import page
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("audit", __name__)


@blueprint.get("/administration/audit")
@administrators
def show_log() -> ResponseReturnValue:
    company_id = current_user.company_id
    areas = list_areas(company_id)
    asked = request.args.get("area", "")
    area, words = asked if asked in areas else "", request.args.get("q", "").strip()[:100]
    total = count_entries(company_id, area, words)
    pages = pages_of(total, PAGE_SIZE)
    return page(
        "audit/log.html",
        entries=list_entries(company_id, area, words, pages.here),
        areas=areas,
        area=area,
        words=words,
        total=total,
        pages=pages,
        action_words=action_words,
        details_words=details_words,
        area_words=area_words,
    )
