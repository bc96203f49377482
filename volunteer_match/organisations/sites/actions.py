"""Adding and renaming sites and teams."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.organisations.models import Site, Team
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refusal, Refused


class SiteRefusal(Refusal):
    SITE_EXISTS = "There is a site of that name already."
    TEAM_EXISTS = "This site has a team of that name already."


@dataclass(frozen=True, slots=True)
class SiteValues:
    """`country` is an ISO 3166 code, `time_zone` an IANA name."""

    name: str
    country: str
    time_zone: str


def _keep(row: Site | Team, refusal: SiteRefusal, **values: str) -> None:
    """The database knows whether a name is taken, also when two people choose it at once."""
    try:
        with db.session.begin_nested():
            for name, value in values.items():
                setattr(row, name, value)
            db.session.add(row)
            db.session.flush()
    except IntegrityError as fault:
        raise Refused(refusal) from fault


def add_site(values: SiteValues, actor: Account, now: datetime) -> Site:
    """A new site of the actor's company. Raises Refused(SITE_EXISTS)."""
    site = Site(company_id=actor.company_id, name=values.name, country=values.country, time_zone=values.time_zone)
    _keep(site, SiteRefusal.SITE_EXISTS)
    record("site.add", actor, now, subject=site)
    return site


def edit_site(site: Site, values: SiteValues, actor: Account, now: datetime) -> None:
    """Raises Refused(SITE_EXISTS)."""
    _keep(site, SiteRefusal.SITE_EXISTS, **asdict(values))
    record("site.edit", actor, now, subject=site)


def add_team(site: Site, name: str, actor: Account, now: datetime) -> Team:
    """A new team at the site. Raises Refused(TEAM_EXISTS)."""
    team = Team(company_id=site.company_id, site_id=site.id, name=name)
    _keep(team, SiteRefusal.TEAM_EXISTS)
    record("team.add", actor, now, subject=team)
    return team


def rename_team(team: Team, name: str, actor: Account, now: datetime) -> None:
    """Raises Refused(TEAM_EXISTS)."""
    _keep(team, SiteRefusal.TEAM_EXISTS, name=name)
    record("team.edit", actor, now, subject=team)
