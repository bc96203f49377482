"""The sentence of every kind of notice, in the reader's language and time zone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import get_locale, gettext, lazy_gettext, ngettext
from markupsafe import Markup, escape

from volunteer_match.notifications.kinds import NoticeGroup, NoticeKind
from volunteer_match.web.labels import credential_name, language_word
from volunteer_match.web.times import format_date, format_minutes, format_span, zone_label

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
    NoticeKind.REMINDER_DAY: _("Coming up: %(what)s. How to join is on the page."),
    NoticeKind.REMINDER_HOUR: _("It begins soon: %(what)s. How to join is on the page."),
    NoticeKind.SESSION_COMING_UP: _("Coming up: %(what)s. These volunteers are coming: %(people)s."),
    NoticeKind.SESSION_MOVED: _("The time has changed: %(what)s. If you can’t come then, withdraw on the page."),
    NoticeKind.HOURS_WAITING: _("Hours wait for your answer: %(length)s by volunteers of %(partner)s."),
    NoticeKind.HOURS_CONFIRMED: _("%(partner)s confirmed %(length)s of yours. Thank you for the time you gave."),
    NoticeKind.HOURS_CORRECTED: _(
        "%(partner)s confirmed %(length)s for %(title)s: not what stood there before. If that is wrong, say so."
    ),
    NoticeKind.HOURS_DISPUTED: _("Hours of %(person)s for %(title)s need a coordinator’s decision."),
    NoticeKind.HOURS_DECIDED: _("A coordinator decided on the hours of %(person)s for %(title)s: %(length)s count."),
    NoticeKind.TIME_OFF_REQUESTED: _("%(person)s asks for volunteer time off: %(when)s."),
    NoticeKind.TIME_OFF_APPROVED: _("Your volunteer time off is approved: %(when)s."),
    NoticeKind.TIME_OFF_REFUSED: _("Your volunteer time off was not approved: %(when)s. %(reason)s"),
    NoticeKind.TIME_OFF_ADJUSTED: _(
        "Your volunteer time off was corrected: %(when)s now counts %(length)s. %(reason)s"
    ),
    NoticeKind.CALENDAR_INVITATION: _("For your calendar: %(what)s."),
    NoticeKind.CALENDAR_CANCELLATION: _("Out of your calendar: %(what)s. You don’t need to do anything."),
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
    NoticeKind.REMINDER_DAY: "clock",
    NoticeKind.REMINDER_HOUR: "clock",
    NoticeKind.SESSION_COMING_UP: "users",
    NoticeKind.SESSION_MOVED: "calendar-days",
    NoticeKind.HOURS_WAITING: "hourglass",
    NoticeKind.HOURS_CONFIRMED: "clock-check",
    NoticeKind.HOURS_CORRECTED: "pencil",
    NoticeKind.HOURS_DISPUTED: "message-circle",
    NoticeKind.HOURS_DECIDED: "clock-check",
    NoticeKind.TIME_OFF_REQUESTED: "inbox",
    NoticeKind.TIME_OFF_APPROVED: "calendar-check",
    NoticeKind.TIME_OFF_REFUSED: "calendar-x",
    NoticeKind.TIME_OFF_ADJUSTED: "pencil",
    NoticeKind.CALENDAR_INVITATION: "calendar-plus",
    NoticeKind.CALENDAR_CANCELLATION: "x",
    NoticeKind.CREDENTIAL_EXPIRING: "hourglass",
    NoticeKind.CREDENTIAL_VERIFIED: "badge-check",
    NoticeKind.CREDENTIAL_REFUSED: "circle-x",
    NoticeKind.LANGUAGE_VERIFIED: "badge-check",
    NoticeKind.LANGUAGE_REFUSED: "circle-x",
}


def _when(params: Mapping[str, Any], zone: str) -> str:
    """ "Tue 24 Nov, 18:00–19:00 (Manila, UTC+8)", nothing for what has no time."""
    if not params.get("start") or not params.get("end"):
        return ""
    start, end = datetime.fromisoformat(params["start"]), datetime.fromisoformat(params["end"])
    return gettext("%(when)s (%(zone)s)", when=format_span(start, end, zone), zone=zone_label(zone, start))


def _what(params: Mapping[str, Any], zone: str) -> str:
    """The need, its first time, and how many more times there are."""
    title, when = str(params.get("title", "")), _when(params, zone)
    text = gettext("%(title)s, %(when)s", title=title, when=when) if when else title
    more = int(params.get("count") or 1) - 1
    if more < 1:
        return text
    return ngettext("%(text)s and %(num)s more time", "%(text)s and %(num)s more times", more, text=text)


def _people(params: Mapping[str, Any]) -> str:
    """ "Ana B., Maricel S. and 3 more"."""
    names = list((params.get("people") or {}).values())
    more, text = int(params.get("volunteers") or 0) - len(names), ", ".join(names)
    if more < 1:
        return text
    return ngettext("%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=text)


def _date(params: Mapping[str, Any]) -> str:
    raw = params.get("date")
    return format_date(datetime.fromisoformat(raw).date(), with_year=True) if raw else ""


def _times(params: Mapping[str, Any], zone: str) -> dict[str, str]:
    """What and when a notice is about, and how long that is."""
    length = format_minutes(int(params.get("minutes") or 0))
    return {"what": _what(params, zone), "when": _when(params, zone), "length": length}


def _proof(params: Mapping[str, Any]) -> dict[str, str]:
    """The credential, or the language, that a notice about a profile is about."""
    credential, language = params.get("credential"), params.get("language")
    return {
        "credential": credential_name(credential) if credential else "",
        "language": language_word(language) if language else "",
    }


def find_kind(code: str) -> NoticeKind | None:
    """The kind of an old row may be one that exists no more."""
    return NoticeKind(code) if code in set(NoticeKind) else None


BEGIN, END = "\ue000", "\ue001"
"""Stand around what a partner wrote until it is found again: characters that mean nothing, in no text of ours."""


def notice_html(code: str, params: Mapping[str, Any], zone: str) -> Markup:
    """The same with the language of what a partner wrote, where it is another than the reader's."""
    written_in, locale = params.get("title_language"), get_locale()
    if not written_in or not params.get("title") or (locale and locale.language == written_in):
        return escape(notice_text(code, params, zone))
    title = str(params["title"]).replace(BEGIN, "").replace(END, "")
    before, _begin, rest = notice_text(code, {**params, "title": f"{BEGIN}{title}{END}"}, zone).partition(BEGIN)
    inside, _end, after = rest.partition(END)
    return Markup('{}<span lang="{}">{}</span>{}').format(before, written_in, inside, after) if rest else escape(before)


