"""Why somebody was not there; what they say to it; what a coordinator decides."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from volunteer_match.glossary import AbsenceReason
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import label

SHORT = Length(max=1000, message=_("Keep it under 1,000 characters."))


class AbsenceForm(Form):
    reason = RadioField(_("What happened?"), [InputRequired(_("Choose what happened."))], choices=[])
    words = TextAreaField(_("Anything else that helps"), [Optional(), SHORT, no_private_contact])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = [(reason.value, label(reason)) for reason in AbsenceReason]


class AppealForm(Form):
    words = TextAreaField(
        _("What happened?"), [InputRequired(_("Say in a few words what happened.")), SHORT, no_private_contact]
    )


class DecisionForm(Form):
    decision = RadioField(
        _("What holds?"),
        [InputRequired(_("Choose what holds."))],
        choices=[
            SelectChoice("excuse", _("It is excused, and does not count")),
            SelectChoice("there", _("They were there after all")),
            SelectChoice("keep", _("It stays as it was noted")),
        ],
    )
    words = TextAreaField(_("A word to the volunteer"), [Optional(), SHORT, no_private_contact])
