"""One template serves the page and its fragment: HTMX gets a block of it, everybody else the whole page."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2_fragments.flask import render_block


def is_fragment() -> bool:
    """Whether HTMX asks for a part of a page (a boosted or history request asks for all of it)."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") == "partial"


def page(template: str, *, block: str = "content", status: int = 200, **values: Any) -> ResponseReturnValue:
    """Renders `template`, or only its `block` when a fragment is asked for."""
    if is_fragment():
        return render_block(template, block, **values), status
    return render_template(template, **values), status


def see_other(endpoint: str, **values: Any) -> Response:
    """A success: 303 to another page, which browsers and HTMX alike then fetch."""
    return make_response(redirect(url_for(endpoint, **values), 303))


def go_to(address: str) -> Response:
    """A success: 303 to an address made by `local_address` or `url_for`."""
    return make_response(redirect(address, 303))


def local_address(raw: str | None, default: str) -> str:
    """`raw` if it is a path on this site, else `default`: nobody is sent elsewhere by a crafted link."""
    is_path = bool(raw) and raw is not None and raw.startswith("/") and not raw.startswith(("//", "/\\"))
    return raw if is_path and raw and not any(ord(c) < 32 for c in raw) else default
