"""The main navigation, by role."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import lazy_pgettext

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


POSTING = ("posting.show_what", "posting.show_who", "posting.show_check")
PROFILE = (
    "guide",
    "availability",
    "own_shifts",
    *(f"profile{room}" for room in ("", "_skills", "_languages", "_interests", "_credentials", "_limits")),
)
RECOGNITION = ("badges", "signed_badges", "kudos", "card")
CONCERNS = ("concerns.show_concerns", "concerns.show_concern", "concerns.handle")
HOURS = (
    *(f"hours{room}" for room in ("", "_reporting", "_confirming", "_disputes", "_company")),
    *("time_off", "time_off_deciding", "payroll", "certificates", "issued_certificates"),
)
IMPACT = (
    *("impact", "impact_own", "impact_partner", "impact_reports"),
    *("retention", "retention_lists", *RECOGNITION),
)
CHALLENGES = (
    *("challenges", "boards", "photos"),
    *(f"challenge_{room}" for room in ("making", "entries", "decisions", "catalogue")),
)
APPEALS = ("absences.show_appeals", "absences.show_decision", "absences.decide")
STAFF = (
    Place(
        lazy_pgettext("navigation", "Approvals"),
        "inbox",
        "approvals.show_queue",
        ("approvals", "verification", "cover_requests", "kudos_queue", "photo_queue", *APPEALS, *CONCERNS),
    ),
    Place(
        lazy_pgettext("navigation", "Needs"),
        "hand-heart",
        "opportunities.list_opportunities",
        (
            "opportunities",
            "sessions",
            "session_changes",
            "opportunity_state",
            "coming",
            "accepting",
            "exposure",
            "proposals",
            *POSTING,
        ),
    ),
    Place(
        lazy_pgettext("navigation", "People"),
        "users",
        "directory.list_people",
        ("directory", "blocks", "shifts", "shift_mappings", "shift_activities"),
    ),
    Place(lazy_pgettext("navigation", "Partners"), "building-2", "verifying.list_partners", ("verifying",)),
    Place(lazy_pgettext("navigation", "Hours given"), "hourglass", "hours_company.show_company", HOURS),
    Place(lazy_pgettext("navigation", "Impact"), "chart-no-axes-column", "impact.show_impact", IMPACT),
    Place(lazy_pgettext("navigation", "Challenges"), "leaf", "challenges.list_all", CHALLENGES),
)
ADMINISTRATION = Place(
    lazy_pgettext("navigation", "Administration"),
    "settings",
    "administration.show_overview",
    (
        "administration",
        "company_invitations",
        "sites",
        "company_settings",
        "audit",
        "outbox",
        "jobs",
        "webhooks",
        "time_off_terms",
        "catalogue",
        "factor_versions",
        "badge_keys",
    ),
)

PLACES: dict[Role, tuple[Place, ...]] = {
    Role.AGENT: (
        Place(
            lazy_pgettext("navigation", "For you"),
            "sparkles",
            "opportunities.list_opportunities",
            ("browsing", "opportunities"),
        ),
        Place(
            lazy_pgettext("navigation", "My commitments"),
            "calendar-days",
            "matches.show_commitments",
            ("matches", "claims", "cover", "absences"),
        ),
        Place(lazy_pgettext("navigation", "Hours given"), "hourglass", "hours.show_hours", (*HOURS, *IMPACT)),
        Place(lazy_pgettext("navigation", "Challenges"), "leaf", "challenges.list_all", CHALLENGES),
        Place(lazy_pgettext("navigation", "Profile and hours"), "sliders-horizontal", "profile.show_profile", PROFILE),
    ),
    Role.PARTNER_MEMBER: (
        Place(
            lazy_pgettext("navigation", "My needs"),
            "hand-heart",
            "opportunities.list_opportunities",
            ("opportunities", "sessions", "session_changes", "opportunity_state", "coming", *POSTING),
        ),
        Place(lazy_pgettext("navigation", "Post a need"), "plus", "posting.choose_template"),
        Place(
            lazy_pgettext("navigation", "Hours given"), "hourglass", "hours_confirming.show_waiting", (*HOURS, *IMPACT)
        ),
        Place(lazy_pgettext("navigation", "Our organisation"), "building-2", "partners.show_profile", ("partners",)),
    ),
    Role.COORDINATOR: STAFF,
    Role.ADMINISTRATOR: (*STAFF, ADMINISTRATION),
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
