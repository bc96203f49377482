"""Asking for a certificate, who sees the name, and revoking."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length

from volunteer_match.glossary import NameShown
from volunteer_match.web.code_words import LABELS
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import DateField, Form

NAME_CHOICES = [SelectChoice(shown.value, LABELS[NameShown, shown.value]) for shown in NameShown]


class NameForm(Form):
    """How much of the name whoever checks the certificate sees; the certificate itself always has all of it."""

    name_shown = RadioField(
        _("What the check page shows of your name"),
        [InputRequired(_("Choose one."))],
        choices=NAME_CHOICES,
        default=NameShown.SHORT.value,
    )


class IssueForm(NameForm):
    """Both days are included."""

    first = DateField(_("First day"), [InputRequired(_("Choose the first day."))])
    last = DateField(_("Last day"), [InputRequired(_("Choose the last day."))])


class RevocationForm(Form):
    """A coordinator's reason, which the holder reads."""

    reason = TextAreaField(
        _("Why"),
        [
            InputRequired(_("Write why. The holder reads it.")),
            Length(max=500, message=_("Keep it under 500 characters.")),
            no_private_contact,
        ],
    )
