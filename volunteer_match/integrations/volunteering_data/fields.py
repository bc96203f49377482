"""What the fields of roles, activities and organisations mean here. Pure."""

from volunteer_match.integrations.concepts import (
    find_credential,
    find_skill,
    first_cause,
    local_name,
    plain_words,
    same_word,
)
from volunteer_match.integrations.identity import derived_id
from volunteer_match.integrations.moments import Moment, parse_iso
from volunteer_match.integrations.needs import FlagCode, ImportedPartner
from volunteer_match.integrations.options import ReadOptions
from volunteer_match.integrations.review import Review
from volunteer_match.integrations.volunteering_data import graph
from volunteer_match.integrations.volunteering_data.graph import Node
from volunteer_match.integrations.volunteering_data.reader import RawNeed

TITLES = ("title", "roleTitle", "activityTitle", "label", "name", "prefLabel")
NAMES = ("name", "organisationName", "label", "title", "legalName")
DESCRIPTIONS = ("description", "roleDescription", "activityDescription", "organisationDescription", "comment")
REMOTE = ("allowsRemoteParticipation", "roleAllowsRemoteParticipation")
LINKS = ("applyLink", "roleApplyLink", "applylink", "url")
MINORS_CAUSES = {"YouthAndChildren", "InCare"}


def title_of(need: RawNeed) -> str:
    """The role's; the activity's where the role has none."""
    return graph.first_text(need.role, *TITLES) or graph.first_text(need.activity, *TITLES)


def source_id_of(need: RawNeed, review: Review) -> str:
    """The id of the role, of the activity (with the number of the role), or one derived from the words."""
    role, activity = graph.id_of(need.role), graph.id_of(need.activity)
    if role or (activity and not need.role):
        return role or activity
    if activity:
        return f"{activity}#{same_word(graph.first_text(need.role, *TITLES)).replace(' ', '-')}"
    review.note(FlagCode.NO_SOURCE_ID)
    owner = graph.id_of(need.organisation) or graph.first_text(need.organisation, *NAMES)
    return derived_id(owner, graph.first_text(need.activity, *TITLES), graph.first_text(need.role, *TITLES))


def partner_of(need: RawNeed) -> ImportedPartner | None:
    """None where the file neither names nor identifies it. A nameless one is known by its id alone."""
    organisation, review = need.organisation, Review()
    name, source_id = review.line(graph.first_text(organisation, *NAMES)), graph.id_of(organisation)
    if not (name or source_id):
        return None
    return ImportedPartner(
        source_id=source_id or derived_id(name),
        name=name,
        description=review.text(graph.first_text(organisation, *DESCRIPTIONS)),
        website=review.link(graph.first_link(organisation, "website", "organisationWebsite", "url")),
        cause=first_cause(graph.terms_under(organisation, "cause", "organisationCause")),
    )


def apply_link(need: RawNeed) -> str:
    """Where to apply, as the role, the activity or the first of its sessions has it."""
    nodes = (need.role, need.activity, *graph.nodes(need.activity, need.index, "session", "activitySession")[:1])
    return next((link for node in nodes if (link := graph.first_link(node, *LINKS))), "")


def publish_end(need: RawNeed, options: ReadOptions) -> Moment | None:
    """Until when the activity is advertised."""
    return parse_iso(graph.first_text(need.activity, "publishEndDate", "activityPublishEndDate"), options.zone)


def causes_of(need: RawNeed) -> list[str]:
    """Of the activity, then of the organisation."""
    own = graph.terms_under(need.activity, "cause", "activityCause")
    return own or graph.terms_under(need.organisation, "cause", "organisationCause")


def is_about_minors(need: RawNeed) -> bool:
    return bool(MINORS_CAUSES & {local_name(term) for term in causes_of(need)})


def requirements(need: RawNeed, review: Review) -> tuple[str, ...]:
    """The credentials asked for; what has no place here is flagged by its label."""
    found: list[str] = []
    for node in (need.role, need.activity):
        for term in graph.terms_under(node, "requirement", "roleRequirement"):
            if credential := find_credential(term):
                found.append(credential)
            else:
                review.note(FlagCode.REQUIREMENT_NOT_MAPPED, review.line(plain_words(local_name(term))))
    return tuple(dict.fromkeys(found))


def skills_of(need: RawNeed, review: Review) -> tuple[str, ...]:
    """Ids of the catalogue; a skill that it lacks is flagged by its label."""
    found: list[str] = []
    for term in graph.terms_under(need.role, "skill", "roleSkill") or graph.terms_under(need.activity, "skill"):
        if skill := find_skill(term):
            found.append(skill)
        else:
            review.note(FlagCode.SKILL_NOT_MAPPED, review.line(plain_words(local_name(term))))
    return tuple(dict.fromkeys(found))


def age_of(node: Node, *terms: str) -> int | None:
    """Whole years from 1 to 120; 0 asks for nothing."""
    for value in graph.values(node, *terms):
        plain = graph.literal(value)
        if isinstance(plain, str) and plain.strip().isdecimal() and len(plain) < 5:
            plain = int(plain)
        if isinstance(plain, int | float) and not isinstance(plain, bool) and 1 <= plain <= 120:
            return int(plain)
    return None
