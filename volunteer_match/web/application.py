"""The application as the web package sees it: Flask with its typed settings, and one transaction a request."""

from flask import Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from volunteer_match.config import Config
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.web.requests import CleanRequest

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Application(Flask):
    """Flask, with one transaction a request: kept when the answer is a success, undone when it is not."""

    settings: Config
    request_class = CleanRequest

    def preprocess_request(self) -> ResponseReturnValue | None:
        if "\x00" in request.path:
            abort(404)  # PostgreSQL takes no such text, so nothing can be found by it
        if request.method not in SAFE_METHODS:
            view = self.view_functions.get(request.endpoint or "")
            if (most := getattr(view, "accepts_bytes", None)) is not None:
                request.max_content_length = max(most, self.settings.max_body_bytes)
            # The whole body is read (or refused as too large) before the database is asked for anything:
            # a slow sender must not hold SQLite's only place for writers.
            _ = request.form
            if not getattr(view, "begins_reading", False):
                begin_write(db.session)
        return super().preprocess_request()

    def dispatch_request(self) -> Response:
        response = self.make_response(super().dispatch_request())
        if response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
        return response


def settings() -> Config:
    """The settings of the application that is running."""
    app = current_app
    assert isinstance(app, Application)
    return app.settings
