"""The whole site on one screen."""

from flask import Blueprint, Flask

from volunteer_match.people.sign_in.views import blueprint as sign_in
from volunteer_match.web.health import blueprint as health
from volunteer_match.web.styleguide import blueprint as styleguide

SITE: tuple[tuple[Blueprint, str], ...] = (
    (sign_in, ""),
    (health, ""),
)

DEVELOPMENT_ONLY: tuple[tuple[Blueprint, str], ...] = ((styleguide, ""),)


def register(app: Flask, site: tuple[tuple[Blueprint, str], ...]) -> None:
    """Registers every blueprint of `site` under its prefix."""
    for blueprint, prefix in site:
        app.register_blueprint(blueprint, url_prefix=prefix or None)
