"""One need as a line of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from volunteer_match.glossary import Format, OpportunityState
from volunteer_match.opportunities.board.queries import Fullness, read_fullness
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.web.times import format_instant, format_minutes, format_span


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of one need; times are in the reader's zone."""

    opportunity: Opportunity
    url: str
    when: str
    fullness: Fullness
    words: str
    supply: int | None = None
    """How many of the reader's company pass all gates; None where that is not told."""

    @property
    def is_over(self) -> bool:
        return self.opportunity.state in (OpportunityState.CLOSED, OpportunityState.CANCELLED)


def lines_of(opportunities: Sequence[Opportunity], zone: str, now: datetime) -> list[Line]:
    """Lines in the order of the needs given."""
    fullness = read_fullness([opportunity.id for opportunity in opportunities], now)
    return [_line(opportunity, fullness[opportunity.id], zone) for opportunity in opportunities]


def _line(opportunity: Opportunity, fullness: Fullness, zone: str) -> Line:
    is_draft = opportunity.state is OpportunityState.DRAFT
    endpoint = "posting.show_check" if is_draft else "opportunities.show_opportunity"
    return Line(
        opportunity=opportunity,
        url=url_for(endpoint, public_id=opportunity.public_id),
        when=when_words(opportunity, fullness, zone),
        fullness=fullness,
        words=full_words(fullness),
    )


def when_words(opportunity: Opportunity, fullness: Fullness, zone: str) -> str:
    """The next date, or what is done before which deadline."""
    if opportunity.format is Format.FLEXIBLE:
        length = format_minutes(opportunity.minutes_needed) if opportunity.minutes_needed else ""
        if opportunity.deadline is None:
            return _("%(length)s, in people's own time", length=length).lstrip(", ")
        by = format_instant(opportunity.deadline, zone)
        return _("%(length)s by %(deadline)s", length=length, deadline=by).strip()
    if fullness.next_start is None or fullness.next_end is None:
        return _("No date ahead")
    first = format_span(fullness.next_start, fullness.next_end, zone)
    more = fullness.sessions_to_come - 1
    if not more:
        return first
    return ngettext("%(first)s and %(num)s more", "%(first)s and %(num)s more", more, first=first)


def full_words(fullness: Fullness) -> str:
    """ "3 of 8 places taken, 1 of them waiting for approval"."""
    taken = fullness.waiting + fullness.approved
    words = _("%(taken)s of %(places)s places taken", taken=taken, places=fullness.places)
    if fullness.waiting:
        words = _("%(words)s, %(waiting)s of them waiting for approval", words=words, waiting=fullness.waiting)
    if fullness.waitlisted:
        words = _("%(words)s; %(num)s on the waitlist", words=words, num=fullness.waitlisted)
    return words
