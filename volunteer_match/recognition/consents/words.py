"""What each consent is about, in words: what is shown, to whom, and where."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.glossary import ConsentKind


@dataclass(frozen=True, slots=True)
class ConsentWords:
    name: Any
    hint: Any


WORDS: dict[ConsentKind, ConsentWords] = {
    ConsentKind.PHOTOS: ConsentWords(
        _("My photos of challenges"),
        _("Colleagues see photos that you add, once a coordinator has looked at them."),
    ),
    ConsentKind.NAME: ConsentWords(
        _("My name"),
        _("Your first name and one letter stand beside your photos and under the thanks that you write."),
    ),
    ConsentKind.BOARDS: ConsentWords(
        _("My place on the boards of challenges"),
        _(
            "Colleagues find your name and place, not your total, among the people of a challenge. "
            "Teams are counted either way."
        ),
    ),
    ConsentKind.WALL: ConsentWords(
        _("Thanks that I get"),
        _("They stand with your name on the thank-you wall, which everybody in your company can read."),
    ),
    ConsentKind.CARD: ConsentWords(
        _("My card"),
        _("A page of your own that anybody with its address can open. You choose what it says."),
    ),
}

PARTNER_NAME = ConsentWords(
    _("My name"),
    _("Your first name and one letter stand under the thanks that you write. Otherwise only your organisation does."),
)


def consent_words(kind: ConsentKind, *, is_partner: bool = False) -> ConsentWords:
    return PARTNER_NAME if is_partner and kind is ConsentKind.NAME else WORDS[kind]
