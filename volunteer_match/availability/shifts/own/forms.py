"""Following a calendar."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from volunteer_match.availability.shifts.calendars.rules import LONGEST_ADDRESS
from volunteer_match.web.forms import Form


class CalendarForm(Form):
    address = StringField(
        _("Address of the calendar"),
        [InputRequired(_("Enter the address of a calendar.")), Length(max=LONGEST_ADDRESS)],
    )
