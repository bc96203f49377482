"""Challenges in words: amounts, dates in their named zone, and what was frozen with an entry."""

from datetime import datetime
from typing import Any

from flask_babel import gettext, ngettext

from volunteer_match.challenges.dates import ends_at, starts_at
from volunteer_match.challenges.models import Challenge
from volunteer_match.challenges.totals import KEPT_IN, Totals
from volunteer_match.challenges.wording.measures import quantity_words
from volunteer_match.glossary import Measure
from volunteer_match.web.times import format_date, format_instant, zone_label

TENTHS, WHOLE = 1_000, 1_000_000
"""From here on totals are shown to a tenth of a kilogram, kWh or litre, and to a whole one."""


def measure_words(measure: Measure, kept: int) -> str:
    """ "1.2 kg CO₂e", "12 litres", "3 actions": a total, rounded, from what is kept (totals.py)."""
    if measure is Measure.ACTIONS:
        return ngettext("%(num)s action", "%(num)s actions", kept)
    return quantity_words(measure, kept if measure is Measure.TREES else _rounded(kept))


def _rounded(kept: int) -> int:
    if kept < TENTHS:
        return kept
    step = 100 if kept < WHOLE else 1000
    return (kept + step // 2) // step * step


def total_in(totals: Totals, measure: Measure) -> int:
    """What counts of `totals` in a challenge of that measure."""
    return int(getattr(totals, KEPT_IN[measure]))


def effect_words(working: dict[str, Any]) -> list[str]:
    """What an entry comes to, each measure that its action has: "1.2 kg CO₂e", "5 kWh"."""
    found = [(measure, working.get(name)) for measure, name in KEPT_IN.items() if measure is not Measure.ACTIONS]
    return [quantity_words(measure, kept) for measure, kept in found if kept is not None]


def dates_words(challenge: Challenge) -> str:
    """ "Mon 2 Nov – Sun 29 Nov 2026"."""
    return gettext(
        "%(first)s – %(last)s",
        first=format_date(challenge.starts_on),
        last=format_date(challenge.ends_on, with_year=True),
    )


def end_words(challenge: Challenge, zone: str) -> str:
    """When it ends or ended, in the zone that it names and in the reader's."""
    end, own_zone = ends_at(challenge.time_zone, challenge.ends_on), challenge.time_zone
    day, place = format_date(challenge.ends_on), zone_label(own_zone, end)
    if challenge.closed_at is not None:
        if challenge.closed_at < end:
            return gettext("It was closed early: %(when)s.", when=format_instant(challenge.closed_at, zone))
        return gettext("It ended with %(day)s in %(place)s.", day=day, place=place) + _for_you(end, own_zone, zone)
    return gettext("It ends with %(day)s in %(place)s.", day=day, place=place) + _for_you(end, own_zone, zone)


def start_words(challenge: Challenge, zone: str) -> str:
    start, own_zone = starts_at(challenge.time_zone, challenge.starts_on), challenge.time_zone
    day, place = format_date(challenge.starts_on), zone_label(own_zone, start)
    return gettext("It starts with %(day)s in %(place)s.", day=day, place=place) + _for_you(start, own_zone, zone)


def _for_you(moment: datetime, own_zone: str, zone: str) -> str:
    """The same moment in the reader's `zone`, as a further sentence; empty where the clocks agree."""
    when = format_instant(moment, zone)
    if when == format_instant(moment, own_zone):
        return ""
    return " " + gettext("For you that is %(when)s (%(place)s).", when=when, place=zone_label(zone, moment))
