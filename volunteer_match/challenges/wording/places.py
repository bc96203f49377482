"""Countries, regions and the world in words."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.challenges.factors import places
from volunteer_match.web.labels import country_name

NAMES: dict[str, Any] = {
    places.WORLD: _("Everywhere"),
    places.AFRICA: _("Africa"),
    places.ASIA: _("Asia"),
    places.EUROPE: _("Europe"),
    places.MIDDLE_EAST: _("Middle East"),
    places.NORTH_AMERICA: _("North America"),
    places.LATIN_AMERICA: _("Latin America and the Caribbean"),
    places.OCEANIA: _("Oceania"),
}


def place_name(place: str) -> str:
    """A country of ISO 3166, a region, or everywhere."""
    return str(NAMES[place]) if place in NAMES else country_name(place)
