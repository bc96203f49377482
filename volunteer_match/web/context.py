"""What every page knows. Each value is worked out only when a template asks for it: an error page may not."""

from typing import Any

from flask import Flask, g, request
from flask_login import current_user
from jinja2 import StrictUndefined
from werkzeug.local import LocalProxy

from volunteer_match.notifications.queries import count_unread
from volunteer_match.web import locale
from volunteer_match.web.clock import now
from volunteer_match.web.csrf import masked_csrf_token
from volunteer_match.web.fragments import local_address
from volunteer_match.web.messages import page_messages
from volunteer_match.web.navigation import navigation_for


def _inbox_count() -> int:
    """Asked once a request, however often a template looks."""
    if "inbox_count" not in g:
        g.inbox_count = count_unread(current_user.id, now()) if current_user.is_authenticated else 0
    return int(g.inbox_count)


def _page_address() -> str:
    """Where the reader is, to come back to after a change of language; the start page where that was no page."""
    return local_address(request.full_path.removesuffix("?"), "/") if request.method == "GET" else "/"


def page_context() -> dict[str, Any]:
    return {
        "csrf_token": masked_csrf_token,
        "locale": LocalProxy(lambda: locale.PageLocale(locale.shown_locale().language, locale.text_direction())),
        "language_names": locale.LANGUAGE_NAMES,
        "page_address": LocalProxy(_page_address),
        "page_messages": LocalProxy(page_messages),
        "navigation": LocalProxy(lambda: navigation_for(current_user)),
        "inbox_count": LocalProxy(_inbox_count),
    }


def init_app(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    # Macros are imported without the page's context; without this they would get Flask-WTF's unmasked token.
    app.jinja_env.globals["csrf_token"] = masked_csrf_token
    app.jinja_env.globals["in_language"] = locale.in_language
    app.context_processor(page_context)
