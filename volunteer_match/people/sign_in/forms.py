"""The sign-in form."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from volunteer_match.web.forms import Form


class SignInForm(Form):
    email = StringField(_("E-mail address"), [InputRequired(_("Enter your e-mail address.")), Length(max=254)])
    password = PasswordField(_("Password"), [InputRequired(_("Enter your password.")), Length(max=1000)])
    next = HiddenField()
