"""Static files: marked addresses, one stylesheet, the best compression, and nothing outside the folder."""

import gzip
import hashlib
import re

import pytest

from tests.house.tree import ROOT
from volunteer_match.web.application import Application
from volunteer_match.web.static_files import BUNDLES, static_url

STATIC = ROOT / "static"


def _address(app: Application, name: str) -> str:
    with app.test_request_context():
        return static_url(name)


def _without_spare_space(css: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\s*([{};,:])\s*", r"\1", css)).replace(";}", "}").strip()


def test_the_stylesheet_is_all_parts_in_order_without_comments(sqlite_app: Application) -> None:
    answer = sqlite_app.test_client().get(_address(sqlite_app, "css/site.css"))
    written = "".join((STATIC / part).read_text() for part in BUNDLES["css/site.css"])
    plain = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    assert _without_spare_space(answer.text) == _without_spare_space(plain)
    assert len(answer.text) < len(plain)
    assert answer.mimetype == "text/css"


def test_no_string_in_a_stylesheet_looks_like_a_comment() -> None:
    for part in BUNDLES["css/site.css"]:
        assert not re.search(r'"[^"\n]*(/\*|\*/)[^"\n]*"', (STATIC / part).read_text()), part


def test_every_stylesheet_is_in_the_bundle_or_asked_for_by_a_template() -> None:
    written = {str(path.relative_to(STATIC)) for path in (STATIC / "css").rglob("*.css")}
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    asked = set(re.findall(r"static_url\('(css/[^']+)'\)", templates))
    assert written == asked - set(BUNDLES) | set(BUNDLES["css/site.css"])


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)])
def test_text_is_compressed_as_the_browser_can_read_it(
    sqlite_app: Application, accepted: str, encoding: str | None
) -> None:
    answer = sqlite_app.test_client().get("/static/js/elements.js", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    if encoding == "gzip":
        sent = gzip.decompress(answer.data).decode()
        kept = [line.strip() for line in (STATIC / "js" / "elements.js").read_text().splitlines()]
        assert sent.splitlines() == [line for line in kept if not line.startswith("//")]


def test_what_was_copied_in_is_sent_as_it_came(sqlite_app: Application) -> None:
    answer = sqlite_app.test_client().get("/static/vendor/htmx/htmx.min.js")
    assert answer.data == (STATIC / "vendor" / "htmx" / "htmx.min.js").read_bytes()


def test_a_marked_file_is_kept_and_an_unmarked_one_asked_for_again(sqlite_app: Application) -> None:
    client = sqlite_app.test_client()
    marked = client.get(_address(sqlite_app, "js/elements.js"))
    assert "immutable" in marked.headers["Cache-Control"]
    plain = client.get("/static/js/elements.js")
    assert plain.headers["Cache-Control"] == "no-cache"
    again = client.get("/static/js/elements.js", headers={"If-None-Match": plain.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["css/none.css", "../pyproject.toml", "..%2f..%2fhosts.txt", "js", "fonts/none.woff2"])
def test_what_is_not_there_is_not_found(sqlite_app: Application, path: str) -> None:
    assert sqlite_app.test_client().get(f"/static/{path}").status_code == 404


def test_a_missing_file_is_no_silent_address(sqlite_app: Application) -> None:
    with pytest.raises(FileNotFoundError):
        _address(sqlite_app, "css/none.css")


def test_addresses_in_the_stylesheet_carry_their_mark() -> None:
    css = "".join((STATIC / part).read_text() for part in BUNDLES["css/site.css"])
    found = re.findall(r'url\("\.\./([^"?]+)\?v=([0-9a-f]+)"\)', css)
    assert len(found) == len(re.findall(r'url\("(?!data:)', css)) == 3
    for name, mark in found:
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10] == mark


def test_what_was_copied_in_is_unchanged() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|.*`([0-9a-f]{64})` \|$", (STATIC / "vendor" / "README.md").read_text(), re.M)
    assert len(rows) == 3
    for name, checksum in rows:
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == checksum
