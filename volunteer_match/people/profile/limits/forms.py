"""How much an agent gives at most, and whether they are of age."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import NumberRange, Optional

from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.forms import DecimalField, Form

ADULT_WORDS = {"yes": True, "no": False}


def adult_word(is_adult: bool | None) -> str:
    """ "yes", "no", or nothing for what was not said."""
    return "" if is_adult is None else "yes" if is_adult else "no"


class LimitsForm(Form):
    """Hours a week in steps of a quarter; no hours is no limit."""

    hours = DecimalField(
        _l("Hours a week, at most"),
        [
            Optional(),
            NumberRange(min=Decimal("0.25"), max=80, message=_l("Enter between a quarter of an hour and 80 hours.")),
        ],
        places=None,
    )
    is_adult = RadioField(_l("Are you 18 or over?"), [Optional()])

    def __init__(self, profile: AgentProfile, *args: Any, **options: Any) -> None:
        minutes = profile.weekly_limit_minutes
        known = {
            "hours": Decimal(f"{minutes / 60:g}") if minutes else None,
            "is_adult": adult_word(profile.is_adult),
        }
        super().__init__(*args, data=known, **options)
        self.is_adult.choices = [("yes", _("Yes")), ("no", _("No"))]

    def minutes(self) -> int | None:
        """The limit, to the nearest quarter of an hour."""
        return None if self.hours.data is None else max(15, round(self.hours.data * 4) * 15)

    def adult(self) -> bool | None:
        return ADULT_WORDS.get(self.is_adult.data or "")
