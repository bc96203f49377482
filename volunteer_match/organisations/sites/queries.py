"""Reads of sites and teams."""

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.organisations.models import Site, Team


def list_sites(company_id: int | None) -> list[tuple[Site, list[Team]]]:
    """Every site with its teams, by name."""
    sites = list(db.session.scalars(select(Site).where(Site.company_id == company_id).order_by(Site.name)))
    teams = list(db.session.scalars(select(Team).where(Team.company_id == company_id).order_by(Team.name)))
    return [(site, [team for team in teams if team.site_id == site.id]) for site in sites]


def find_site(public_id: str, company_id: int | None) -> Site | None:
    return db.session.scalar(select(Site).where(Site.public_id == public_id, Site.company_id == company_id))


def find_team(public_id: str, company_id: int | None) -> Team | None:
    return db.session.scalar(select(Team).where(Team.public_id == public_id, Team.company_id == company_id))
