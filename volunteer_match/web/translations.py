"""The texts in other languages, read from their .po files into memory: nothing has to be compiled before."""

from functools import cache
from io import BytesIO
from pathlib import Path

import wtforms
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

FOLDER = Path(__file__).parents[1] / "translations"
WTFORMS = Path(wtforms.__file__).parent / "locale"


def catalogue_file(language: str) -> Path:
    """Where the texts of `language` are kept."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


@cache
def read_translations(language: str) -> NullTranslations:
    """The texts of `language`; after ours those of WTForms. English is what stands in the code, so it has no file."""
    file = catalogue_file(language)
    if not file.exists():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as texts:
        write_mo(compiled, read_po(texts, locale=language))
    compiled.seek(0)
    translations = Translations(compiled)
    translations.add_fallback(Translations.load(WTFORMS, [language], "wtforms"))
    return translations


class CatalogueDomain(Domain):
    """Flask-Babel with our catalogues."""

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        return read_translations(locale.language if locale else "en")
