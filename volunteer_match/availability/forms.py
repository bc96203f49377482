"""Weekly hours and dated changes as they are typed.

The hours have as many rows as somebody wants, named `mon-0-start`, `mon-0-end`; so their form is read by hand, and
offers what the error summary asks of a form.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from babel.dates import get_day_names
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from volunteer_match.availability.rules import DAY, WeeklyWindow
from volunteer_match.organisations.choices import zone_choices
from volunteer_match.web.forms import DateField, Form
from volunteer_match.web.locale import shown_locale

DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS = DAY_CODES[:5]
MOST_ROWS = 12
_NAME = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)-(\d{1,3})-(start|end)")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(:\d\d)?")


def minute_of(text: str) -> int | None:
    """Minutes since midnight of "18:30"; None for anything else."""
    found = _CLOCK.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


@dataclass(slots=True)
class HoursRow:
    """One from–to of one day. `id` names the first input, where the error summary leads."""

    code: str
    index: int
    start: str = ""
    end: str = ""
    errors: list[str] = field(default_factory=list)
    type: str = "TimeField"

    @property
    def id(self) -> str:
        return f"{self.code}-{self.index}-start"

    @property
    def error(self) -> str | None:
        return " ".join(self.errors) or None

    def window(self) -> WeeklyWindow | None:
        """The window, or None for an empty row or one with a fault, which is then noted."""
        start, end = minute_of(self.start), minute_of(self.end)
        if not self.start and not self.end:
            return None
        if start is None or end is None:
            self.errors.append(_("Enter both times, like 18:00 and 21:30."))
            return None
        # Midnight at the end is the end of this day, not a window across it.
        return WeeklyWindow(DAY_CODES.index(self.code), start, DAY if end == 0 else end)


class HoursForm:
    """The rows of all seven days."""

    def __init__(self, rows: dict[str, list[HoursRow]]) -> None:
        self.rows = {code: rows.get(code, [])[:MOST_ROWS] for code in DAY_CODES}
        self.form_errors: list[str] = []
        self._renumber()

    @classmethod
    def of_windows(cls, windows: list[WeeklyWindow]) -> "HoursForm":
        rows: dict[str, list[HoursRow]] = {}
        for window in windows:
            code = DAY_CODES[window.day]
            rows.setdefault(code, []).append(HoursRow(code, 0, _typed(window.start), _typed(window.end)))
        return cls(rows)

    @classmethod
    def of_request(cls, sent: Mapping[str, str]) -> "HoursForm":
        found: dict[tuple[str, int], HoursRow] = {}
        for name, value in sent.items():
            if match := _NAME.fullmatch(name):
                row = found.setdefault((match[1], int(match[2])), HoursRow(match[1], int(match[2])))
                setattr(row, match[3], value.strip()[:8])
        rows: dict[str, list[HoursRow]] = {}
        for (code, _index), row in sorted(found.items()):
            rows.setdefault(code, []).append(row)
        return cls(rows)

    def __iter__(self) -> Iterator[HoursRow]:
        return (row for rows in self.rows.values() for row in rows)

    @property
    def errors(self) -> dict[str, list[str]]:
        return {row.id: row.errors for row in self if row.errors}

    def windows(self) -> list[WeeklyWindow]:
        """The windows that were typed; faults are noted on their rows."""
        return [window for row in self if (window := row.window()) is not None]

    def add(self, code: str) -> None:
        """An empty row more on that day."""
        if code in self.rows and len(self.rows[code]) < MOST_ROWS:
            self.rows[code].append(HoursRow(code, len(self.rows[code])))

    def remove(self, stem: str) -> None:
        """Without the row "mon-0"."""
        for code, rows in self.rows.items():
            self.rows[code] = [row for row in rows if f"{row.code}-{row.index}" != stem]
        self._renumber()

    def copy_to_weekdays(self, code: str) -> None:
        """The hours of that day on every day from Monday to Friday."""
        source = list(self.rows.get(code, []))
        for target in WEEKDAYS:
            self.rows[target] = [HoursRow(target, row.index, row.start, row.end) for row in source]

    def days(self) -> list[dict[str, Any]]:
        """The days as components/availability.html draws them."""
        names = get_day_names("wide", locale=shown_locale())
        return [
            {"code": code, "name": names[number], "rows": self.rows[code], "next_index": len(self.rows[code])}
            for number, code in enumerate(DAY_CODES)
        ]

    def _renumber(self) -> None:
        for rows in self.rows.values():
            for index, row in enumerate(rows):
                row.index = index


def _typed(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


class ZoneForm(Form):
    """The zone that the hours are in."""

    time_zone = SelectField(_l("Time zone"), [InputRequired(_l("Choose your time zone."))])

    def __init__(self, current: str) -> None:
        super().__init__(data={"time_zone": current})
        self.time_zone.choices = zone_choices(current)


class ExceptionForm(Form):
    """A change on one date."""

    day = DateField(_l("Date"), [InputRequired(_l("Enter a date."))])
    change = RadioField(_l("What changes?"), [InputRequired(_l("Choose what changes."))], validate_choice=True)
    start = TimeField(_l("From"), [Optional()])
    end = TimeField(_l("To"), [Optional()])

    def __init__(self) -> None:
        super().__init__()
        self.change.choices = [
            ("off", _("Not free all day")),
            ("less", _("Not free between these times")),
            ("more", _("Also free between these times")),
        ]

    def times(self) -> tuple[int | None, int | None]:
        """Minutes of the day; both None for a whole day."""
        if self.change.data == "off" or self.start.data is None or self.end.data is None:
            return None, None
        start, end = (time.hour * 60 + time.minute for time in (self.start.data, self.end.data))
        return start, end or DAY

    def validate(self, extra_validators: Any = None) -> bool:
        is_fine = bool(super().validate(extra_validators))
        if self.change.data in ("less", "more"):
            for part in (self.start, self.end):
                if part.data is None and not part.errors:
                    part.errors = [_("Enter a time, like 18:00.")]
                    is_fine = False
        return is_fine
