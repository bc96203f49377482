"""A question or an answer on a match."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form


class MessageForm(Form):
    body = TextAreaField(
        _("Your question or answer"),
        [
            InputRequired(_("Write your question or answer.")),
            Length(max=2000, message=_("Keep it under 2,000 characters.")),
            no_private_contact,
        ],
    )
