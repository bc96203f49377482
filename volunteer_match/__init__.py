"""Volunteer Match: brings remote workers together with non-profits that need them."""

import zoneinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from volunteer_match.config import Config
    from volunteer_match.web.application import Application

# The pinned time zone data decide, not whatever the machine has: all workers and all machines then agree.
zoneinfo.reset_tzpath(to=())


def create_app(config: "Config | None" = None) -> "Application":
    """Makes the application; see volunteer_match.factory. Imported late, so that pure parts load no Flask."""
    from volunteer_match import factory

    return factory.create_app(config)
