"""A challenge as a coordinator writes it down, and the limits of its actions."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from volunteer_match.challenges.catalogue import ACTIONS, Template, Theme
from volunteer_match.challenges.dates import MOST_DAYS
from volunteer_match.challenges.effects import THOUSANDTHS
from volunteer_match.challenges.making.actions import ChallengeValues, Limits
from volunteer_match.challenges.models import Challenge
from volunteer_match.challenges.totals import PER_UNIT
from volunteer_match.challenges.wording import action_title, template_hint, template_title, theme_title
from volunteer_match.glossary import ChallengeForm, Measure
from volunteer_match.organisations.choices import zone_choices
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import DateField, DecimalField, Form
from volunteer_match.web.labels import label

MOST_GOAL = 10**12


class DraftForm(Form):
    title = StringField(
        _("Name"),
        [InputRequired(_("Enter a name.")), Length(max=80, message=_("That is too long.")), no_private_contact],
    )
    description = TextAreaField(
        _("What it is about"), [Length(max=1000, message=_("Keep it under 1,000 characters.")), no_private_contact]
    )
    form = RadioField(_("How people take part"), [InputRequired(_("Choose one."))])
    measure = SelectField(_("What counts"), [InputRequired(_("Choose what counts."))])
    goal = DecimalField(
        _("Goal"), [Optional(), NumberRange(1, MOST_GOAL, _("Enter a number above nothing."))], places=None
    )
    starts_on = DateField(_("First day"), [InputRequired(_("Choose the first day."))])
    ends_on = DateField(_("Last day"), [InputRequired(_("Choose the last day."))])
    time_zone = SelectField(_("Time zone"), [InputRequired(_("Choose a time zone."))])
    actions = SelectMultipleField(_("What people can log"), [InputRequired(_("Choose at least one action."))])

    def offer(self, current_zone: str) -> None:
        """Fills the choices, in the reader's language."""
        self.form.choices = [SelectChoice(one.value, label(one)) for one in ChallengeForm]
        self.measure.choices = [SelectChoice(one.value, label(one)) for one in Measure]
        self.time_zone.choices = zone_choices(current_zone)
        self.actions.choices = [SelectChoice(code, action_title(code)) for code in ACTIONS]

    def validate(self, extra_validators: Any = None) -> bool:
        fits = bool(super().validate(extra_validators))
        first, last = self.starts_on.data, self.ends_on.data
        if first and last and not first <= last < first + timedelta(days=MOST_DAYS):
            self.ends_on.errors = [gettext("Choose a last day after the first, within a year.")]
            return False
        return fits

    def values(self) -> ChallengeValues:
        measure = Measure(self.measure.data)
        goal = self.goal.data
        return ChallengeValues(
            title=self.title.data,
            description=self.description.data or "",
            form=ChallengeForm(self.form.data),
            measure=measure,
            goal=None if goal is None else max(1, int(goal * PER_UNIT[measure])),
            time_zone=self.time_zone.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            actions=tuple(code for code in ACTIONS if code in self.actions.data),
        )


def from_template(template: Template, today: date, zone: str) -> dict[str, Any]:
    """What stands in the form at first: it begins with the coming Monday."""
    first = today + timedelta(days=7 - today.weekday())
    return {
        "title": template_title(template.code),
        "description": template_hint(template.code),
        "form": template.form.value,
        "measure": template.measure.value,
        "starts_on": first,
        "ends_on": first + timedelta(days=template.days - 1),
        "time_zone": zone,
        "actions": list(template.actions),
    }


def from_challenge(challenge: Challenge) -> dict[str, Any]:
    goal = None if challenge.goal is None else _plain(Decimal(challenge.goal) / PER_UNIT[challenge.measure])
    names = ("title", "description", "starts_on", "ends_on", "time_zone")
    return {
        **{name: getattr(challenge, name) for name in names},
        "form": challenge.form.value,
        "measure": challenge.measure.value,
        "goal": goal,
        "actions": [one.action for one in challenge.actions],
    }


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the point, and never as "1E+1"."""
    return Decimal(format(value.normalize(), "f"))


def by_theme(form: DraftForm) -> list[tuple[str, list[Any], bool]]:
    """The choices of actions under the names of their themes, and whether one of them is chosen."""
    options = list(form.actions)
    grouped = [
        (theme_title(theme.value), [one for one in options if ACTIONS[one._value()].theme is theme]) for theme in Theme
    ]
    return [(name, them, any(one.checked for one in them)) for name, them in grouped if them]


def limits_form(challenge: Challenge) -> type[Form]:
    """A form with two fields for each action of this challenge."""
    fields: dict[str, Any] = {}
    for one in challenge.actions:
        wrong = _("That is too little or too much.")
        most = ACTIONS[one.action].daily_ceiling * 100
        fields[f"ceiling-{one.action}"] = DecimalField(
            _("Most that counts a day"),
            [
                InputRequired(_("Enter a number.")),
                NumberRange(Decimal("0.001"), most, wrong),
            ],
            places=None,
        )
        fields[f"photo-{one.action}"] = BooleanField(_("Ask for a photo"))
    return type("LimitsForm", (Form,), fields)


def limits_data(challenge: Challenge) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for one in challenge.actions:
        data[f"ceiling-{one.action}"] = _plain(Decimal(one.daily_ceiling) / THOUSANDTHS)
        data[f"photo-{one.action}"] = one.asks_evidence
    return data


def chosen_limits(challenge: Challenge, form: Form) -> dict[str, Limits]:
    return {
        one.action: Limits(form[f"ceiling-{one.action}"].data, form[f"photo-{one.action}"].data)
        for one in challenge.actions
    }
