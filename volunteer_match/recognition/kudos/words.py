"""Refusals in the reader's language, and how the writer of thanks is named to others."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from volunteer_match.recognition.kudos.models import Kudos
from volunteer_match.recognition.kudos.rules import KudosRefusal
from volunteer_match.refusals import Refused

_REFUSALS: dict[KudosRefusal, Any] = {
    KudosRefusal.TOO_MANY: _("You have written five in a day. Please go on tomorrow."),
    KudosRefusal.SAME_PERSON: _("You have thanked this person within the last week already."),
    KudosRefusal.NOT_NOW: _("That is no longer possible: it has changed since you looked."),
    KudosRefusal.OWN: _("You wrote or received these, so somebody else decides."),
}


def refusal_words(refused: Refused) -> str:
    assert isinstance(refused.refusal, KudosRefusal)
    return str(_REFUSALS[refused.refusal])


def author_words(kudos: Kudos, *, is_named: bool) -> str:
    """Who wrote it. The receiver always learns the name, others only with the writer's consent."""
    name = kudos.author.display_name if kudos.author is not None and is_named else ""
    if kudos.partner is not None:
        partner = kudos.partner.name
        return gettext("%(name)s, %(partner)s", name=name, partner=partner) if name else partner
    return name or gettext("A colleague")
