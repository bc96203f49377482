"""Files to save, and what a request for a document says."""

from flask import Response, request
from flask_babel import gettext as _

from volunteer_match.typesetting.setting import NoFont, Paper


def to_save(response: Response, name: str) -> Response:
    """The same, as a file of that name; `name` in letters, digits, dots and hyphens."""
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def asked_paper() -> Paper:
    """The size of paper that the address asks for; A4 unless it names one that we have."""
    asked = request.args.get("paper", "")
    return Paper(asked) if asked in set(Paper) else Paper.A4


def no_font_words(missing: NoFont) -> str:
    """Why there is no document."""
    return _("No font on the server has these letters: %(letters)s. Ask an administrator.", letters=missing.letters)
