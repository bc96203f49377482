"""Sets a document. Values reach the template as data, never as markup; a template reads its own folder alone."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from unicodedata import normalize

import typst

from volunteer_match.typesetting.fonts import OWN, families, fonts

TEMPLATES = Path(__file__).parent / "templates"
MARK = OWN.parent / "icons" / "mark.svg"
MOST_CHARACTERS = 200_000
"""Of data in a document: some 2,000 rows of a table (benchmarks/typesetting.py: seconds, and 200 MB). More is refused
before it is begun.
"""
WITHOUT_FONT = re.compile(r'the text `"(.+?)"` could not be displayed')


class Paper(StrEnum):
    """Sizes of paper, as the typesetter calls them."""

    A4 = "a4"
    LETTER = "us-letter"


class TooLong(Exception):
    """More data than a document may hold."""


class NoFont(Exception):
    """No font on this machine has these letters; `letters` says which."""

    def __init__(self, letters: str) -> None:
        super().__init__(f"no font has {letters!r}")
        self.letters = letters


def set_document(
    template: str, data: Mapping[str, Any], made_at: datetime, *, paper: Paper = Paper.A4, language: str = "en"
) -> bytes:
    """The PDF of `template` (a name in `templates/`) with `data`: PDF/UA-1, so tagged and with its fonts.

    The same arguments give the same bytes. Raises TooLong and NoFont.
    """
    whole = {**data, "paper": paper.value, "language": language, "fonts": families(), "mark": MARK.read_text()}
    text = normalize("NFC", json.dumps(whole, ensure_ascii=False))
    if len(text) > MOST_CHARACTERS:
        raise TooLong(f"{len(text)} characters of data; at most {MOST_CHARACTERS} are set")
    try:
        return typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            font_paths=fonts(),
            sys_inputs={"data": text},
            pdf_standards=["ua-1"],
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as fault:
        if found := WITHOUT_FONT.search(fault.message):
            raise NoFont(found[1]) from None
        raise
