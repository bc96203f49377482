"""The main navigation, by role."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from volunteer_match.glossary import Role


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the navigation: the endpoint it opens, and the endpoints and blueprints that count as being there."""

    label: Any
    icon: str
    endpoint: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """What the layout shows; `count` None shows no number."""

    label: str
    url: str
    icon: str
    current: bool
    count: int | None = None


PLACES: dict[Role, tuple[Place, ...]] = {
    Role.AGENT: (),
    Role.PARTNER_MEMBER: (),
    Role.COORDINATOR: (),
    Role.ADMINISTRATOR: (),
}


def navigation_for(account: Any) -> list[NavigationItem]:
    """The places of this person's role; none for the signed-out."""
    if not account.is_authenticated:
        return []
    return [
        NavigationItem(
            str(place.label),
            url_for(place.endpoint),
            place.icon,
            request.endpoint == place.endpoint or request.endpoint in place.also or request.blueprint in place.also,
        )
        for place in PLACES[account.role]
    ]
