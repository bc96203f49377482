"""Addresses of static files carry a mark of their content, so browsers may keep them for a year."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for


@lru_cache(maxsize=512)
def _mark(path: Path, modified: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def static_url(name: str) -> str:
    """The address of a file in static/, with the mark of its content."""
    path = Path(current_app.static_folder or "") / name
    return url_for("static", filename=name, v=_mark(path, path.stat().st_mtime_ns))


def cache_for_long(response: Response) -> Response:
    """A marked address never changes what it means; an unmarked one is asked for again."""
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.args else "no-cache"
    return response


def init_app(app: Flask) -> None:
    app.jinja_env.globals["static_url"] = static_url
    app.after_request(cache_for_long)
