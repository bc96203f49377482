"""What the templates of browsing show: words and times for one reader."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from flask_babel import gettext, ngettext

from volunteer_match.glossary import Format
from volunteer_match.matches.explanations import Explainer
from volunteer_match.matching.facts import SessionFacts
from volunteer_match.opportunities.browsing.listing import Offer
from volunteer_match.web.labels import fit_words
from volunteer_match.web.locale import shown_locale
from volunteer_match.web.times import format_clock, format_date, format_instant, format_minutes, format_span, zone_label

NEW_DAYS = 3
REASONS = 2


@dataclass(frozen=True, slots=True)
class Card:
    """One opportunity card. `single_session` is the session that one click can claim; None where there is a choice."""

    offer: Offer
    address: str
    partner: str
    when: str
    iso: str
    their_time: str | None
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    fit: int | None
    fit_word: str | None
    note: str | None
    single_session: str | None
    missing: tuple[str, ...]


def _weekly(sessions: tuple[SessionFacts, ...], zone: ZoneInfo) -> bool:
    """Whether all fall on one weekday at one hour of the reader's clock."""
    starts = [session.start.astimezone(zone) for session in sessions]
    return len(starts) > 2 and len({(start.weekday(), start.time()) for start in starts}) == 1


def when_words(offer: Offer, zone: str) -> str:
    """ "Tue 24 Nov, 20:00–20:45", "Every Thursday 17:30–18:20, from Thu 26 Nov", "by Fri 27 Nov, 18:00"."""
    if offer.listing.format is Format.FLEXIBLE or not offer.sessions:
        deadline = offer.listing.deadline
        return gettext("By %(when)s", when=format_instant(deadline, zone)) if deadline else gettext("Any time")
    first, place = offer.sessions[0], ZoneInfo(zone)
    if not _weekly(offer.sessions, place):
        return format_span(first.start, first.end, zone)
    start, end = first.start.astimezone(place), first.end.astimezone(place)
    day = get_day_names("wide", locale=shown_locale())[start.weekday()]
    return gettext(
        "Every %(day)s %(start)s–%(end)s, from %(first)s",
        day=day,
        start=format_clock(start),
        end=format_clock(end),
        first=format_date(start),
    )


def _their_time(offer: Offer, zone: str) -> str | None:
    if not offer.sessions or offer.sessions[0].time_zone == zone:
        return None
    first = offer.sessions[0]
    return f"{format_span(first.start, first.end, first.time_zone)}, {zone_label(first.time_zone, first.start)}"


def _facts(offer: Offer) -> tuple[tuple[str, str], ...]:
    shown = []
    if offer.minutes:
        shown.append(("hourglass", format_minutes(offer.minutes)))
    if len(offer.sessions) > 1:
        shown.append(("repeat", ngettext("%(num)s time", "%(num)s times", len(offer.sessions))))
    left = offer.fill.left
    shown.append(("users", ngettext("%(num)s place left", "%(num)s places left", left) if left else gettext("full")))
    return tuple(shown)


def _note(offer: Offer, explainer: Explainer, now: datetime) -> str | None:
    """The one quiet line: what fairness changed, or that nobody has taken it yet."""
    if offer.ranked is not None and (adjusted := explainer.adjustment(offer.ranked.adjustment)):
        return gettext("%(why)s, so it stands a little lower", why=adjusted)
    if offer.fill.taken == 0:
        published = offer.listing.published_at
        is_new = published is not None and (now - published).days < NEW_DAYS
        return gettext("New. Nobody has taken it yet.") if is_new else gettext("Nobody has taken it yet.")
    return None


def card_of(offer: Offer, address: str, explainer: Explainer, zone: str, now: datetime) -> Card:
    """The card of one offer, whose page is at `address`."""
    ranked, listing = offer.ranked, offer.listing
    is_single = listing.format is Format.SCHEDULED and len(offer.sessions) == 1 and offer.fill.left > 0
    return Card(
        offer=offer,
        address=address,
        partner=f"{listing.partner}, {listing.partner_place}" if listing.partner_place else listing.partner,
        when=when_words(offer, zone),
        iso=(offer.sessions[0].start if offer.sessions else listing.deadline or now).isoformat(timespec="minutes"),
        their_time=_their_time(offer, zone),
        facts=_facts(offer),
        reasons=tuple(explainer.strongest(ranked, REASONS)) if ranked else (),
        fit=(ranked.fit + 5) // 10 if ranked else None,
        fit_word=fit_words(ranked.fit) if ranked else None,
        note=_note(offer, explainer, now),
        single_session=offer.sessions[0].id if is_single else None,
        missing=tuple(explainer.missing(offer.failed)) if offer.failed else (),
    )
