"""Times written for people: "Tue 24 Nov, 18:00–19:00", in a named zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date as babel_date
from babel.dates import get_timezone_gmt, get_timezone_location
from flask import Flask
from flask_babel import gettext, ngettext
from markupsafe import Markup

from volunteer_match.web.locale import shown_locale

DAY = "EEE d MMM"
DAY_WITH_YEAR = "EEE d MMM y"


def format_date(day: date, *, with_year: bool = False) -> str:
    """ "Tue 24 Nov", or "Tue 24 Nov 2026"."""
    return babel_date(day, DAY_WITH_YEAR if with_year else DAY, locale=shown_locale())


def format_day(day: str) -> str:
    """ "Tue 24 Nov 2026" for a date in ISO 8601, as messages that wait keep it."""
    return format_date(date.fromisoformat(day), with_year=True)


def format_clock(moment: datetime) -> str:
    """ "18:00": the 24-hour clock is read alike everywhere that this is used."""
    return moment.strftime("%H:%M")


def format_span(start: datetime, end: datetime, zone: str) -> str:
    """ "Tue 24 Nov, 18:00–19:00"; the end has its own day where it is another one.

    Where clocks change in between, that is said: "01:30–01:30" would be read as a mistake.
    """
    first, last = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    until = f"–{format_clock(last)}" if first.date() == last.date() else f" – {format_date(last)}, {format_clock(last)}"
    span = f"{format_date(first)}, {format_clock(first)}{until}"
    return span if first.utcoffset() == last.utcoffset() else gettext("%(span)s (clocks change)", span=span)


def format_instant(moment: datetime, zone: str) -> str:
    """ "Tue 24 Nov, 18:00"."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{format_date(local)}, {format_clock(local)}"


def zone_label(zone: str, at: datetime | None = None) -> str:
    """ "Manila, UTC+8": the city of the zone and its offset at that instant."""
    if zone == "UTC":
        return zone
    place = get_timezone_location(zone, locale=shown_locale(), return_city=True) if "/" in zone else zone
    if at is None:
        return place
    offset = get_timezone_gmt(at.astimezone(ZoneInfo(zone)), width="iso8601_short", locale=shown_locale())
    sign, hours = offset[:1], offset[1:]
    if not hours or offset == "Z" or hours.strip("0") == "":
        return f"{place}, UTC"
    minutes = f":{hours[2:]}" if len(hours) > 2 and hours[2:] != "00" else ""
    return f"{place}, UTC{sign.replace('-', '−')}{int(hours[:2])}{minutes}"


def format_minutes(minutes: int) -> str:
    """ "45 min", "2 h", "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(count)s min", count=rest)
    if not rest:
        return gettext("%(count)s h", count=hours)
    return gettext("%(hours)s h %(minutes)s min", hours=hours, minutes=rest)


def format_ago(moment: datetime, now: datetime) -> str:
    """ "just now", "5 minutes ago", "2 hours ago", "3 days ago"; for a moment in the past."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 1:
        return gettext("just now")
    if minutes < 60:
        return ngettext("%(num)s minute ago", "%(num)s minutes ago", minutes)
    if minutes < 48 * 60:
        return ngettext("%(num)s hour ago", "%(num)s hours ago", minutes // 60)
    return ngettext("%(num)s day ago", "%(num)s days ago", minutes // (24 * 60))


def time_tag(moment: datetime, text: str) -> Markup:
    """`text` in a time element that machines can read."""
    return Markup('<time datetime="{}">{}</time>').format(moment.isoformat(timespec="minutes"), text)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        format_ago=format_ago,
        format_clock=format_clock,
        format_date=format_date,
        format_day=format_day,
        format_instant=format_instant,
        format_minutes=format_minutes,
        format_span=format_span,
        time_tag=time_tag,
        zone_label=zone_label,
    )
