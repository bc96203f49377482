"""The inbox as it is read: what is new first, day by day on the reader's calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from markupsafe import Markup

from volunteer_match.notifications.answering import yes_address
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.notifications.words import notice_html, notice_icon, notice_text
from volunteer_match.web.times import format_date


@dataclass(frozen=True, slots=True)
class Line:
    """One notice. `text` names it for screen readers, `html` is what is seen; `cant_come` may be None."""

    notice: InboxNotice
    text: str
    html: Markup
    icon: str
    cant_come: str | None
    yes: str | None
    """Where a yes is sent with one click, as long as one is asked."""


@dataclass(frozen=True, slots=True)
class Day:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What is new, or what was read."""

    title: str
    is_new: bool
    days: tuple[Day, ...]


def parts_of(notices: Sequence[InboxNotice], zone: str, now: datetime) -> list[Part]:
    """`notices` in the order of `list_notices`."""
    titles = {True: _("New"), False: _("Already read")}
    return [
        Part(titles[is_new], is_new, tuple(_days(some, zone, now)))
        for is_new, some in groupby(notices, key=lambda notice: notice.read_at is None)
    ]


def _days(notices: Iterable[InboxNotice], zone: str, now: datetime) -> list[Day]:
    place = ZoneInfo(zone)
    today = now.astimezone(place).date()
    return [
        Day(_day_title(day, today), tuple(_line(notice, zone, now) for notice in some))
        for day, some in groupby(notices, key=lambda notice: notice.due_at.astimezone(place).date())
    ]


def _day_title(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return format_date(day, with_year=day.year != today.year)


def _line(notice: InboxNotice, zone: str, now: datetime) -> Line:
    return Line(
        notice=notice,
        text=notice_text(notice.kind, notice.params, zone),
        html=notice_html(notice.kind, notice.params, zone),
        icon=notice_icon(notice.kind),
        cant_come=_cant_come(notice.params, now),
        yes=yes_address(notice.kind, notice.params, notice.path, now),
    )


def _cant_come(params: dict[str, Any], now: datetime) -> str | None:
    """Where "I can't make it" leads, as long as the session has not begun."""
    address, start = params.get("cant_come"), params.get("start")
    return address if address and start and datetime.fromisoformat(start) > now else None
