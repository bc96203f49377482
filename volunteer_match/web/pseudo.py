"""A pseudo-locale, long and right to left, made from the English text. It shows in tests what breaks in translation."""

import re
from typing import Any

from babel.support import NullTranslations
from flask import Flask, g, request

from volunteer_match.web.translations import CatalogueDomain

COOKIE = "pseudo_locale"
ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
WORD = "~" * 8
"""What is added comes in words as long as words are."""
PARAMETER = re.compile(r"(%\([a-z_]+\)[sd]|<[^>]+>|&[a-z]+;)")


def stretch(text: str) -> str:
    """`text` a third longer, in words, and accented; parameters and tags stay as they are."""
    parts = PARAMETER.split(text)
    accented = "".join(part if index % 2 else part.translate(ACCENTS) for index, part in enumerate(parts))
    full, rest = divmod(len(text) // 3, len(WORD))
    longer = [WORD] * full + [WORD[:rest]] * (rest > 0)
    return " ".join([accented, *longer]) if text.strip() else text


class PseudoTranslations(NullTranslations):
    """Answers every message with its stretched English."""

    def gettext(self, message: str) -> str:
        return stretch(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return stretch(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return stretch(message)

    # The names that Flask-Babel asks for.
    ugettext = gettext
    ungettext = ngettext
    upgettext = pgettext


class SwitchableDomain(CatalogueDomain):
    """The usual translations, unless this request asks for the pseudo-locale (where `init_app` lets it)."""

    def get_translations(self) -> Any:
        if g and g.get("is_pseudo_locale"):
            return PseudoTranslations()
        return super().get_translations()


def init_app(app: Flask) -> None:
    """Lets a cookie switch the pseudo-locale on; never called in production."""

    @app.before_request
    def note_pseudo_locale() -> None:
        g.is_pseudo_locale = request.cookies.get(COOKIE) == "1"
