"""How tests of pages browse: a client outside the test's own context, and the claim form."""

import contextvars
from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

from tests.checked_client import CheckedClient
from tests.matches.acts import Acts
from volunteer_match.extensions import db

SignIn = Callable[[str], CheckedClient]
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


class OutsideClient(CheckedClient):
    """Sends each request from outside the test's own application context, as a browser does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.rollback()
        return contextvars.Context().run(super().open, *args, **kwargs)


def claims_path(acts: Acts, need: str = "fractions") -> str:
    return f"/opportunities/{acts.world.ids[need]}/claims"


def claim_by_form(client: CheckedClient, acts: Acts, need: str = "fractions", **data: object) -> TestResponse:
    path, values = claims_path(acts, need), {"session": acts.session_ids(need), "note": "", **data}
    return client.send(path, values)
