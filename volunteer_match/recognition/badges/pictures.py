"""The drawing of a badge as a file of its own: it holds all its colours, and says what it shows."""

from flask import render_template

from volunteer_match.recognition.badges.catalogue import Badge
from volunteer_match.recognition.badges.words import badge_words


def picture(badge: Badge) -> str:
    """An SVG document, with the name of the badge in the reader's language."""
    return render_template("recognition/badges/picture.svg", badge=badge, words=badge_words(badge))
