"""An invitation."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form


class InvitationForm(Form):
    """`session` is a public id; empty for a flexible need."""

    agent = HiddenField(validators=[InputRequired()])
    session = HiddenField()
    note = TextAreaField(_("A word with the invitation"), [Optional(), Length(max=1000), no_private_contact])
