"""Choosing a file of shifts, and how to read it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from volunteer_match.availability.shifts.gathering import Reading
from volunteer_match.availability.shifts.models import ShiftMapping
from volunteer_match.availability.shifts.reading import ReadWish, ShiftFormat
from volunteer_match.availability.shifts.rules import ActivityRule
from volunteer_match.availability.shifts.words import PARTS
from volunteer_match.integrations.shift_tables.columns import Part
from volunteer_match.integrations.shift_tables.words import ORDERS
from volunteer_match.organisations.choices import zone_choices
from volunteer_match.web.forms import DateField, Form

AUTO = ""


def order_choices() -> list[SelectChoice]:
    return [SelectChoice(AUTO, gettext("Find out"))] + [SelectChoice(code, words) for code, words in ORDERS.items()]


class FileForm(Form):
    """A file of one's own: times without a zone are in `time_zone`."""

    file = FileField(_("File"))
    time_zone = SelectField(_("Time zone of the file"), [InputRequired(_("Choose a time zone."))])
    date_order = SelectField(_("Order of day and month"), default=AUTO)

    def __init__(self, zone: str, **options: Any) -> None:
        super().__init__(**{"data": {"time_zone": zone}, **options})
        self.time_zone.choices = zone_choices(zone)
        self.date_order.choices = order_choices()

    def validate(self, extra_validators: Any = None) -> bool:
        is_fine = bool(super().validate(extra_validators))
        if not self.file.data:
            self.file.errors = [gettext("Choose a file.")]
            return False
        return is_fine

    def own_wish(self, today: date, rules: tuple[ActivityRule, ...]) -> ReadWish:
        return ReadWish(Reading(self.time_zone.data, self.date_order.data), today, rules=rules)


class CompanyFileForm(FileForm):
    """A file of many: its kind or one of the company's mappings, and the days that count."""

    kind = SelectField(_("What kind of file is it?"), default=AUTO)
    first = DateField(_("First day"), [Optional()])
    last = DateField(_("Last day"), [Optional()])

    def __init__(self, zone: str, mappings: Sequence[ShiftMapping], **options: Any) -> None:
        super().__init__(zone, **options)
        self.mappings = {f"mapping:{one.public_id}": one for one in mappings}
        self.kind.choices = [
            SelectChoice(AUTO, gettext("Find out")),
            SelectChoice(ShiftFormat.IEX.value, gettext("NICE IEX export (pipe-separated or JSON)")),
            SelectChoice(ShiftFormat.CSV.value, gettext("CSV, columns by their headings")),
            *(SelectChoice(key, gettext("CSV: %(name)s", name=one.name)) for key, one in self.mappings.items()),
            SelectChoice(ShiftFormat.ICALENDAR.value, gettext("iCalendar, people by their e-mail address")),
        ]

    @property
    def mapping(self) -> ShiftMapping | None:
        return self.mappings.get(self.kind.data)

    def wish(self, today: date) -> ReadWish:
        """What a mapping says counts before what was chosen beside it."""
        mapping = self.mapping
        zone = (mapping.time_zone if mapping else "") or self.time_zone.data
        order = (mapping.date_order if mapping else "") or self.date_order.data
        reading = Reading(zone, order, first=self.first.data, last=self.last.data)
        if mapping is not None:
            return ReadWish(reading, today, ShiftFormat.CSV, mapping.columns)
        return ReadWish(reading, today, ShiftFormat(self.kind.data) if self.kind.data else None)

    @property
    def source(self) -> str:
        """What a later import replaces: files that are read by the same mapping are one source."""
        return f"csv:{self.mapping.name}" if self.mapping else ""


class MappingForm(Form):
    """A name, and the heading of each part. Empty: there is no such column."""

    name = StringField(_("Name"), [InputRequired(_("Enter a name.")), Length(max=60)])
    who = StringField(PARTS[Part.WHO], [InputRequired(_("Enter the heading of this column.")), Length(max=120)])
    day = StringField(PARTS[Part.DAY], [Length(max=120)])
    start = StringField(PARTS[Part.START], [InputRequired(_("Enter the heading of this column.")), Length(max=120)])
    end = StringField(PARTS[Part.END], [Length(max=120)])
    end_day = StringField(PARTS[Part.END_DAY], [Length(max=120)])
    minutes = StringField(PARTS[Part.MINUTES], [Length(max=120)])
    activity = StringField(PARTS[Part.ACTIVITY], [Length(max=120)])
    zone = StringField(PARTS[Part.ZONE], [Length(max=120)])
    date_order = SelectField(_("Order of day and month"), default=AUTO)
    time_zone = SelectField(_("Time zone of the file"), default=AUTO)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.date_order.choices = order_choices()
        asked = SelectChoice(AUTO, gettext("Ask at each import"))
        self.time_zone.choices = [asked, *zone_choices(None)]

    def columns(self) -> dict[str, str]:
        return {part.value: self[part.value].data for part in Part if self[part.value].data}

    def validate(self, extra_validators: Any = None) -> bool:
        is_fine = bool(super().validate(extra_validators))
        if not self.end.data and not self.minutes.data and not self.end.errors:
            self.end.errors = [gettext("Enter the heading of the end, or of the length.")]
            return False
        return is_fine
