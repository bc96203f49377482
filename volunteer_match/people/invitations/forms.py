"""Inviting, and accepting an invitation."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import EmailField, PasswordField, RadioField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice

from volunteer_match.glossary import Role
from volunteer_match.organisations.models import Team
from volunteer_match.people.account.forms import NOT_LONGER, PersonForm
from volunteer_match.people.reset.forms import EMAIL_RULES, GoodPassword
from volunteer_match.people.rules import COMPANY_ROLES
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import label


class ColleagueForm(Form):
    email = EmailField(_("E-mail address"), list(EMAIL_RULES))
    given_name = StringField(_("First name"), [NOT_LONGER, no_private_contact])
    family_name = StringField(_("Family name"), [NOT_LONGER, no_private_contact])


class GuestForm(ColleagueForm):
    role = RadioField(_("Role"))
    team = SelectField(_("Team"), default="")

    def offer(self, teams: list[Team]) -> None:
        """Fills the choices: roles of the company, teams by site."""
        self.role.choices = [SelectChoice(role.value, label(role)) for role in COMPANY_ROLES]
        named = [SelectChoice(team.public_id, f"{team.site.name}: {team.name}") for team in teams]
        self.team.choices = [SelectChoice("", _("No team yet")), *named]


class FileForm(Form):
    file = FileField(_("CSV file"))


class AcceptForm(PersonForm):
    """`account_email` is the invitation's address, so that it is refused as a password."""

    account_email = ""
    password = PasswordField(_("Choose a password"), [GoodPassword()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = [SelectChoice("", _("Choose your time zone")), *self.time_zone.choices]

    def validate_time_zone(self, field: Any) -> None:
        """The empty choice stands there for the browser's guess to fill."""
        if not field.data:
            raise ValidationError(gettext("Choose your time zone."))


DEFAULT_ROLE = Role.AGENT.value