def notice_text(code: str, params: Mapping[str, Any], zone: str) -> str:
    """The sentence of a notice; times are in `zone`, the reader's."""
    kind = find_kind(code)
    if kind is None:
        return gettext("Something changed. Open it to see what.")
    return _filled(str(SENTENCES[kind]), params, zone)


def _filled(sentence: str, params: Mapping[str, Any], zone: str) -> str:
    known = {name: str(params.get(name) or "") for name in ("title", "partner", "person", "company", "reason")}
    named = {**{name: str(value) for name, value in params.items()}, **known}
    what = {**_times(params, zone), "date": _date(params), "people": _people(params)}
    return (sentence % {**named, **_proof(params), **what}).strip()


def notice_subject(code: str, params: Mapping[str, Any], zone: str) -> str:
    """The first part of the sentence, for the subject of an e-mail: what happened, without what to do."""
    kind = find_kind(code)
    if kind is None:
        return notice_text(code, params, zone)
    return _filled(str(SENTENCES[kind]).partition(". ")[0], params, zone).rstrip(".")


ACTIONS: dict[NoticeGroup, Any] = {
    NoticeGroup.ASKS: _("Look and answer"),
    NoticeGroup.MESSAGES: _("Read and answer"),
    NoticeGroup.COMING: _("See who is coming"),
    NoticeGroup.PROFILE: _("Open my profile"),
}


def notice_action(code: str) -> str:
    """What the one button of its e-mail says."""
    kind = find_kind(code)
    return str(ACTIONS.get(kind.group, _("See the details"))) if kind else gettext("See the details")


def notice_icon(code: str) -> str:
    """The icon of static/icons/sprite.svg that goes with a notice."""
    kind = find_kind(code)
    return ICONS.get(kind, "bell") if kind else "bell"
