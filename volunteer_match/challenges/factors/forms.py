"""A file of factors and what the version is called."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import InputRequired

from volunteer_match.web.forms import Form


class VersionForm(Form):
    name = StringField(_("Name of the version"), [InputRequired(_("Enter a name, such as 2027.1."))])
    file = FileField(_("File of factors (CSV)"))

    def validate(self, extra_validators: Any = None) -> bool:
        is_fine = bool(super().validate(extra_validators))
        if not self.file.data:
            self.file.errors = [_("Choose a file.")]
            return False
        return is_fine
