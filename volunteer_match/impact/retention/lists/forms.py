"""Choosing a list: the file, its day, and which column holds what where its headings don't say."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from volunteer_match.impact.retention.lists.reading import Wish
from volunteer_match.impact.retention.lists.rules import Part
from volunteer_match.impact.retention.lists.words import PARTS
from volunteer_match.integrations.shift_tables.words import ORDERS
from volunteer_match.web.forms import DateField, Form


class ListForm(Form):
    """`today` is the latest day that a list can be of."""

    file = FileField(_("File"))
    as_of = DateField(_("Day of the list"), [InputRequired(_("Enter the day on which the list was made."))])
    person = StringField(PARTS[Part.PERSON], [Length(max=120)])
    site = StringField(PARTS[Part.SITE], [Length(max=120)])
    role = StringField(PARTS[Part.ROLE], [Length(max=120)])
    joined = StringField(PARTS[Part.JOINED], [Length(max=120)])
    left = StringField(PARTS[Part.LEFT], [Length(max=120)])
    date_order = SelectField(_("Order of day and month"), default="")

    def __init__(self, today: date, columns: dict[str, str], **options: Any) -> None:
        super().__init__(**{"data": {"as_of": today, **columns}, **options})
        self.today = today
        self.date_order.choices = [SelectChoice("", gettext("Find out"))]
        self.date_order.choices += [SelectChoice(code, ORDERS[code]) for code in ("dmy", "mdy")]

    def validate(self, extra_validators: Any = None) -> bool:
        is_fine = bool(super().validate(extra_validators))
        if self.as_of.data and self.as_of.data > self.today:
            self.as_of.errors = [gettext("Enter a day that is not still to come.")]
            is_fine = False
        if not self.file.data:
            self.file.errors = [gettext("Choose a file.")]
            is_fine = False
        return is_fine

    @property
    def has_columns(self) -> bool:
        """Whether a heading is named, or was asked for."""
        return any(self[part.value].data for part in Part)

    def wish(self) -> Wish:
        columns = {part.value: self[part.value].data or "" for part in Part}
        return Wish(self.as_of.data, columns, self.date_order.data)
