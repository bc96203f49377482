"""What others may see."""

from collections.abc import Set as AbstractSet

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from volunteer_match.glossary import ConsentKind, Role
from volunteer_match.recognition.consents.rules import KINDS_OF
from volunteer_match.recognition.consents.words import consent_words
from volunteer_match.web.forms import Form


class ConsentForm(Form):
    """A ticked box is a yes. `role` decides what is asked."""

    shown = SelectMultipleField(_("Others may see"))

    def __init__(self, role: Role, standing: AbstractSet[ConsentKind]) -> None:
        super().__init__(data={"shown": [kind.value for kind in standing]})
        words = {kind: consent_words(kind, is_partner=role is Role.PARTNER_MEMBER) for kind in KINDS_OF[role]}
        self.shown.choices = [SelectChoice(kind.value, each.name) for kind, each in words.items()]
        self.hints = {kind.value: str(each.hint) for kind, each in words.items()}

    @property
    def chosen(self) -> frozenset[ConsentKind]:
        return frozenset(map(ConsentKind, self.shown.data))
