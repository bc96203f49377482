"""Leaving for good."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import InputRequired

from volunteer_match.people.account.forms import ConfirmedForm


class DeletionForm(ConfirmedForm):
    is_sure = BooleanField(
        _("Yes, delete my account. I know that this can’t be undone."),
        [InputRequired(_("Tick the box to confirm."))],
    )
