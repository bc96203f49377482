"""What a form sends is cleaned once, where it comes in, before any form or view reads it."""

from typing import IO

from flask import Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

CONTROL = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))
"""HTML forbids them, and PostgreSQL refuses NUL in text. Tab and line ends stay."""

TURNING = tuple(range(0x202A, 0x202F))
"""They turn the direction of everything after them, also of what others wrote."""

UNSEEN = dict.fromkeys((*CONTROL, *TURNING))
Parsed = tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]


def without_unseen(text: str) -> str:
    """`text` without the characters that nobody types and nobody sees."""
    return text.translate(UNSEEN)


class CleanFormParser(FormDataParser):
    """Werkzeug's parser; values lose what is unseen. Files stay as they are."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> Parsed:
        rest, form, files = super().parse(stream, mimetype, content_length, options)
        clean = MultiDict((name, without_unseen(value)) for name, value in form.items(multi=True))
        return rest, clean, files


class CleanRequest(Request):
    """Flask's request, with forms that are fit for pages and for both databases."""

    form_data_parser_class = CleanFormParser
