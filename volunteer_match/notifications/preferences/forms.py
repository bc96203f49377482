"""Which e-mails, and when."""

from datetime import time
from typing import Any

from babel.dates import get_day_names
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, SelectMultipleField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from volunteer_match.glossary import Role
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.preferences.rules import GROUPS_OF, HOUR_MINUTES, QuietHours, Wish
from volunteer_match.notifications.preferences.words import group_words
from volunteer_match.web.forms import Form


def _time(minute: int) -> time:
    return time(*divmod(minute, HOUR_MINUTES))


def _minute(clock: time) -> int:
    return clock.hour * HOUR_MINUTES + clock.minute


class PreferencesForm(Form):
    """Ticked groups are sent by e-mail. `role` decides which are on offer; the digest is for who volunteers."""

    mailed = SelectMultipleField(_("By e-mail"))
    keeps_quiet = BooleanField(_("Keep quiet hours"))
    quiet_from = TimeField(_("From"), [Optional()])
    quiet_to = TimeField(_("Until"), [Optional()])
    digest_day = SelectField(_("Day"), coerce=int)
    digest_hour = SelectField(_("Hour"), coerce=int)

    def __init__(self, role: Role, wish: Wish) -> None:
        self.groups, self.wish = GROUPS_OF[role], wish
        quiet = wish.quiet or Wish().quiet
        assert quiet is not None
        super().__init__(
            data={
                "mailed": [group.value for group in self.groups if group not in wish.muted],
                "keeps_quiet": wish.quiet is not None,
                "quiet_from": _time(quiet.start),
                "quiet_to": _time(quiet.end),
                "digest_day": wish.digest_day,
                "digest_hour": wish.digest_hour,
            }
        )
        self.mailed.choices = [SelectChoice(group.value, group_words(group).name) for group in self.groups]
        names = get_day_names("wide", locale=get_locale())
        self.digest_day.choices = [SelectChoice(day, names[day]) for day in range(7)]
        self.digest_hour.choices = [SelectChoice(hour, f"{hour:02}:00") for hour in range(24)]
        if not self.has_digest:
            del self.digest_day, self.digest_hour

    @property
    def has_digest(self) -> bool:
        return NoticeGroup.FOR_YOU in self.groups

    @property
    def hints(self) -> dict[str, str]:
        """What belongs to each group, under its box."""
        words = {group.value: group_words(group) for group in self.groups}
        return {code: f"{each.hint} {each.always}".strip() for code, each in words.items()}

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.keeps_quiet.data:
            for field in (self.quiet_from, self.quiet_to):
                if field.data is None:
                    field.errors = [gettext("Enter a time, like 21:00.")]
            if not self.errors and self.quiet_from.data == self.quiet_to.data:
                self.quiet_to.errors = [gettext("The end has to be another time than the start.")]
        if not self.errors and self.has_digest and NoticeGroup.FOR_YOU in self._mailed and self.chosen.digest_is_quiet:
            self.digest_hour.errors = [gettext("That lies in your quiet hours. Choose another hour.")]
        return not self.errors

    @property
    def _mailed(self) -> frozenset[NoticeGroup]:
        return frozenset(map(NoticeGroup, self.mailed.data))

    @property
    def chosen(self) -> Wish:
        """The answers as a wish. What other roles are told stays as it was: roles change."""
        others = self.wish.muted.difference(self.groups)
        quiet = (
            QuietHours(_minute(self.quiet_from.data), _minute(self.quiet_to.data)) if self.keeps_quiet.data else None
        )
        return Wish(
            muted=others | frozenset(self.groups) - self._mailed,
            quiet=quiet,
            digest_day=self.digest_day.data if self.has_digest else self.wish.digest_day,
            digest_hour=self.digest_hour.data if self.has_digest else self.wish.digest_hour,
        )
