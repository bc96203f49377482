"""Matches and sessions as entries of a calendar."""

from datetime import date, datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from volunteer_match.calendars.entries import HOUSE, Entry, Party, Span, Standing
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.web.application import settings
from volunteer_match.web.times import format_instant, zone_label


def match_uid(match: Match) -> str:
    """Stays the same for the whole life of a match."""
    return f"{match.public_id}@{HOUSE}"


def organizer_of(opportunity: Opportunity) -> Party:
    """The platform writes, in the partner's name."""
    name = _("%(partner)s through Volunteer Match", partner=opportunity.partner.name)
    return Party(name, parseaddr(settings().mail_from)[1])


def page_of(path: str) -> str:
    """A path of ours as a whole address."""
    return settings().base_url + path


def when_of(match: Match, zone: str) -> Span | date | None:
    """The session's time in its own zone; of flexible work the day of the deadline in `zone`, the reader's."""
    if match.starts_at and match.ends_at:
        return Span(match.starts_at, match.ends_at, match.session.time_zone)
    return deadline_day(match.opportunity.deadline, zone)


def deadline_day(deadline: datetime | None, zone: str) -> date | None:
    """The date that the reader's own calendar shows at the deadline."""
    return deadline.astimezone(ZoneInfo(zone)).date() if deadline else None


def _summary(match: Match, standing: Standing) -> str:
    title = match.opportunity.title
    if match.starts_at is None:
        title = _("Last day: %(title)s", title=title)
    return _("%(title)s (waits for approval)", title=title) if standing is Standing.TENTATIVE else title


def _text(match: Match, zone: str, url: str) -> str:
    """No name but the organisation's, and never the way in: others may look at a person's calendar."""
    lines = [_("With %(partner)s.", partner=match.opportunity.partner.name)]
    if match.starts_at is None and (deadline := match.opportunity.deadline):
        when = _("%(when)s, %(zone)s", when=format_instant(deadline, zone), zone=zone_label(zone, deadline))
        lines.append(_("In your own time, until %(when)s.", when=when))
    lines.append(_("How to join, and what to do if you can’t come, is on the page: %(url)s", url=url))
    return "\n".join(lines)


def match_entry(
    match: Match, agent: Account, standing: Standing, stamp: datetime, *, sequence: int | None = None
) -> Entry | None:
    """A match in its agent's calendar, in the language that is set; None for flexible work without a deadline."""
    when = when_of(match, agent.time_zone)
    if when is None:
        return None
    url = page_of(f"/matches/{match.public_id}")
    return Entry(
        uid=match_uid(match),
        sequence=(match.calendar_sequence or 0) if sequence is None else sequence,
        stamp=stamp,
        standing=standing,
        when=when,
        summary=_summary(match, standing),
        text=_text(match, agent.time_zone, url),
        url=url,
        organizer=organizer_of(match.opportunity),
        attendee=Party(agent.given_name, agent.email or ""),
        is_busy=isinstance(when, Span),
    )
