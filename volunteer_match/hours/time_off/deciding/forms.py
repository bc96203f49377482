"""A coordinator's words and corrections."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from volunteer_match.hours.forms import WORDS, LengthForm
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form

DIRECTIONS = [SelectChoice("more", _("Add to the allowance")), SelectChoice("less", _("Take away"))]
REASON = [InputRequired(_("Write a sentence that says why.")), WORDS, no_private_contact]


class RefusalForm(Form):
    reason = TextAreaField(_("Why not"), REASON)


class AdjustmentForm(LengthForm):
    least = 0
    reason = TextAreaField(_("Why"), REASON)


class GrantForm(LengthForm):
    direction = RadioField(
        _("Change"), choices=[SelectChoice("more", _("Add to the allowance")), SelectChoice("less", _("Take away"))]
    )
    reason = TextAreaField(_("Why"), REASON)

    @property
    def change(self) -> int:
        return -self.total if self.direction.data == "less" else self.total

    def validate(self, extra_validators: Any = None) -> bool:
        fits = bool(super().validate(extra_validators))
        if not self.direction.data:
            self.direction.errors = [gettext("Choose one.")]
        return fits and bool(self.direction.data)
