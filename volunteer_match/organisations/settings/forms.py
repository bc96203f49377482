"""What a company sets for all its people."""

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from volunteer_match.matching.facts import Settings
from volunteer_match.matching.strengths import ATTENTION, FAIRNESS, Strength, find_strength
from volunteer_match.organisations.choices import zone_choices
from volunteer_match.web.forms import DecimalField, Form
from volunteer_match.web.labels import factor_words, label

OWN = "own"


def strength_choices(factors: Mapping[Strength, float], held: float) -> list[tuple[str, str]]:
    """The named strengths, each with its factor."""
    named = [
        (one.value, label(one) if one is Strength.OFF else f"{label(one)}, {factor_words(factor)}")
        for one, factor in factors.items()
    ]
    is_named = find_strength(factors, held) is not None
    return named if is_named else [*named, (OWN, gettext("As it is, %(factor)s", factor=factor_words(held)))]


def strength_value(factors: Mapping[Strength, float], held: float) -> str:
    """The choice that is held."""
    return find_strength(factors, held) or OWN


def factor_of(factors: Mapping[Strength, float], chosen: str, held: float) -> float:
    return held if chosen == OWN else factors[Strength(chosen)]


NUMBER = InputRequired(_("Enter a whole number."))


class CompanyForm(Form):
    name = StringField(_("Name of the company"), [InputRequired(_("Enter a name.")), Length(max=120)])
    time_zone = SelectField(_("Time zone"))
    pending_cap = IntegerField(
        _("Claims that one person may have waiting"), [NUMBER, NumberRange(1, 50, _("From 1 to 50."))]
    )
    pending_days = IntegerField(
        _("Days that a claim may wait for a decision"), [NUMBER, NumberRange(1, 60, _("From 1 to 60 days."))]
    )
    invitation_days = IntegerField(
        _("Days to answer an invitation"), [NUMBER, NumberRange(1, 30, _("From 1 to 30 days."))]
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

    fairness = RadioField(_("Make room among volunteers"))
    attention = RadioField(_("Make room among needs"))
    shows_impact = BooleanField(_("Show our impact to everybody"))

    def offer(self, current_zone: str, settings: Settings) -> None:
        """Fills the choices; a factor of the company's own that is none of the named ones stays one."""
        self.time_zone.choices = zone_choices(current_zone)
        self.fairness.choices = strength_choices(FAIRNESS, settings.fairness)
        self.attention.choices = strength_choices(ATTENTION, settings.attention)
