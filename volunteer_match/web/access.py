"""Who may come in. Every view names its guard or is marked public; one without either is closed to all.

What is not yours answers as if it did not exist (404); who is not signed in is sent to sign in, and comes back.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, make_response, redirect, request, url_for
from flask_login import LoginManager, current_user

from volunteer_match.database.transactions import take_turn
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.web.application import SAFE_METHODS

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"
SIGNED_IN = "signed-in"
STAFF = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
VOLUNTEERS = frozenset({Role.AGENT, Role.COORDINATOR, Role.ADMINISTRATOR})
"""Staff of the company may volunteer too."""


def _guard(view: View, guard: Any) -> View:
    view.guard = guard  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Open to everybody."""
    return _guard(view, PUBLIC)


def signed_in(view: View) -> View:
    """Open to every signed-in person; what they see is scoped by the look-up."""
    return _guard(view, SIGNED_IN)


def only(*roles: Role) -> Callable[[View], View]:
    """Open to these roles."""
    return lambda view: _guard(view, frozenset(roles))


staff = only(*STAFF)
volunteers = only(*VOLUNTEERS)
partner_members = only(Role.PARTNER_MEMBER)
administrators = only(Role.ADMINISTRATOR)


def begins_reading(view: View) -> View:
    """Marks a changing view that works long before its first write and calls `begin_write` itself."""
    view.begins_reading = True  # type: ignore[attr-defined]
    return view


def by_itself(view: View) -> View:
    """Marks a view that open pages ask by themselves: being asked is no sign that somebody is there."""
    view.by_itself = True  # type: ignore[attr-defined]
    return view


def is_asked_by_somebody() -> bool:
    return not getattr(_view_of(request.endpoint), "by_itself", False)


def accepts_bytes(most: int) -> Callable[[View], View]:
    """Marks a view that takes files, which may be larger than forms are."""

    def mark(view: View) -> View:
        view.accepts_bytes = most  # type: ignore[attr-defined]
        return view

    return mark


def _view_of(endpoint: str | None) -> Callable[..., Any] | None:
    return current_app.view_functions.get(endpoint or "")


def guard_of(view: Callable[..., Any] | None) -> Any:
    """The guard of a view: PUBLIC, SIGNED_IN, a set of roles, or None."""
    return getattr(view, "guard", None)


def to_sign_in() -> Response:
    """Sends the signed-out to sign in: 303, or 401 with HX-Redirect to HTMX."""
    here = request.full_path.rstrip("?") if request.method == "GET" else ""
    address = url_for("sign_in.show_sign_in", next=here or None)
    if request.headers.get("HX-Request"):
        response = make_response("", 401)
        response.headers["HX-Redirect"] = address
        return response
    return make_response(redirect(address, 303))


def check_guard() -> Response | None:
    """Runs before every view."""
    guard = guard_of(_view_of(request.endpoint))
    if request.endpoint in (None, "static") or guard == PUBLIC:
        return None
    if guard is None:
        abort(404)
    if not current_user.is_authenticated:
        return to_sign_in()
    if guard != SIGNED_IN and current_user.role not in guard:
        abort(404)
    if request.method not in SAFE_METHODS and not getattr(_view_of(request.endpoint), "begins_reading", False):
        take_turn(db.session, current_user.id)
    return None


def init_app(app: Flask, login_manager: LoginManager) -> None:
    """Binds the guard, which runs before CSRF is checked."""
    login_manager.init_app(app)
    # Sessions are rows of ours; Flask-Login's own marking of addresses and browsers would add nothing.
    login_manager.session_protection = None
    app.before_request(check_guard)
