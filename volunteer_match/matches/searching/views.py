"""One search for staff."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.matches.searching.queries import search
from volunteer_match.web.access import staff
from volunteer_match.web.fragments import page

blueprint = Blueprint("searching", __name__)
LONGEST = 100


@blueprint.get("/search")
@staff
def show_search() -> ResponseReturnValue:
    query = request.args.get("q", "").replace("\x00", "").strip()[:LONGEST]
    found = search(query, current_user.account) if query else None
    return page("matches/searching/search.html", block="results", query=query, found=found)
