"""A form that was sent twice has one effect, also where the same words could well be meant a second time.

What tells the two apart is the CSRF token in the form: it is masked anew for every answer, so two forms with the same
token are one form, sent twice, while the same words in a page that was fetched anew are new.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import make_response, request
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import go_to
from volunteer_match.web.messages import tell
from volunteer_match.web.models import IdempotencyKey

View = TypeVar("View", bound=Callable[..., Any])


def once(view: View) -> View:
    """Answers the second of two equal forms as the first was answered. Goes directly above the view.

    The guard has made the person's requests take turns by then, so the first one is over before the second looks.
    """

    @wraps(view)
    def send_once(*args: Any, **kwargs: Any) -> Any:
        key = _key_of_form()
        if (location := _find_location(key)) is not None:
            tell(gettext("This was sent twice, and is kept once."), category="info")
            return go_to(location)
        answer = make_response(view(*args, **kwargs))
        if answer.status_code == 303:
            row = IdempotencyKey(account_id=current_user.id, key=key, location=answer.location, created_at=now())
            db.session.add(row)
        return answer

    return send_once  # type: ignore[return-value]


def _key_of_form() -> str:
    """Where it was sent, everything in it, and the token where it came as a header."""
    fields = sorted(request.form.items(multi=True))
    whole = repr((request.full_path, request.headers.get("X-CSRFToken"), fields))
    return hashlib.sha256(whole.encode()).hexdigest()


def _find_location(key: str) -> str | None:
    """Where the same form led a moment ago."""
    return db.session.scalar(
        select(IdempotencyKey.location).where(IdempotencyKey.account_id == current_user.id, IdempotencyKey.key == key)
    )
