"""What a notice says, in the reader's language and time zone; sentences.py has the sentence of every kind."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup, escape

from volunteer_match.notifications.answering import asks_for_answer
from volunteer_match.notifications.kinds import NoticeGroup, NoticeKind
from volunteer_match.notifications.sentences import ICONS, SENTENCES
from volunteer_match.opportunities.changing.words import topic_words
from volunteer_match.recognition.badges.catalogue import Badge
from volunteer_match.recognition.badges.words import badge_words
from volunteer_match.web.labels import credential_name, language_word
from volunteer_match.web.times import format_date, format_instant, format_minutes, format_span, zone_label


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


def _until(params: Mapping[str, Any], zone: str) -> str:
    """A further sentence: until when an answer is asked. Empty where none is."""
    until = params.get("confirm_by")
    if not until:
        return ""
    moment = datetime.fromisoformat(until)
    when, place = format_instant(moment, zone), zone_label(zone, moment)
    return " " + gettext("Please answer by %(when)s (%(zone)s).", when=when, zone=place)


def _date(params: Mapping[str, Any]) -> str:
    raw = params.get("date")
    return format_date(datetime.fromisoformat(raw).date(), with_year=True) if raw else ""


def _times(params: Mapping[str, Any], zone: str) -> dict[str, str]:
    """What and when a notice is about, and how long that is."""
    length = format_minutes(int(params.get("minutes") or 0))
    return {"what": _what(params, zone), "when": _when(params, zone), "until": _until(params, zone), "length": length}


def _proof(params: Mapping[str, Any]) -> dict[str, str]:
    """The credential, or the language, that a notice about a profile is about."""
    credential, language = params.get("credential"), params.get("language")
    return {
        "credential": credential_name(credential) if credential else "",
        "language": language_word(language) if language else "",
    }


def _badge(params: Mapping[str, Any]) -> str:
    code = params.get("badge")
    return badge_words(Badge(code)).name if code in set(Badge) else ""


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
    words = ("title", "partner", "person", "company", "reason", "unanswered")
    known = {name: str(params.get(name) or "") for name in words}
    named = {**{name: str(value) for name, value in params.items()}, **known}
    what = {**_times(params, zone), "date": _date(params), "people": _people(params)}
    what["badge"] = _badge(params)
    what["topics"] = topic_words(params.get("topics") or ())
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
    if asks_for_answer(code):
        return gettext("Answer with one click")
    return str(ACTIONS.get(kind.group, _("See the details"))) if kind else gettext("See the details")


def notice_icon(code: str) -> str:
    """The icon of static/icons/sprite.svg that goes with a notice."""
    kind = find_kind(code)
    return ICONS.get(kind, "bell") if kind else "bell"
