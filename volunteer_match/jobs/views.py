"""What could not be done: the administrator has it tried again, or puts it away."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.jobs.actions import discard, retry
from volunteer_match.jobs.models import Job
from volunteer_match.jobs.queries import PAGE_SIZE, count_set_aside, find_set_aside, list_failing, list_set_aside
from volunteer_match.jobs.words import job_name
from volunteer_match.web.access import administrators
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("jobs", __name__)


@blueprint.get("/administration/jobs")
@administrators
def show_set_aside() -> ResponseReturnValue:
    pages = pages_of(count_set_aside(current_user.company_id), PAGE_SIZE)
    return page(
        "jobs/set_aside.html",
        jobs=list_set_aside(current_user.company_id, pages.here),
        failing=list_failing(),
        job_name=job_name,
        pages=pages,
        now=now(),
    )


def _job_or_404(public_id: str) -> Job:
    found = find_set_aside(public_id, current_user.company_id)
    if found is None:
        abort(404)
    return found


@blueprint.post("/administration/jobs/<public_id>/retry")
@administrators
def retry_job(public_id: str) -> ResponseReturnValue:
    retry(_job_or_404(public_id), current_user.account, now())
    tell(_("It is tried again now."))
    return see_other("jobs.show_set_aside")


@blueprint.post("/administration/jobs/<public_id>/discard")
@administrators
def discard_job(public_id: str) -> ResponseReturnValue:
    discard(_job_or_404(public_id), current_user.account, now())
    tell(_("It is put away and will not be done."))
    return see_other("jobs.show_set_aside")
