"""/impact/retention: who stays, among people who took part and their colleagues who had not."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.impact.retention import showing
from volunteer_match.impact.retention.lists.queries import find_current
from volunteer_match.impact.retention.queries import Study, study
from volunteer_match.impact.retention.study.comparison import FEWEST, FEWEST_IN_SET, Comparison
from volunteer_match.web.access import staff
from volunteer_match.web.fragments import page

blueprint = Blueprint("retention", __name__)


@blueprint.get("/impact/retention")
@staff
def show_retention() -> ResponseReturnValue:
    current = find_current(current_user.company_id)
    found = study(current, request.args.get("site", "")) if current else None
    result = found.result if found else None
    return page(
        "retention/retention.html",
        current=current,
        study=found,
        shown=result if isinstance(result, Comparison) else None,
        refused=_why(found),
        showing=showing,
        fewest=FEWEST,
        fewest_in_set=FEWEST_IN_SET,
    )


def _why(found: Study | None) -> tuple[str, str] | None:
    """The heading and the words of a refusal."""
    if found is None or isinstance(found.result, Comparison):
        return None
    heading, text = showing.REASONS[found.result.reason]
    return str(heading), str(text)
