"""What a site gives."""

from decimal import Decimal

from babel.dates import get_month_names
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import DecimalField, SelectField
from wtforms.validators import InputRequired, NumberRange

from volunteer_match.web.forms import Form

NUMBER = InputRequired(_("Enter a number; 0 for none."))
RANGE = NumberRange(0, 400, _("From 0 to 400 hours."))


def minutes_of(hours: Decimal) -> int:
    return int(hours * 60)


class TermsForm(Form):
    yearly_hours = DecimalField(_("Hours a year for each person"), [NUMBER, RANGE])
    first_month = SelectField(_("The year begins in"), coerce=int)
    carried_hours = DecimalField(_("Hours that may go into the next year"), [NUMBER, RANGE])
    automatic_hours = DecimalField(_("Approved by itself up to this many hours"), [NUMBER, RANGE])

    def offer(self) -> None:
        """Fills the months, in the reader's language."""
        names = get_month_names(width="wide", context="stand-alone", locale=get_locale() or "en")
        self.first_month.choices = [(month, names[month]) for month in range(1, 13)]
