"""Reporting a concern, and what became of it."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from volunteer_match.glossary import ConcernCategory
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import label


class ConcernForm(Form):
    """`opportunity`, `match` or `kudos` says what it is about, by public id."""

    opportunity = HiddenField()
    match = HiddenField()
    kudos = HiddenField()
    category = RadioField(_("What is it about?"), [InputRequired(_("Choose what it is about."))], choices=[])
    body = TextAreaField(
        _("What happened?"),
        [
            InputRequired(_("Write what happened.")),
            Length(max=4000, message=_("Keep it under 4,000 characters.")),
        ],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.category.choices = [(category.value, label(category)) for category in ConcernCategory]


class OutcomeForm(Form):
    outcome = TextAreaField(
        _("What was done"),
        [
            InputRequired(_("Write what was done.")),
            Length(max=4000, message=_("Keep it under 4,000 characters.")),
        ],
    )
