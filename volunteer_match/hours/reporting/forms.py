"""Work in one's own time, as it is written down."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from volunteer_match.hours.forms import LengthForm
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import DateField


class ReportForm(LengthForm):
    day = DateField(_("Day"), [InputRequired(_("Choose the day."))])
    what = TextAreaField(
        _("What you did"), [Length(max=500, message=_("Keep it under 500 characters.")), no_private_contact]
    )
