"""Writing words of thanks, and sending them back."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from volunteer_match.glossary import KudosReason
from volunteer_match.people.models import Account
from volunteer_match.recognition.kudos.rules import LONGEST
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import label


class ThanksForm(Form):
    to = SelectField(_("To whom"), [InputRequired(_("Choose whom you want to thank."))])
    body = TextAreaField(
        _("Your words"),
        [
            InputRequired(_("Write a sentence or two.")),
            Length(max=LONGEST, message=_("Keep it under 280 characters.")),
            no_private_contact,
        ],
    )

    def offer(self, people: Sequence[Account]) -> None:
        """Whom the writer knows; nothing is chosen for them."""
        self.to.choices = [
            SelectChoice("", _("Choose a person")),
            *(SelectChoice(person.public_id, person.display_name) for person in people),
        ]


class SendBackForm(Form):
    reason = RadioField(_("Why?"), [InputRequired(_("Choose a reason."))])
    note = TextAreaField(
        _("A word to the writer"),
        [Length(max=LONGEST, message=_("Keep it under 280 characters.")), no_private_contact],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = [(reason.value, label(reason)) for reason in KudosReason]
