"""From terms of the Volunteering Data Standard, and from plain words, to the entries of this catalogue. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from volunteer_match.glossary import BACKGROUND_CHECK
from volunteer_match.people.catalogue.reader import read_catalogue, read_causes, read_credential_kinds

BROADER = {
    # Causes of the standard that have no entry of their own here, with the broader one that the standard names.
    "CrimeExOffenders": "CrimeSafety",
    "Illness": "Health",
    "LocalAuthority": "Community",
    "LocalCommunity": "Community",
    "LoneParents": "Families",
    "LowIncomeHouseholds": "AntiPoverty",
    "OffendersAndExOffenders": "CrimeExOffenders",
    "Parents": "Families",
    "PhysicalDisability": "Disability",
    "ResidentsDisadvantagedNeighbourhoods": "LocalCommunity",
}
CHECKS = {
    "DBSCheck": BACKGROUND_CHECK,
    "dbs": BACKGROUND_CHECK,
    "dbs check": BACKGROUND_CHECK,
    "background checks": BACKGROUND_CHECK,
    "criminal record check": BACKGROUND_CHECK,
    "police check": BACKGROUND_CHECK,
    "pvg": BACKGROUND_CHECK,
}


def local_name(iri: str) -> str:
    """What stands behind the last "#", "/" or ":" of an IRI or a prefixed name."""
    return re.split(r"[#/:]", iri.strip().rstrip("/#"))[-1]


def plain_words(local: str) -> str:
    """`ActiveListening` as people write it: "active listening"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).lower() if " " not in local else local


def same_word(text: str) -> str:
    """A form in which case, accents and punctuation make no difference."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


@cache
def _skills() -> dict[str, str]:
    known: dict[str, str] = {}
    for skill in read_catalogue():
        words = (skill.id, skill.name_en, skill.name_es, *skill.synonyms_en, *skill.synonyms_es)
        known.update({same_word(word): skill.id for word in words if same_word(word) not in known})
        if skill.concept:
            known[local_name(skill.concept)] = skill.id
    return known


@cache
def _causes() -> dict[str, str]:
    known = {local_name(cause.concept): cause.id for cause in read_causes() if cause.concept}
    for cause in read_causes():
        known.update({same_word(word): cause.id for word in (cause.id, cause.name_en, cause.name_es)})
    return known


@cache
def _credentials() -> dict[str, str]:
    kinds = read_credential_kinds()
    return {**CHECKS, **{same_word(word): kind.id for kind in kinds for word in (kind.id, kind.name_en, kind.name_es)}}


def find_skill(term: str) -> str | None:
    """The catalogue's id for an IRI, a name or a synonym; None where nothing is the same."""
    return _skills().get(local_name(term)) or _skills().get(same_word(term))


def find_cause(term: str) -> str | None:
    """The cause for an IRI or a name, through the broader causes of the standard."""
    name = local_name(term)
    while name not in _causes() and name in BROADER:
        name = BROADER[name]
    return _causes().get(name) or _causes().get(same_word(term))


def find_credential(term: str) -> str | None:
    """The kind of credential for an IRI, an id or a name."""
    return _credentials().get(local_name(term)) or _credentials().get(same_word(term))


def first_cause(terms: Iterable[str]) -> str:
    """The first that is known here, or ""."""
    return next((cause for term in terms if (cause := find_cause(term))), "")
