"""What people change of their own account."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from volunteer_match.organisations.choices import zone_choices
from volunteer_match.people.reset.forms import EMAIL_RULES, GoodPassword
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form
from volunteer_match.web.locale import LANGUAGE_NAMES

NOT_LONGER = Length(max=80, message=_("That is too long."))


class PersonForm(Form):
    """Name and time zone, as asked of everybody."""

    given_name = StringField(
        _("First name"),
        [InputRequired(_("Enter your first name.")), NOT_LONGER, no_private_contact],
    )
    family_name = StringField(_("Family name"), [NOT_LONGER, no_private_contact])
    time_zone = SelectField(_("Time zone"), validate_choice=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = zone_choices(kwargs.get("current_zone"))


class AccountForm(PersonForm):
    locale = SelectField(_("Language"), choices=[SelectChoice(*named) for named in LANGUAGE_NAMES.items()])
    shortcuts_enabled = BooleanField(_("Keyboard shortcuts"))


class ConfirmedForm(Form):
    """What asks for the password once more: a browser left open must not be enough."""

    password = PasswordField(_("Your password"), [InputRequired(_("Enter your password.")), Length(max=1000)])


class PasswordForm(Form):
    """`account_email` is set by the view, so that the address itself is refused as a password."""

    account_email = ""
    current = PasswordField(_("Your password now"), [InputRequired(_("Enter your password.")), Length(max=1000)])
    password = PasswordField(_("New password"), [GoodPassword()])


class EmailForm(ConfirmedForm):
    email = EmailField(_("New e-mail address"), list(EMAIL_RULES))
