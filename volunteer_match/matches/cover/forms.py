"""What somebody chooses who can't come, and whom a coordinator asks."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from volunteer_match.matches.cover.rules import Advice
from volunteer_match.web.forms import Form


class CantComeForm(Form):
    choice = RadioField(
        _("What shall we do?"),
        [InputRequired(_("Choose one of the two."))],
        choices=[
            SelectChoice(Advice.ASK.value, _("Ask for a substitute, and keep the place until somebody takes it")),
            SelectChoice(Advice.GIVE_BACK.value, _("Give the place back now")),
        ],
    )


class AskForm(Form):
    """`agent` is a public id."""

    agent = HiddenField(validators=[InputRequired()])
