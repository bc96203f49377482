"""Where somebody is among the four steps, as components/tasks.html shows it."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from volunteer_match.opportunities.actions import missing_of
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.words import missing_sentences

ADDRESSES = {
    "what": "posting.show_what",
    "who": "posting.show_who",
    "when": "sessions.show_when",
    "check": "posting.show_check",
}
"""The endpoint of each step, in their order."""
ORDER = tuple(ADDRESSES)


@dataclass(frozen=True, slots=True)
class Step:
    """`state` is done, current or ahead."""

    label: str
    url: str
    state: str


def steps_of(opportunity: Opportunity, current: str, now: datetime) -> list[Step]:
    """The steps; one is done when nothing is missing in it. All can be visited, for all is saved."""
    labels = {"what": _("What"), "who": _("Who you need"), "when": _("When"), "check": _("Check and publish")}
    open_steps = {step for step, _sentence in missing_sentences(missing_of(opportunity, now))}
    return [
        Step(
            label=labels[name],
            url=url_for(ADDRESSES[name], public_id=opportunity.public_id),
            state=_state(name, current, open_steps),
        )
        for name in ORDER
    ]


def _state(name: str, current: str, open_steps: set[str]) -> str:
    if name == current:
        return "current"
    is_done = name not in open_steps and name != "check" and ORDER.index(name) < ORDER.index(current)
    return "done" if is_done else "ahead"
