"""Templates parse, and hold nothing that the content policy forbids."""

import re
from pathlib import Path

import pytest

from tests.house.tree import TEMPLATES, relative, template_files
from volunteer_match.web.application import Application

FORBIDDEN = {
    "inline style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE),
    "needs eval": re.compile(r"hx-on|[\"']js:"),
    "unescaped": re.compile(r"\|\s*safe\b"),
    "not valid HTML": re.compile(r"<(?!hx-partial)[^>]*\shx-[a-z]"),
}


@pytest.mark.parametrize("path", template_files(), ids=relative)
def test_markup_obeys_the_content_policy(path: Path) -> None:
    text = path.read_text()
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


def test_every_template_parses(sqlite_app: Application) -> None:
    with sqlite_app.app_context():
        for path in template_files():
            sqlite_app.jinja_env.get_template(str(path.relative_to(TEMPLATES)))
