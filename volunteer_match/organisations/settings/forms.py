"""What a company sets for all its people."""

from flask_babel import lazy_gettext as _
from wtforms import DecimalField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from volunteer_match.organisations.choices import zone_choices
from volunteer_match.web.forms import Form

NUMBER = InputRequired(_("Enter a whole number."))


class CompanyForm(Form):
    name = StringField(_("Name of the company"), [InputRequired(_("Enter a name.")), Length(max=120)])
    time_zone = SelectField(_("Time zone"))
    pending_cap = IntegerField(
        _("Claims that one person may have waiting"), [NUMBER, NumberRange(1, 50, _("From 1 to 50."))]
    )
    weekly_limit_hours = DecimalField(
        _("Hours a week that one person may give"), [Optional(), NumberRange(0.5, 60, _("From 0.5 to 60 hours."))]
    )
    asks_per_week = IntegerField(
        _("Invitations a week to one person"), [NUMBER, NumberRange(0, 50, _("From 0 to 50."))]
    )
    rest_gap_minutes = IntegerField(
        _("Minutes of rest before and after a shift"), [NUMBER, NumberRange(0, 720, _("From 0 to 720 minutes."))]
    )

    def offer(self, current_zone: str) -> None:
        """Fills the choices."""
        self.time_zone.choices = zone_choices(current_zone)
