"""Choices that forms of partners and needs offer: zones, countries, causes."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice

from volunteer_match.people.catalogue import read_causes
from volunteer_match.web.folding import folded
from volunteer_match.web.labels import cause_name
from volunteer_match.web.locale import shown_locale

REGIONS: dict[str, Any] = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}
Choices = list[SelectChoice]


def zone_choices(current: str | None) -> Choices:
    """Every zone, named by its place below its continent; an unusual one that is in use stays on offer."""
    offered = _zones(shown_locale().language)
    extra = (
        [] if not current or any(choice.value == current for choice in offered) else [SelectChoice(current, current)]
    )
    return [*extra, *offered]


@cache
def _zones(language: str) -> tuple[SelectChoice, ...]:
    """UTC, and the zones with a place in their name by continent and place; the rest are old spellings of these."""
    locale = Locale(language)
    zones = [zone for zone in available_timezones() if zone.partition("/")[0] in REGIONS]
    named = [(str(REGIONS[zone.partition("/")[0]]), _place(zone, locale), zone) for zone in zones]
    order = sorted(named, key=lambda each: (folded(each[0]), folded(each[1])))
    return (SelectChoice("UTC", "UTC"), *(SelectChoice(zone, place, optgroup=region) for region, place, zone in order))


def _place(zone: str, locale: Locale) -> str:
    """ "Buenos Aires – Argentina": the place first, for a select is searched by first letters."""
    *areas, place = zone.partition("/")[2].replace("_", " ").split("/")
    city = locale.time_zones.get(zone, {}).get("city", place)
    # Where Babel's own name has the area in it, it stands there once.
    return city if ", " in city else " – ".join([city, *reversed(areas)])


def country_choices() -> Choices:
    """Every country of ISO 3166 by its name, after an empty choice."""
    locale = shown_locale()
    territories: dict[str, str] = dict(locale.territories)
    codes = [code for code in territories if len(code) == 2 and code not in NO_COUNTRY]
    named = sorted(((code, territories[code]) for code in codes), key=lambda each: folded(each[1]))
    return [SelectChoice("", gettext("Choose a country")), *(SelectChoice(*each) for each in named)]


NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def cause_choices() -> Choices:
    """Every cause, after an empty choice."""
    causes = (SelectChoice(cause.id, cause_name(cause.id)) for cause in read_causes())
    return [SelectChoice("", gettext("Choose a cause")), *causes]
