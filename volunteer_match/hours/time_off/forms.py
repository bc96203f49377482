"""Asking for volunteer time off."""

from datetime import date, datetime, time, timedelta

from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from volunteer_match.matches.models import Match
from volunteer_match.matching.zones import wall_to_utc
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import DateField, Form
from volunteer_match.web.times import format_span


class RequestForm(Form):
    """Times are on the reader's clock; an end at or before the start is the next morning."""

    day = DateField(_("Day"), [InputRequired(_("Choose the day."))])
    start = TimeField(_("From"), [InputRequired(_("Enter when it begins."))])
    end = TimeField(_("To"), [InputRequired(_("Enter when it ends."))])
    match = SelectField(_("What for"), [Optional()])
    note = TextAreaField(
        _("Anything a coordinator should know"),
        [Length(max=500, message=_("Keep it under 500 characters.")), no_private_contact],
    )

    def offer(self, matches: list[Match], zone: str, other: str) -> None:
        """Fills the choices: sessions that are ahead, or something else."""
        self.match.choices = [("", other)] + [
            (match.public_id, f"{match.opportunity.title}, {format_span(match.starts_at, match.ends_at, zone)}")
            for match in matches
            if match.starts_at and match.ends_at
        ]

    def span(self, zone: str) -> tuple[datetime, datetime]:
        """The instants, in UTC."""
        last: date = self.day.data + timedelta(days=1 if self.end.data <= self.start.data else 0)
        return _instant(self.day.data, self.start.data, zone), _instant(last, self.end.data, zone)


def _instant(day: date, clock: time, zone: str) -> datetime:
    return wall_to_utc(datetime.combine(day, clock), zone)
