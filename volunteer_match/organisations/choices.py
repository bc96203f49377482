"""Choices that forms of partners and needs offer: zones, countries, causes."""

from functools import cache
from zoneinfo import available_timezones

from flask_babel import gettext
from wtforms.fields.choices import SelectChoice

from volunteer_match.people.catalogue import read_causes
from volunteer_match.web.labels import cause_name
from volunteer_match.web.locale import shown_locale

REGIONS = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
Choices = list[SelectChoice]


@cache
def _zones() -> tuple[str, ...]:
    """UTC, and the zones with a place in their name by continent and place; the rest are old spellings of these."""
    return ("UTC", *sorted((zone for zone in available_timezones() if zone.startswith(REGIONS)), key=_region_and_place))


def _region_and_place(zone: str) -> tuple[str, str]:
    """("America", "Buenos Aires – Argentina"): the place first, for a select is searched by first letters."""
    region, _, path = zone.partition("/")
    return region, " – ".join(reversed(path.replace("_", " ").split("/")))


def zone_choices(current: str | None) -> Choices:
    """Every zone, named by its place below its continent; an unusual one that is in use stays on offer."""
    extra = [] if current in _zones() or not current else [current]
    return [_zone_choice(zone) for zone in (*extra, *_zones())]


def _zone_choice(zone: str) -> SelectChoice:
    region, place = _region_and_place(zone)
    return SelectChoice(zone, place or region, optgroup=region if place else None)


def country_choices() -> Choices:
    """Every country of ISO 3166 by its name, after an empty choice."""
    locale = shown_locale()
    territories: dict[str, str] = dict(locale.territories)
    named = sorted((name, code) for code, name in territories.items() if len(code) == 2 and code not in NO_COUNTRY)
    return [SelectChoice("", gettext("Choose a country")), *(SelectChoice(code, name) for name, code in named)]


NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


def cause_choices() -> Choices:
    """Every cause, after an empty choice."""
    causes = (SelectChoice(cause.id, cause_name(cause.id)) for cause in read_causes())
    return [SelectChoice("", gettext("Choose a cause")), *causes]
