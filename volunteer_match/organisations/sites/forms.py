"""Forms of sites and teams."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from volunteer_match.organisations.choices import country_choices, zone_choices
from volunteer_match.web.forms import Form

SHORT = Length(max=80, message=_("That is too long."))


class SiteForm(Form):
    name = StringField(_("Name of the site"), [InputRequired(_("Enter a name.")), SHORT])
    country = SelectField(_("Country"), [InputRequired(_("Choose a country."))])
    time_zone = SelectField(_("Time zone"))

    def offer(self, current_zone: str) -> None:
        """Fills the choices, in the reader's language."""
        self.country.choices = country_choices()
        self.time_zone.choices = zone_choices(current_zone)


class TeamForm(Form):
    name = StringField(_("Name of the team"), [InputRequired(_("Enter a name.")), SHORT])
