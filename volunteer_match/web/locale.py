"""Language and direction of what is shown: the person's choice, else what the browser asks for."""

from dataclasses import dataclass

from babel import Locale
from flask import g, has_request_context, request
from flask_babel import Babel
from flask_login import current_user

from volunteer_match.web import pseudo
from volunteer_match.web.application import Application

LOCALES = ("en",)


@dataclass(frozen=True, slots=True)
class PageLocale:
    """For the html element: `language` is a BCP 47 tag, `text_direction` is ltr or rtl."""

    language: str
    text_direction: str


def page_locale(code: str) -> PageLocale:
    """Of what is written outside a request, such as an e-mail."""
    return PageLocale(code, Locale.parse(code, sep="-").text_direction)


def select_locale() -> str:
    """The locale of this request."""
    if not has_request_context():
        return "en"
    chosen = current_user.locale if current_user and current_user.is_authenticated else None
    return chosen if chosen in LOCALES else request.accept_languages.best_match(LOCALES) or "en"


def text_direction() -> str:
    """`ltr` or `rtl`, for the html element."""
    if has_request_context() and g.get("is_pseudo_locale"):
        return "rtl"
    return Locale.parse(select_locale(), sep="-").text_direction


def init_app(app: Application, babel: Babel) -> None:
    babel.init_app(app, locale_selector=select_locale, timezone_selector=lambda: "UTC")
    if not app.settings.is_production:
        app.extensions["babel"].domain_instance = pseudo.SwitchableDomain()
        pseudo.init_app(app)
