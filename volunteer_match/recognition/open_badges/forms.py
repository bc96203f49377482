"""Replacing the key that signs."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired

from volunteer_match.web.forms import Form

LEAKED = "leaked"


class KeyForm(Form):
    why = RadioField(
        _("Why a new key"),
        [InputRequired(_("Choose one."))],
        choices=[
            SelectChoice("routine", _("It is time for a new one")),
            SelectChoice(LEAKED, _("Somebody else may have the old one")),
        ],
    )
