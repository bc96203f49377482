"""Forms about partners."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, SelectField, StringField, TextAreaField, URLField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from volunteer_match.organisations.choices import cause_choices, country_choices, zone_choices
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form

WEB_ADDRESS = Regexp(
    r"(?i)^https?://[^\s<>\"]+\.[^\s<>\"]+$", message=_("Enter an address such as https://example.org.")
)
EMAIL = Regexp(
    r"^[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+$", message=_("Enter an address such as name@example.org.")
)


class ProfileForm(Form):
    name = StringField(
        _("Name of the organisation"), [DataRequired(_("Enter the name.")), Length(max=150), no_private_contact]
    )
    mission = TextAreaField(_("What you do"), [Length(max=2_000), no_private_contact])
    website = URLField(_("Website"), [Optional(), Length(max=300), WEB_ADDRESS])
    city = StringField(_("City"), [Length(max=100), no_private_contact])
    country = SelectField(_("Country"))
    time_zone = SelectField(_("Time zone"))
    cause = SelectField(_("Cause"))

    def offer(self, current_zone: str) -> None:
        """Fills the choices, in the reader's language."""
        self.country.choices = country_choices()
        self.time_zone.choices = zone_choices(current_zone)
        self.cause.choices = cause_choices()


class ApplicationForm(ProfileForm):
    mission = TextAreaField(
        _("What you do"),
        [DataRequired(_("Say in a few sentences what you do.")), Length(max=2_000), no_private_contact],
    )
    given_name = StringField(
        _("Your given name"), [DataRequired(_("Enter your given name.")), Length(max=100), no_private_contact]
    )
    family_name = StringField(_("Your family name"), [Length(max=100), no_private_contact])
    email = EmailField(
        _("Your e-mail address at work"), [DataRequired(_("Enter your e-mail address.")), Length(max=254), EMAIL]
    )


class DecisionForm(Form):
    reason = TextAreaField(
        _("Reason"), [DataRequired(_("Say why; the organisation reads it.")), Length(max=500), no_private_contact]
    )
