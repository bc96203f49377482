"""A question or an answer on a match."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from volunteer_match.integrations.redaction import redact
from volunteer_match.web.forms import Form


def no_private_contact(_form: Form, field: Field) -> None:
    """Refuses e-mail addresses and telephone numbers: nobody should have to give theirs away."""
    if redact(field.data or "")[1]:
        raise ValidationError(
            gettext("Please leave out e-mail addresses and telephone numbers. Everything needed is on this page.")
        )


class MessageForm(Form):
    body = TextAreaField(
        _("Your question or answer"),
        [
            InputRequired(_("Write your question or answer.")),
            Length(max=2000, message=_("Keep it under 2,000 characters.")),
            no_private_contact,
        ],
    )
