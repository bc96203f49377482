"""A coordinator's or a partner's no."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from volunteer_match.glossary import ReturnReason
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import label


class ReturnForm(Form):
    reason = RadioField(_("Why?"), [InputRequired(_("Choose a reason."))], choices=[])
    words = TextAreaField(
        _("A word to the volunteer"),
        [Optional(), Length(max=1000, message=_("Keep it under 1,000 characters.")), no_private_contact],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = [(reason.value, label(reason)) for reason in ReturnReason]
