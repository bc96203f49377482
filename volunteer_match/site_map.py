"""The whole site on one screen."""

from flask import Flask

from volunteer_match.people.sign_in.views import blueprint as sign_in
from volunteer_match.web.health import blueprint as health

SITE = (
    (sign_in, ""),
    (health, ""),
)


def register(app: Flask, site: tuple[tuple[object, str], ...]) -> None:
    """Registers every blueprint of `site` under its prefix."""
    for blueprint, prefix in site:
        app.register_blueprint(blueprint, url_prefix=prefix or None)  # type: ignore[arg-type]
