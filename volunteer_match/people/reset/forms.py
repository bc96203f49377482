"""The two steps to a new password."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import EmailField, PasswordField, ValidationError
from wtforms.validators import Email, InputRequired, Length

from volunteer_match.people.passwords import judge_password
from volunteer_match.web.forms import Form

EMAIL_RULES = (
    InputRequired(_("Enter an e-mail address.")),
    Length(max=254, message=_("That is too long for an e-mail address.")),
    Email(_("Write it like name@example.org.")),
)


class GoodPassword:
    """Refuses what is too short or what everybody uses; says which."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        email = getattr(form, "account_email", None) or ""
        if refusal := judge_password(field.data or "", email):
            raise ValidationError(gettext(refusal.sentence))


class RequestForm(Form):
    email = EmailField(_("E-mail address"), list(EMAIL_RULES))


class NewPasswordForm(Form):
    """`account_email` is set by the view, so that the address itself is refused as a password."""

    account_email = ""
    password = PasswordField(_("New password"), [GoodPassword()])
