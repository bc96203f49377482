"""What each kind of job is called, for administrators."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from volunteer_match.jobs.kinds import JobKind

NAMES: dict[str, Any] = {
    JobKind.WEBHOOK: _("Message to a webhook"),
}


def job_name(kind: str) -> str:
    """The name of a kind; a job of another version of the program may be of a kind that this one does not know."""
    return str(NAMES[kind]) if kind in NAMES else gettext("Unknown kind of job: %(kind)s", kind=kind)
