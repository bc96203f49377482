"""What an agent says when they claim."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, TextAreaField
from wtforms.validators import Length, Optional

from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form

NOTE_LENGTH = 1000


class ClaimForm(Form):
    """`session`, repeated, is read beside it: its choices depend on the need."""

    note = TextAreaField(
        _("A note for the coordinator"),
        [
            Optional(),
            Length(max=NOTE_LENGTH, message=_("Keep the note under 1,000 characters.")),
            no_private_contact,
        ],
    )
    free_only = BooleanField(_("Take those that are still free"))
