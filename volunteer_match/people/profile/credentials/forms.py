"""What an agent types about a credential."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from volunteer_match.people.catalogue.reader import read_credential_kinds
from volunteer_match.people.profile.credentials.actions import Proof
from volunteer_match.web.forms import DateField, Form
from volunteer_match.web.labels import credential_name


class CredentialForm(Form):
    """Kind, reference, and the last day."""

    kind = SelectField(_l("Kind"), [InputRequired(_l("Choose what it is."))])
    reference = StringField(
        _l("Reference"),
        [
            DataRequired(_l("Enter a reference, so that a coordinator can check it.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
    )
    expires_on = DateField(_l("Last day it is valid"), [Optional()])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [kind.id for kind in read_credential_kinds()]
        extra = [self.kind.object_data] if self.kind.object_data and self.kind.object_data not in kinds else []
        self.kind.choices = [("", _("Choose a kind")), *((kind, credential_name(kind)) for kind in (*kinds, *extra))]

    def proof(self) -> Proof:
        return Proof(self.kind.data, self.reference.data, self.expires_on.data)
