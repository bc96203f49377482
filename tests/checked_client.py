"""A test client that looks at every page it fetches: valid HTML, one h1, a title, unique ids, labelled fields."""

import re
import secrets
from collections import Counter
from functools import lru_cache
from typing import Any

import html5lib
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from volunteer_match.web.csrf import mask_token

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
RANDOM = re.compile(r'(?<=name="csrf_token" value=")[^"]+|\b[2-9b-df-hj-np-tv-xz]{14}\b')
"""The token of a form, and public ids."""
VOID_OF_LABEL = {"hidden", "submit", "button", "reset", "image"}


def _shape(html: str) -> str:
    """The page with its random parts named in order of first use: pages that differ in these alone are equal.

    Two things with the same id keep the same id, and two with different ones keep different ones.
    """
    names: dict[str, str] = {}
    return RANDOM.sub(lambda found: names.setdefault(found[0], f"random{len(names)}"), html)


@lru_cache(maxsize=2_000)
def _faults(html: str) -> tuple[str, ...]:
    """What is wrong with a page of this shape; reading it by the rules of HTML is slow, and most pages come again."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    document = parser.parse(html)
    faults = [f"line {place[0]}: {code} {data}" for place, code, data in parser.errors]
    ids = Counter(element.get("id") for element in document.iter() if element.get("id") is not None)
    faults += [f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1]
    headings = len(list(document.iter("h1")))
    if headings != 1:
        faults.append(f"{headings} h1 elements")
    title = document.find(".//title")
    if title is None or not (title.text or "").strip():
        faults.append("no title")
    faults += _unlabelled(document)
    faults += [
        f"inline {name} on {e.tag}"
        for e in document.iter()
        for name in e.attrib
        if name == "style" or name.startswith("on")
    ]
    faults += [
        "inline script" for e in document.iter("script") if e.get("src") is None and e.get("type") != "application/json"
    ]
    return tuple(faults)


def _unlabelled(document: Any) -> list[str]:
    labelled = {label.get("for") for label in document.iter("label")}
    inside = {field for label in document.iter("label") for field in label.iter()}
    return [
        f"{element.tag} {element.get('name')!r} has no label"
        for tag in ("input", "select", "textarea")
        for element in document.iter(tag)
        if element.get("type") not in VOID_OF_LABEL
        and element.get("id") not in labelled
        and element not in inside
        and not element.get("aria-label")
        and not element.get("aria-labelledby")
    ]


class CheckedClient(FlaskClient):
    """Fetches pages, checks them, and keeps the CSRF token of the last one for the next form."""

    token = ""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.data and not self._is_fragment(kwargs):
            html = response.get_data(as_text=True)
            faults = _faults(_shape(html))
            assert not faults, f"{response.request.path}: " + "; ".join(faults[:8])
            if found := TOKEN.search(html):
                self.token = found.group(1)
        return response

    @staticmethod
    def _is_fragment(kwargs: dict[str, Any]) -> bool:
        return "HX-Request" in (kwargs.get("headers") or {})

    def send(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """POSTs a form the way a browser does, with the token of this session."""
        if not self.token:
            self.get("/sign-in" if not self.get_cookie("volunteer_match") else "/account")
        return self.post(path, data={**(data or {}), "csrf_token": self.token}, **kwargs)

    def sign_in(self, email: str, password: str) -> TestResponse:
        self.get("/sign-in")
        response = self.send("/sign-in", {"email": email, "password": password})
        if response.status_code == 303:
            self.token = ""  # the session is a new one
        return response

    def carry(self, session_token: str) -> None:
        """Carries the cookie of a session that was begun without a page, and a CSRF token of it."""
        raw = secrets.token_hex(20)
        with self.session_transaction() as session:
            session["_user_id"], session["_fresh"], session["csrf_token"] = session_token, True, raw
        signer = URLSafeTimedSerializer(self.application.secret_key or "", salt="wtf-csrf-token")
        self.token = mask_token(signer.dumps(raw))
