"""A language by its tag or by its name in English, Spanish or itself. Pure."""

import re
from functools import cache

from volunteer_match.integrations.concepts import same_word
from volunteer_match.people.catalogue.languages import OFFERED_LANGUAGES
from volunteer_match.people.catalogue.naming import language_name


@cache
def _known() -> dict[str, str]:
    names: dict[str, str] = {}
    for tag in OFFERED_LANGUAGES:
        for word in (tag, language_name(tag), language_name(tag, "es"), language_name(tag, tag)):
            names.setdefault(same_word(word), tag)
    return names


def find_language(entry: str) -> str | None:
    """The tag for `pl`, `Polish`, `polski`, `pt-BR`; a level behind it ("Polish B2") is left aside."""
    word = re.sub(r"\s+(?:[abc][12]|native|fluent)$", "", same_word(entry))
    return _known().get(word)
