"""What a coordinator decides on a proof."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import AnyOf, Length

from volunteer_match.glossary import Verdict
from volunteer_match.web.forms import Form


class DecisionForm(Form):
    """The verdict, what it was made on (`seen`), and the reason for a no."""

    verdict = HiddenField(validators=[AnyOf([verdict.value for verdict in Verdict])])
    seen = HiddenField()
    reason = TextAreaField(_l("Why not?"), [Length(max=300, message=_l("Use at most 300 characters."))])
