"""Which days a payroll file is about."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

from volunteer_match.web.forms import DateField, Form

MOST_DAYS = 366


class PeriodForm(Form):
    """Both days are included."""

    first = DateField(_("First day"), [InputRequired(_("Choose the first day."))])
    last = DateField(_("Last day"), [InputRequired(_("Choose the last day."))])

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        days = (self.last.data - self.first.data).days
        if not 0 <= days < MOST_DAYS:
            self.last.errors = [gettext("Choose a day from the first day to a year later.")]
        return not self.last.errors
