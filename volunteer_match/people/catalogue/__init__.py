"""What the house knows before anybody signs in: skills, credentials, causes and languages, with a forgiving search."""

from volunteer_match.people.catalogue.languages import OFFERED_LANGUAGES, SIGN_LANGUAGES, SPOKEN_LANGUAGES
from volunteer_match.people.catalogue.naming import language_name
from volunteer_match.people.catalogue.reader import (
    CatalogueSkill,
    Cause,
    CredentialKind,
    SkillGroup,
    read_catalogue,
    read_causes,
    read_credential_kinds,
    read_groups,
)
from volunteer_match.people.catalogue.search import Hit, Searchable, SearchEntry, search_entry, search_skills

__all__ = [
    "OFFERED_LANGUAGES",
    "SIGN_LANGUAGES",
    "SPOKEN_LANGUAGES",
    "CatalogueSkill",
    "Cause",
    "CredentialKind",
    "Hit",
    "SearchEntry",
    "Searchable",
    "SkillGroup",
    "language_name",
    "read_catalogue",
    "read_causes",
    "read_credential_kinds",
    "read_groups",
    "search_entry",
    "search_skills",
]
