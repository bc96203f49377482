"""Static files: addresses that carry a mark of the content, one stylesheet of many, and the best compression once.

Browsers keep a marked file for a year. The stylesheets are written in parts and sent as one, because a first visit on a
slow line pays for every request. Comments and indentation, a tenth of the weight, stay here. What is text is compressed
as well as it can be, once for each process.
"""

import gzip
import hashlib
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from flask import Flask, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

BUNDLES = {
    "css/site.css": (
        "css/tokens.css",
        "css/base.css",
        "css/layout.css",
        "css/components/forms.css",
        "css/components/cards.css",
        "css/components/panels.css",
        "css/components/notices.css",
    ),
    # The account menu and the bell are on every page of whoever is signed in.
    "js/site.js": ("js/elements.js", "js/pop-menu.js", "js/inbox-poll.js"),
}
"""Names that stand for several files, in this order."""

COMMENTS = {".css": re.compile(rb"/\*.*?\*/", re.DOTALL), ".js": re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)}
SPACE = {".css": re.compile(rb"(?<=[{};,:])\s+|;?\s+(?=})|\s+(?={)"), ".js": re.compile(rb"(?<=\n)[ \t]+")}
COPIED = "vendor"
"""The folder whose files are sent as they came."""

COMPRESSED = frozenset({".css", ".js", ".svg", ".txt", ".md"})


def _sources(name: str) -> tuple[Path, ...]:
    folder = str(current_app.static_folder)
    joined = [safe_join(folder, part) for part in BUNDLES.get(name, (name,))]
    return tuple(Path(path) for path in joined if path is not None)


@lru_cache(maxsize=512)
def _body(paths: tuple[Path, ...], modified: tuple[int, ...], encoding: str | None) -> bytes:
    body = b"".join(path.read_bytes() for path in paths)
    kind = paths[0].suffix
    if kind in SPACE and COPIED not in paths[0].parts:
        body = SPACE[kind].sub(b"", COMMENTS[kind].sub(b"", body))
    if encoding == "br":
        return bytes(brotli.compress(body))
    return gzip.compress(body, 9, mtime=0) if encoding == "gzip" else body


@lru_cache(maxsize=512)
def _mark(paths: tuple[Path, ...], modified: tuple[int, ...]) -> str:
    return hashlib.sha256(_body(paths, modified, None)).hexdigest()[:10]


def _modified(paths: tuple[Path, ...]) -> tuple[int, ...]:
    return tuple(path.stat().st_mtime_ns for path in paths)


def static_url(name: str) -> str:
    """The address of a file or bundle in static/, with the mark of its content. Raises FileNotFoundError."""
    paths = _sources(name)
    return url_for("static", filename=name, v=_mark(paths, _modified(paths)))


def serve_static(filename: str) -> ResponseReturnValue:
    """Answers for everything below /static/: text compressed, the rest as Flask does it."""
    if Path(filename).suffix not in COMPRESSED:
        return current_app.send_static_file(filename)
    paths = _sources(filename)
    if not paths or not all(path.is_file() for path in paths):
        abort(404)
    encoding = request.accept_encodings.best_match(("br", "gzip"))
    modified = _modified(paths)
    response = Response(_body(paths, modified, encoding), mimetype=mimetypes.guess_type(filename)[0])
    if encoding:
        response.content_encoding = encoding
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{_mark(paths, modified)}-{encoding or 'plain'}")
    return response.make_conditional(request)


def cache_for_long(response: Response) -> Response:
    """A marked address never changes what it means; an unmarked one is asked for again."""
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.args else "no-cache"
    return response


def init_app(app: Flask) -> None:
    app.jinja_env.globals["static_url"] = static_url
    app.view_functions["static"] = serve_static
    app.after_request(cache_for_long)
