"""How long something was, and the words that go with it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from volunteer_match.hours.rules import LEAST_MINUTES, MOST_MINUTES
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form
from volunteer_match.web.times import format_minutes

WORDS = Length(max=1000, message=_("Keep it under 1,000 characters."))


class LengthForm(Form):
    """Hours and minutes; both may be left empty for nothing. `total` is in minutes."""

    hours = IntegerField(_("Hours"), [Optional(), NumberRange(0, MOST_MINUTES // 60, _("From 0 to 12 hours."))])
    minutes = IntegerField(_("Minutes"), [Optional(), NumberRange(0, 59, _("From 0 to 59 minutes."))])

    least = LEAST_MINUTES

    @property
    def total(self) -> int:
        return int(self.hours.data or 0) * 60 + int(self.minutes.data or 0)

    def validate(self, extra_validators: Any = None) -> bool:
        fits = bool(super().validate(extra_validators))
        if not self.hours.errors and not self.minutes.errors and not self.least <= self.total <= MOST_MINUTES:
            least, most = format_minutes(self.least), format_minutes(MOST_MINUTES)
            self.hours.errors = [gettext("Enter a length from %(least)s to %(most)s.", least=least, most=most)]
            return False
        return fits


def length_data(minutes: int) -> dict[str, int]:
    """What stands in a LengthForm at first."""
    return {"hours": minutes // 60, "minutes": minutes % 60}


class AmendForm(LengthForm):
    what = TextAreaField(_("What you did"), [Length(max=500), no_private_contact])


class AdjustForm(LengthForm):
    note = TextAreaField(_("Why"), [WORDS, no_private_contact])


class DisputeForm(LengthForm):
    words = TextAreaField(_("What is wrong"), [InputRequired(_("Write what is wrong.")), WORDS, no_private_contact])


class QuestionForm(Form):
    """A partner's dispute: how long it was is for the coordinator to find out."""

    words = TextAreaField(_("What is wrong"), [InputRequired(_("Write what is wrong.")), WORDS, no_private_contact])


class DecisionForm(LengthForm):
    """Nothing at all may be the decision."""

    least = 0
    words = TextAreaField(_("Why"), [InputRequired(_("Write why, for both sides.")), WORDS, no_private_contact])
