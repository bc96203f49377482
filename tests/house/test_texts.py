"""Every text is there in every language, and a page in Spanish has nothing else in it than the same page in English."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

import pytest

from tests.house.endpoints import NOBODY, TABLE, Asker, read_table
from tests.house.tree import python_files
from tools import texts
from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.web.locale import LOCALES, SOURCE

READ_ALOUD = ("aria-label", "title", "placeholder", "alt")
VOID = frozenset({"input", "br", "hr", "img", "meta", "link", "use", "path", "rect"})
STRUCTURE = ("action", "formaction", "href", "name", "method", "type")
RANDOM = re.compile(r"csrf_token|locale|/static/.*")
LEAST_LETTERS = 10
"""A text that is nearly all parameters, such as “%(title)s, %(when)s”, looks like many others."""


@pytest.mark.parametrize("language", [locale for locale in LOCALES if locale != SOURCE])
def test_catalogue_is_whole(language: str) -> None:
    """`make texts` says the same, and takes new texts in."""
    kept = texts.read(language)
    assert texts.faults(texts.extract(), kept) == []
    assert texts.as_bytes(kept) == texts.catalogue_file(language).read_bytes()


def test_every_name_that_marks_a_text_is_known_to_the_extraction() -> None:
    """A text under a name of its own (`lazy_gettext as _l`) would be in no catalogue, and nobody would miss it."""
    renamed = re.compile(r"from flask_babel import (\w*gettext) as (\w+)|^(\w+) = (?:lazy_)?\w*gettext$", re.MULTILINE)
    found = {name for path in python_files("volunteer_match") for name in renamed.findall(path.read_text())}
    assert {alias or assigned for _original, alias, assigned in found} <= set(texts.KEYWORDS)


class Reading(HTMLParser):
    """What is read on a page, with its language, and what a person can do there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._open: list[tuple[str, str | None]] = []
        self.said: list[tuple[str | None, str]] = []
        self.structure: Counter[tuple[str, ...]] = Counter()
        self.feed(html)

    def _language(self) -> str | None:
        return next((language for _tag, language in reversed(self._open) if language), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag not in VOID:
            self._open.append((tag, known.get("lang")))
        self.said += [
            (known.get("lang") or self._language(), known[name] or "") for name in READ_ALOUD if name in known
        ]
        if tag in ("a", "form", "input", "button", "select", "textarea"):
            self.structure[tag, *(RANDOM.sub("", known.get(name) or "") for name in STRUCTURE)] += 1

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] not in ("script", "style", "textarea"):
            self.said.append((self._language(), " ".join(data.split())))


@cache
def _english() -> tuple[frozenset[str], re.Pattern[str]]:
    """English texts that are others in Spanish: those without parameters, and a pattern of those with some."""
    plain, patterns = set(), set()
    for message in texts.read("es"):
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        spanish = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in set(english) - set(spanish) - {""}:
            letters = texts.PARAMETER.sub("", text)
            if letters == text:
                plain.add(text.strip())
            elif sum(character.isalpha() for character in letters) >= LEAST_LETTERS:
                patterns.add(".+".join(re.escape(part) for part in re.split(r"%\([a-z_]+\)[sd]", text)))
    return frozenset(plain - {spanish for message in texts.read("es") for spanish in _all(message.string)}), re.compile(
        "|".join(patterns)
    )


def _all(text: object) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (str(text),)


def _left_in_english(page: Reading) -> Iterator[str]:
    plain, pattern = _english()
    for language, said in page.said:
        if language == "es" and said not in NAMES and (said in plain or pattern.fullmatch(said)):
            yield said


NAMES = frozenset({"Agent"})
"""The first name of somebody in the house."""

DIFFERENT_FOR_EACH = ("GET opportunities", "GET matches", "GET home", "GET searching")
"""Views that show each role something else; any other page is looked at as the first who may see it."""


def _pages() -> Iterator[tuple[str, str]]:
    for name, answers in read_table(TABLE).items():
        if not name.startswith("GET ") or name.startswith("GET styleguide"):
            continue
        seeing = [person for person in (NOBODY, "agent", "partner", "coordinator", "admin") if answers[person] == "200"]
        for person in seeing if name.startswith(DIFFERENT_FOR_EACH) else seeing[:1]:
            yield name, person


def test_pages_in_spanish(asker: Asker) -> None:
    """All of it in one test: the pages are fetched in both languages, and the world is put back after each."""
    shown: dict[str, dict[tuple[str, str], Reading]] = {}
    faults = []
    for language in ("en", "es"):
        try:
            with asker.app.app_context():
                db.session.query(Account).update({"locale": language})
                db.session.commit()
            shown[language] = {page: _fetch(asker, *page, language) for page in _pages()}
        finally:
            asker.restore()
    for page, spanish in shown["es"].items():
        faults += [f"{page}: {text!r} is English" for text in _left_in_english(spanish)]
        differing = spanish.structure - shown["en"][page].structure
        faults += [f"{page}: only in Spanish: {one}" for one in differing]
    assert faults == [], "\n".join(faults)


def _fetch(asker: Asker, name: str, person: str, language: str) -> Reading:
    answer = asker.client(person).get(asker.address(asker.row(name)), headers={"Accept-Language": language})
    if answer.mimetype != "text/html":  # a file to take along
        answer.close()
        return Reading("")
    html = answer.get_data(as_text=True)
    assert f'<html lang="{language}"' in html, name
    return Reading(html)
