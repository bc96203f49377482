"""The form of an action: a field for each input of the catalogue, and the day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from volunteer_match.challenges.catalogue import Action, Input, InputKind, Theme
from volunteer_match.challenges.catalogue.meters import fault_in
from volunteer_match.challenges.effects import numbers_in
from volunteer_match.challenges.wording import input_title
from volunteer_match.challenges.wording.meters import FAULTS
from volunteer_match.database import new_public_id
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import DateField, DecimalField, Form
from volunteer_match.web.times import format_date

PLACES = Decimal("0.001")
PLACE = "place"
"""Where trees were planted, in the person's own words."""


class LogForm(Form):
    """Its further fields are called like the inputs of an action, with a mark before them."""

    token = HiddenField(validators=[Length(max=40)])

    day: RadioField
    action: Action
    today: date

    def inputs(self) -> list[Any]:
        """The fields of the action, in the order of the catalogue."""
        return [self[_field_name(wanted.name)] for wanted in self.action.inputs]

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not self.action.is_metered:
            return True
        fault = fault_in(numbers_in(self.action, self.typed()), Decimal(self.today.toordinal()))
        if fault:
            self.inputs()[0].errors = [str(FAULTS[fault])]
        return fault is None

    def typed(self) -> dict[str, str]:
        """What was typed, by the name of the input; numbers with a point, dates in ISO 8601."""
        found = {wanted.name: _as_text(self[_field_name(wanted.name)].data) for wanted in self.action.inputs}
        if PLACE in self and self[PLACE].data:
            found[PLACE] = self[PLACE].data
        return found


def _field_name(name: str) -> str:
    return f"input-{name}"


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return format(Decimal(value).quantize(PLACES).normalize(), "f")


def log_form(action: Action, today: date, days: Sequence[date] | None = None) -> type[LogForm]:
    """The form of one action, for one of `days`. Without these it is that of a correction, which keeps its day."""
    fields: dict[str, Any] = {_field_name(wanted.name): _field(action, wanted) for wanted in action.inputs}
    if action.theme is Theme.TREES:
        fields[PLACE] = StringField(_("Where"), [Length(max=200, message=_("That is too long.")), no_private_contact])
    if days is not None:
        fields["day"] = RadioField(_("When"), [InputRequired(_("Choose the day."))], choices=_named(today, days))
    return type("ActionForm", (LogForm,), {**fields, "action": action, "today": today})


def _named(today: date, days: Sequence[date]) -> list[SelectChoice]:
    """ "Today, Tue 24 Nov"."""
    return [SelectChoice(day.isoformat(), _day_name(day, is_today=day == today)) for day in days]


def _day_name(day: date, *, is_today: bool) -> str:
    shown = format_date(day)
    return gettext("Today, %(day)s", day=shown) if is_today else gettext("Yesterday, %(day)s", day=shown)


def _field(action: Action, wanted: Input) -> Any:
    title = input_title(action.code, wanted.name)
    if wanted.kind is InputKind.DATE:
        return DateField(title, [InputRequired(_("Choose the day."))])
    wrong = gettext("Enter a number from %(least)s to %(most)s.", least=f"{wanted.least:f}", most=f"{wanted.most:f}")
    checks = [InputRequired(_("Enter a number.")), NumberRange(wanted.least, wanted.most, wrong)]
    return IntegerField(title, checks) if wanted.kind is InputKind.WHOLE else DecimalField(title, checks, places=None)


def first_data(days: Sequence[date]) -> dict[str, Any]:
    """What stands in the form at first."""
    return {"token": new_public_id(), "day": days[0].isoformat() if days else None}


def correction_data(action: Action, typed: dict[str, str]) -> dict[str, Any]:
    """What was typed before, as the fields take it."""
    data: dict[str, Any] = {PLACE: typed.get(PLACE, "")}
    for wanted in action.inputs:
        text = typed.get(wanted.name)
        if text is not None:
            data[_field_name(wanted.name)] = (
                date.fromisoformat(text)
                if wanted.kind is InputKind.DATE
                else int(text)
                if wanted.kind is InputKind.WHOLE
                else Decimal(text)
            )
    return data
