"""The sentence of every kind of notice, in the reader's language and time zone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext, lazy_gettext, ngettext

from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.web.labels import credential_name, language_name
from volunteer_match.web.times import format_date, format_span

_ = lazy_gettext

SENTENCES: dict[NoticeKind, Any] = {
    NoticeKind.MATCH_INVITED: _("You are invited: %(what)s. A coordinator thinks that it fits you."),
    NoticeKind.MATCH_RESCINDED: _("The invitation was taken back: %(what)s. You don’t need to do anything."),
    NoticeKind.MATCH_ACCEPTED: _("%(person)s accepted your invitation: %(what)s."),
    NoticeKind.MATCH_DECLINED: _("%(person)s said no to your invitation: %(what)s."),
    NoticeKind.MATCH_PROMOTED: _("A place came free and is kept for you: %(what)s. It waits for approval now."),
    NoticeKind.MATCH_APPROVED: _("You are in: %(what)s. How to join is on the page."),
    NoticeKind.MATCH_RETURNED: _("It did not work out this time: %(what)s. The page says why, and what you can do."),
    NoticeKind.MATCH_REOPENED: _("Your claim is looked at again: %(what)s."),
    NoticeKind.MATCH_COMING: _("%(person)s is coming: %(what)s."),
    NoticeKind.MATCH_NOT_COMING: _("%(person)s can’t come: %(what)s. The place is open again."),
    NoticeKind.MATCH_COMPLETED: _("Thank you! It is noted that you were there: %(what)s."),
    NoticeKind.MATCH_MISSED: _("It was noted that you were not there: %(what)s. If that is wrong, say so on the page."),
    NoticeKind.MATCH_EXPIRED: _("Nobody answered in time, so your claim ended: %(what)s. This was not your fault."),
    NoticeKind.MATCH_CANCELLED: _("This was cancelled: %(what)s. You are free at that time."),
    NoticeKind.MESSAGE_POSTED: _("There is a new message about %(title)s."),
    NoticeKind.CONCERN_RAISED: _("Somebody reported a concern. Please look at it soon."),
    NoticeKind.SESSION_MOVED: _("The time has changed: %(what)s. If you can’t come then, withdraw on the page."),
    NoticeKind.SHIFT_CLASH: _(
        "Your work shifts have changed, and you work at that time now: %(what)s. "
        "On its page you can give the place back or ask for cover."
    ),
    NoticeKind.CALENDAR_FAILING: _(
        "Your calendar on %(title)s has not answered for a day. Until it does, new shifts there are not known here."
    ),
    NoticeKind.PARTNER_APPLIED: _("%(partner)s wants to become a partner and waits for your answer."),
    NoticeKind.PARTNER_VERIFIED: _("%(company)s checked %(partner)s: its people can see your needs now."),
    NoticeKind.PARTNER_REFUSED: _("%(company)s does not work with %(partner)s. %(reason)s"),
    NoticeKind.CREDENTIAL_EXPIRING: _(
        "Your credential ends on %(date)s: %(credential)s. Renew it to keep what asks for it."
    ),
    NoticeKind.CREDENTIAL_VERIFIED: _("A coordinator verified your credential: %(credential)s."),
    NoticeKind.CREDENTIAL_REFUSED: _("A coordinator could not verify your credential: %(credential)s. %(reason)s"),
    NoticeKind.LANGUAGE_VERIFIED: _("A coordinator verified your level of this language: %(language)s."),
    NoticeKind.LANGUAGE_REFUSED: _(
        "A coordinator could not verify your level of this language: %(language)s. %(reason)s"
    ),
}

ICONS: dict[NoticeKind, str] = {
    NoticeKind.MATCH_INVITED: "mail",
    NoticeKind.MATCH_RESCINDED: "x",
    NoticeKind.MATCH_DECLINED: "x",
    NoticeKind.MATCH_PROMOTED: "list-ordered",
    NoticeKind.MATCH_APPROVED: "check",
    NoticeKind.MATCH_ACCEPTED: "check",
    NoticeKind.MATCH_COMING: "check",
    NoticeKind.MATCH_COMPLETED: "check-check",
    NoticeKind.MATCH_RETURNED: "undo-2",
    NoticeKind.MATCH_NOT_COMING: "user-x",
    NoticeKind.MATCH_MISSED: "user-x",
    NoticeKind.MATCH_EXPIRED: "timer-off",
    NoticeKind.MATCH_CANCELLED: "ban",
    NoticeKind.MESSAGE_POSTED: "message-circle",
    NoticeKind.CONCERN_RAISED: "flag",
    NoticeKind.SESSION_MOVED: "calendar-days",
    NoticeKind.SHIFT_CLASH: "triangle-alert",
    NoticeKind.CALENDAR_FAILING: "calendar-x",
    NoticeKind.CREDENTIAL_EXPIRING: "hourglass",
    NoticeKind.CREDENTIAL_VERIFIED: "badge-check",
    NoticeKind.CREDENTIAL_REFUSED: "circle-x",
    NoticeKind.LANGUAGE_VERIFIED: "badge-check",
    NoticeKind.LANGUAGE_REFUSED: "circle-x",
}


def _when(params: Mapping[str, Any], zone: str) -> str:
    """ "Tue 24 Nov, 18:00–19:00", a bare date for what ends on one, nothing for what has no time."""
    start, end = params.get("start"), params.get("end")
    if start and end:
        return format_span(datetime.fromisoformat(start), datetime.fromisoformat(end), zone)
    return ""


def _what(params: Mapping[str, Any], zone: str) -> str:
    """The need, its first time, and how many more times there are."""
    title, when = str(params.get("title", "")), _when(params, zone)
    text = gettext("%(title)s, %(when)s", title=title, when=when) if when else title
    more = int(params.get("count") or 1) - 1
    if more < 1:
        return text
    return ngettext("%(text)s and %(num)s more time", "%(text)s and %(num)s more times", more, text=text)


def _date(params: Mapping[str, Any]) -> str:
    raw = params.get("date")
    return format_date(datetime.fromisoformat(raw).date(), with_year=True) if raw else ""


def _proof(params: Mapping[str, Any]) -> dict[str, str]:
    """The credential, or the language, that a notice about a profile is about."""
    credential, language = params.get("credential"), params.get("language")
    return {
        "credential": credential_name(credential) if credential else "",
        "language": language_name(language) if language else "",
    }


def find_kind(code: str) -> NoticeKind | None:
    """The kind of an old row may be one that exists no more."""
    return NoticeKind(code) if code in set(NoticeKind) else None


def notice_text(code: str, params: Mapping[str, Any], zone: str) -> str:
    """The sentence of a notice; times are in `zone`, the reader's."""
    kind = find_kind(code)
    if kind is None:
        return gettext("Something changed. Open it to see what.")
    known = {name: str(params.get(name) or "") for name in ("title", "partner", "person", "company", "reason")}
    named = {**{name: str(value) for name, value in params.items()}, **known}
    return str(
        SENTENCES[kind] % {**named, **_proof(params), "what": _what(params, zone), "date": _date(params)}
    ).strip()


def notice_icon(code: str) -> str:
    """The icon of static/icons/sprite.svg that goes with a notice."""
    kind = find_kind(code)
    return ICONS.get(kind, "bell") if kind else "bell"
