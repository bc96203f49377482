"""Every error has a page in plain words, and a fragment form, for HTMX swaps what it gets."""

import logging
import sqlite3

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin
from jinja2_fragments.flask import render_block
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import BadRequest, HTTPException

from volunteer_match.extensions import db

log = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "5"
STANDALONE = frozenset({500, 503})
"""Pages that must not ask the database for anything."""


def _answer(code: int, **values: object) -> tuple[str, int]:
    template = "errors/standalone.html" if code in STANDALONE else "errors/error.html"
    if request.headers.get("HX-Request"):
        return render_block(template, "error", code=code, **values), code
    return render_template(template, code=code, **values), code


def handle_http(error: HTTPException) -> ResponseReturnValue:
    """A known error, from `abort` or from Flask itself."""
    if error.response is not None:
        return error.response
    db.session.rollback()
    return _answer(error.code or 500)


def handle_database(error: DBAPIError | PoolTimeoutError) -> ResponseReturnValue:
    """Locked, full or gone: nothing was kept, the person may try again. A value it can't take is the sender's."""
    if isinstance(error, DataError):
        log.warning("a value that the database can't take in %s %s", request.method, request.endpoint)
        return handle_http(BadRequest())
    if isinstance(error, DBAPIError) and not (isinstance(error, OperationalError) or error.connection_invalidated):
        return handle_unexpected(error)
    log.error("database out of reach: %s", _cause(error))
    _forget_session()
    body, code = _answer(503)
    return body, code, {"Retry-After": RETRY_AFTER_SECONDS}


def _cause(error: DBAPIError | PoolTimeoutError) -> str:
    """The kind of fault, and SQLite's few words on it. Another database's may name hosts and accounts."""
    cause = getattr(error, "orig", None) or error
    kind = type(cause).__name__
    return f"{kind} ({cause})" if isinstance(cause, sqlite3.Error) else kind


def handle_unexpected(error: Exception) -> ResponseReturnValue:
    """A fault of ours: logged with its trace, told without."""
    log.exception("unexpected fault in %s %s", request.method, request.endpoint, exc_info=error)
    _forget_session()
    return _answer(500)


def _forget_session() -> None:
    # Nobody is "signed in" on these pages: telling who it is would need the database.
    g._login_user = AnonymousUserMixin()
    try:
        db.session.rollback()
    except DBAPIError:
        db.session.remove()


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, handle_http)
    app.register_error_handler(DBAPIError, handle_database)
    app.register_error_handler(PoolTimeoutError, handle_database)
    app.register_error_handler(Exception, handle_unexpected)
