"""Every page of the site: each GET rule with the values it needs, taken from the demo world."""

from collections.abc import Iterator

from flask import url_for
from sqlalchemy import select
from werkzeug.routing import Rule

from tests.journeys.finders import challenges, matches, needs, staff
from tests.journeys.finders.asking import Finder, Values
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.people.models import Account
from volunteer_match.web.access import PUBLIC, SIGNED_IN, guard_of
from volunteer_match.web.application import Application

NO_PAGES = frozenset(
    {
        "static",
        "health.livez",
        "health.readyz",
        "catalogue.suggest",
        "styleguide.suggest",
        "personal_data.download",
        "photos.download_own",
        "photos.show_picture",
        "photos.show_thumbnail",
        "hours.download_hours",
        "hours_company.download_company",
        "payroll.download",
        "factor_versions.download",
        "calendar.show_feed",
        "certificates.download",
        "impact_reports.download_csv",
        "impact_reports.download_json",
        "impact_reports.download_pdf",
        "open_badges.show_achievement",
        "open_badges.show_issuer",
        "open_badges.show_key",
        "open_badges.show_keys",
        "open_badges.show_status",
        "signed_badges.download_badge",
        "signed_badges.download_certificate",
        "calendar.download_match",
        "badges.show_picture",
        "guide.start",
        "claims.show_claim",
        "inbox.show_count",
        "boards.show_news",
    }
)
"""Answers that are files, JSON or plain text, and doors that only send on; claims of several sessions are in STATES."""


def _no_values(_viewer: Account | None) -> list[Values]:
    return [{}]


VALUES: dict[str, Finder] = {**needs.VALUES, **matches.VALUES, **challenges.VALUES, **staff.VALUES}

STATES: dict[Role | None, tuple[str, ...]] = {
    Role.AGENT: (
        "/opportunities?kind=tutoring&language=en&when=week&sort=newest",
        "/opportunities?q=nothing+is+called+this",
        "/nowhere",
    ),
    Role.PARTNER_MEMBER: ("/nowhere",),
    Role.COORDINATOR: (
        "/search?q=reading",
        "/search?q=zzzz",
        "/nowhere",
        "/people?q=zzzz",
        "/shifts/activities?name=Time+off",
        "/shifts/mappings/new?headings=Email,Day,Start,End",
        "/proposals/new?kind=captioning&days=7",
    ),
    Role.ADMINISTRATOR: ("/administration/accounts?q=maricel", "/administration/accounts?q=zzzz"),
    None: ("/nowhere", "/sign-in?next=/profile"),
}
"""Pages as they look after a question: filtered, empty, not found."""


def _may_see(rule: Rule, app: Application, role: Role | None) -> bool:
    guard = guard_of(app.view_functions[rule.endpoint])
    if role is None or guard == PUBLIC:
        return guard == PUBLIC and role is None
    return guard == SIGNED_IN or role in (guard or ())


DIFFERENT_FOR_EACH = frozenset({"certificates", "opportunities", "matches", "hours", "concerns", "searching", "home"})
"""Blueprints whose pages show each role something else; a page of any other looks the same to all who may see it."""

WALK = (None, Role.AGENT, Role.PARTNER_MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR)
"""The order of walking."""


def _is_walked_before(rule: Rule, app: Application, role: Role | None) -> bool:
    """Whether a role before this one sees the same page; the administrator's work as a coordinator always is."""
    if role is not Role.ADMINISTRATOR and rule.endpoint.split(".")[0] in DIFFERENT_FOR_EACH:
        return False
    return any(_may_see(rule, app, earlier) for earlier in WALK[1 : WALK.index(role)])


def page_rules(app: Application) -> Iterator[Rule]:
    """The rules that answer with a page."""
    return (
        rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES
    )


def addresses_for(app: Application, email: str | None, *, only_new: bool = False) -> list[str]:
    """Every page that this person may see; for nobody (None), the public ones. Needs a request context.

    `only_new` leaves out what looks the same to a role that is walked before. Administrators always leave that out:
    they see a coordinator's pages as the coordinator does.
    """
    viewer = db.session.scalar(select(Account).where(Account.email == email)) if email else None
    role = viewer.role if viewer else None
    only_new = only_new or role is Role.ADMINISTRATOR
    found = [
        url_for(rule.endpoint, **values)
        for rule in page_rules(app)
        if _may_see(rule, app, role) and not (only_new and _is_walked_before(rule, app, role))
        for values in (VALUES.get(rule.endpoint, _no_values)(viewer))
    ]
    return [*found, *STATES[role]]
