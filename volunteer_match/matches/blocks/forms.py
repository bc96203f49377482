"""A block."""

from typing import Any

from flask_babel import gettext, pgettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from volunteer_match.glossary import Kind
from volunteer_match.people.profile.queries import local_today
from volunteer_match.web.clock import now
from volunteer_match.web.forms import DateField, Form
from volunteer_match.web.labels import label


class BlockForm(Form):
    """From a kind or from a partner, one of the two."""

    kind = SelectField(_("From a kind of need"), [Optional()], choices=[])
    partner = SelectField(_("Or from one organisation"), [Optional()], choices=[])
    reason = TextAreaField(
        _("Why?"),
        [
            InputRequired(_("Write why. Only coordinators read it.")),
            Length(max=1000, message=_("Keep it under 1,000 characters.")),
        ],
    )
    ends_on = DateField(_("Until"), [Optional()])

    def offer(self, partners: list[tuple[str, str]]) -> None:
        """Fills the choices; `partners` are public ids and names."""
        self.kind.choices = [("", gettext("None")), *((kind.value, label(kind)) for kind in Kind)]
        self.partner.choices = [("", pgettext("organisation", "None")), *partners]

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if bool(self.kind.data) == bool(self.partner.data):
            self.kind.errors = [*self.kind.errors, gettext("Choose a kind of need or an organisation, one of the two.")]
            return False
        if self.ends_on.data and self.ends_on.data < local_today(current_user.account, now()):
            self.ends_on.errors = [gettext("Choose today or a later day.")]
            return False
        return is_valid
