"""A pseudo-locale, long and right to left, made from the English text. It shows in tests what breaks in translation."""

import re
from gettext import NullTranslations
from typing import Any

from flask import Flask, g, request
from flask_babel import Domain

COOKIE = "pseudo_locale"
ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
PARAMETER = re.compile(r"(%\([a-z_]+\)[sd]|<[^>]+>|&[a-z]+;)")


def stretch(text: str) -> str:
    """`text` a third longer and accented; parameters and tags stay as they are."""
    parts = PARAMETER.split(text)
    accented = "".join(part if index % 2 else part.translate(ACCENTS) for index, part in enumerate(parts))
    return f"{accented} {'~' * (len(text) // 3)}" if text.strip() else text


class PseudoTranslations(NullTranslations):
    """Answers every message with its stretched English."""

    def gettext(self, message: str) -> str:
        return stretch(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return stretch(msgid1 if n == 1 else msgid2)

    # The names that Flask-Babel asks for.
    ugettext = gettext
    ungettext = ngettext


class SwitchableDomain(Domain):
    """The usual translations, unless this request asks for the pseudo-locale."""

    def get_translations(self) -> Any:
        if g and g.get("is_pseudo_locale"):
            return PseudoTranslations()
        return super().get_translations()  # type: ignore[no-untyped-call]


def init_app(app: Flask) -> None:
    """Lets a cookie switch the pseudo-locale on; never called in production."""

    @app.before_request
    def note_pseudo_locale() -> None:
        g.is_pseudo_locale = request.cookies.get(COOKIE) == "1"
