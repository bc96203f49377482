"""Language and direction of what is shown: the person's choice, else what the browser asks for."""

from dataclasses import dataclass

from babel import Locale
from flask import g, has_request_context, request, session
from flask_babel import Babel, get_locale
from flask_login import current_user
from markupsafe import Markup

from volunteer_match.web import pseudo
from volunteer_match.web.application import Application

SOURCE = "en"
"""The language that the texts in the code are written in."""
LANGUAGE_NAMES = {SOURCE: "English", "es": "Español"}
"""Each in its own language, for those who look for theirs."""
LOCALES = tuple(LANGUAGE_NAMES)
_CHOSEN = "language"


@dataclass(frozen=True, slots=True)
class PageLocale:
    """For the html element: `language` is a BCP 47 tag, `text_direction` is ltr or rtl."""

    language: str
    text_direction: str


def page_locale(code: str) -> PageLocale:
    """Of what is written outside a request, such as an e-mail."""
    return PageLocale(code, Locale.parse(code, sep="-").text_direction)


def select_locale() -> str:
    """The locale of this request: of the account, else as chosen in this browser, else as the browser asks."""
    if not has_request_context():
        return SOURCE
    is_known = current_user and current_user.is_authenticated
    chosen = current_user.locale if is_known else session.get(_CHOSEN)
    return chosen if chosen in LOCALES else request.accept_languages.best_match(LOCALES) or SOURCE


def shown_locale() -> Locale:
    """The locale in which texts are shown at this moment: the request's, or that of the receiver of an e-mail."""
    return get_locale() or Locale(SOURCE)


def in_language(text: str | None, language: str) -> str | Markup:
    """What somebody wrote in `language`, marked with it where the page around it is in another one."""
    if not text or language.partition("-")[0] == shown_locale().language:
        return text or ""
    return Markup('<span lang="{}">{}</span>').format(language, text)


def remember_locale(locale: str) -> None:
    """Keeps the choice of somebody who is not signed in, with the cookie that is there anyway."""
    session[_CHOSEN] = locale


def text_direction() -> str:
    """`ltr` or `rtl`, for the html element."""
    if has_request_context() and g.get("is_pseudo_locale"):
        return "rtl"
    return shown_locale().text_direction


def init_app(app: Application, babel: Babel) -> None:
    babel.init_app(app, locale_selector=select_locale, timezone_selector=lambda: "UTC")
    babel.domain_instance = pseudo.SwitchableDomain()
    if not app.settings.is_production:
        pseudo.init_app(app)
