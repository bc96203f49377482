"""The company, its staff and its partners."""

from typing import Any

from volunteer_match.demo.files import prose, read_table
from volunteer_match.demo.shape import DemoCompany, DemoPartner, DemoPerson, DemoSite, DemoTeam
from volunteer_match.demo.story import DemoBlock, DemoConcern
from volunteer_match.glossary import ConcernCategory, Role


def read_company() -> DemoCompany:
    """The employer with its sites and teams."""
    entry, sites = read_table("company")["company"], read_table("sites")["site"]
    return DemoCompany(
        name=entry["name"],
        time_zone=entry["time_zone"],
        sites=tuple(DemoSite(site["key"], site["name"], site["country"], site["time_zone"]) for site in sites),
        teams=tuple(DemoTeam(team, site["key"]) for site in sites for team in site["teams"]),
    )


def _person(entry: dict[str, Any], role: Role, time_zone: str) -> DemoPerson:
    return DemoPerson(entry["email"], entry["given"], entry["family"], role, time_zone)


def read_staff() -> tuple[DemoPerson, ...]:
    """Coordinators, and after them the administrator."""
    return tuple(_person(entry, Role(entry["role"]), entry["time_zone"]) for entry in read_table("company")["staff"])


def read_partners() -> tuple[DemoPartner, ...]:
    """The non-profits with their members; the first member of each answers for it."""
    return tuple(
        DemoPartner(
            key=entry["key"],
            name=entry["name"],
            mission=prose(entry["mission"]),
            website=entry["website"],
            city=entry["city"],
            country=entry["country"],
            time_zone=entry["time_zone"],
            cause=entry["cause"],
            is_verified=entry.get("is_verified", True),
            applied_days_ago=entry["applied"],
            members=tuple(_person(member, Role.PARTNER_MEMBER, entry["time_zone"]) for member in entry["members"]),
        )
        for entry in read_table("company")["partner"]
    )


def read_concerns() -> tuple[DemoConcern, ...]:
    """What agents have reported."""
    return tuple(
        DemoConcern(
            reporter=entry["reporter"],
            opportunity=entry["opportunity"],
            category=ConcernCategory(entry["category"]),
            body=entry["body"],
            days_ago=entry["days_ago"],
            outcome=entry.get("outcome", ""),
        )
        for entry in read_table("company")["concern"]
    )


def read_blocks() -> tuple[DemoBlock, ...]:
    """Whom a coordinator keeps from a partner for a while."""
    by = read_staff()[0].email
    return tuple(
        DemoBlock(entry["agent"], entry["partner"], entry["reason"], by, entry["days_ago"], entry["ends_in"])
        for entry in read_table("company")["block"]
    )
