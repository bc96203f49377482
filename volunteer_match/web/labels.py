"""Words for codes, in the reader's language."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from babel.numbers import format_decimal
from flask import Flask
from flask_babel import gettext, lazy_gettext

from volunteer_match.glossary import MatchState, OpportunityState, Verdict
from volunteer_match.people.catalogue.naming import language_name as catalogue_language_name
from volunteer_match.people.catalogue.reader import IMPORTED_GROUP, read_causes, read_credential_kinds, read_groups
from volunteer_match.people.models import Account
from volunteer_match.web.code_words import LABELS
from volunteer_match.web.folding import capitalised, folded
from volunteer_match.web.locale import shown_locale

LEVELS = {
    1: lazy_gettext("Beginner"),
    2: lazy_gettext("Intermediate"),
    3: lazy_gettext("Advanced"),
    4: lazy_gettext("Expert"),
}
PROFICIENCIES = {1: "A1", 2: "A2", 3: "B1", 4: "B2", 5: "C1", 6: "C2", 7: lazy_gettext("native")}


def label(code: Enum | str) -> str:
    """The words for a member of the glossary; a plain string is a state or a verdict."""
    if isinstance(code, Enum):
        return str(LABELS[type(code), code.value])
    return str(next(LABELS[sort, code] for sort in (MatchState, OpportunityState, Verdict) if (sort, code) in LABELS))


def level_name(level: int) -> str:
    """1 to 4 in words."""
    return str(LEVELS[level])


def proficiency_name(level: int) -> str:
    """1 to 7: "A1" … "C2", "native"."""
    return str(PROFICIENCIES[level])


def reading_language() -> str:
    """The language that skills are shown in to the reader: "en" or "es"."""
    return "es" if shown_locale().language == "es" else "en"


def _named(entry: Any) -> str:
    return str(entry.name_es if reading_language() == "es" and entry.name_es else entry.name_en)


def skill_name(skill: Any) -> str:
    """The name of a catalogue row, or of a shipped entry."""
    return _named(skill)


def language_word(tag: str) -> str:
    """ "Polish" for pl, as within a sentence: "polaco" in Spanish; the tag itself where nobody named it."""
    return catalogue_language_name(tag, shown_locale().language)


def language_name(tag: str) -> str:
    """The same as it stands alone, or at the start of a line: "Polaco"."""
    return capitalised(language_word(tag))


def named_languages(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Tags with their names, in the order of the names."""
    return sorted(((tag, language_name(tag)) for tag in tags), key=lambda pair: folded(pair[1]))


def credential_name(kind: str) -> str:
    return next((_named(entry) for entry in read_credential_kinds() if entry.id == kind), kind)


def credential_help(kind: str) -> str:
    """What a credential of this kind is, in a sentence or two."""
    found = next(entry for entry in read_credential_kinds() if entry.id == kind)
    return found.help_es if reading_language() == "es" else found.help_en


def cause_name(cause: str) -> str:
    return next((_named(entry) for entry in read_causes() if entry.id == cause), cause)


def group_name(group: str) -> str:
    if group == IMPORTED_GROUP:
        return gettext("Imported skills")
    return next((_named(entry) for entry in read_groups() if entry.id == group), group)


def actor_name(actor: Account | None, viewer: Account) -> str:
    """Who did something, to whoever reads of it; None is the platform."""
    if actor is None:
        return gettext("Volunteer Match")
    return gettext("You") if actor.id == viewer.id else actor.display_name


def country_name(code: str) -> str:
    """The country of an ISO 3166 code."""
    return str(shown_locale().territories.get(code, code))


def decimal(number: float, digits: int = 1) -> str:
    """ "82.5" or "82,5": with so many digits behind the point, or the comma, of the reader."""
    return format_decimal(number, format="#,##0." + "0" * digits, locale=shown_locale())


def factor_words(factor: float) -> str:
    """ "× 0.9", as a person would write it."""
    return gettext("× %(factor)s", factor=format_decimal(float(f"{factor:.3g}"), locale=shown_locale()))


def fit_words(tenths: int) -> str:
    """A fit in words: the number alone says little to somebody who sees it first."""
    if tenths >= 900:
        return gettext("excellent fit")
    if tenths >= 750:
        return gettext("strong fit")
    return gettext("good fit") if tenths >= 600 else gettext("possible fit")


def init_app(app: Flask) -> None:
    app.jinja_env.filters["capitalised"] = capitalised
    app.jinja_env.globals.update(
        cause_name=cause_name,
        country_name=country_name,
        credential_help=credential_help,
        credential_name=credential_name,
        decimal=decimal,
        fit_words=fit_words,
        group_name=group_name,
        label=label,
        language_name=language_name,
        level_name=level_name,
        proficiency_name=proficiency_name,
        skill_name=skill_name,
    )
