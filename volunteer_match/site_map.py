"""The whole site on one screen."""

from flask import Blueprint, Flask

from volunteer_match.matches.approvals.views import blueprint as approvals
from volunteer_match.matches.blocks.views import blueprint as blocks
from volunteer_match.matches.claims.views import blueprint as claims
from volunteer_match.matches.commitments.views import blueprint as commitments
from volunteer_match.matches.concerns.views import blueprint as concerns
from volunteer_match.matches.finding.views import blueprint as finding
from volunteer_match.matches.searching.views import blueprint as searching
from volunteer_match.people.catalogue.views import blueprint as catalogue
from volunteer_match.people.home.views import blueprint as home
from volunteer_match.people.reset.views import blueprint as reset
from volunteer_match.people.sign_in.views import blueprint as sign_in
from volunteer_match.web.health import blueprint as health
from volunteer_match.web.styleguide import blueprint as styleguide

SITE: tuple[tuple[Blueprint, str], ...] = (
    (home, ""),
    (sign_in, ""),
    (reset, ""),
    (catalogue, ""),
    (claims, ""),
    (commitments, ""),
    (approvals, ""),
    (finding, ""),
    (blocks, ""),
    (concerns, ""),
    (searching, ""),
    (health, ""),
)

DEVELOPMENT_ONLY: tuple[tuple[Blueprint, str], ...] = ((styleguide, ""),)


def register(app: Flask, site: tuple[tuple[Blueprint, str], ...]) -> None:
    """Registers every blueprint of `site` under its prefix."""
    for blueprint, prefix in site:
        app.register_blueprint(blueprint, url_prefix=prefix or None)
