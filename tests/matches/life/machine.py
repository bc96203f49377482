"""Everything that people and time can do to matches, as rules that Hypothesis puts in any order.

Another part of the life of a match joins by a rule in one of these parts and, where it tells somebody something, by a
check.
"""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.matches.life.changing import Changing
from tests.matches.life.volunteering import Volunteering
from volunteer_match.matches import endings, waitlist
from volunteer_match.matches.cover import actions as cover
from volunteer_match.matches.promises import actions as promises


class Life(Volunteering, Changing):
    """People and time."""

    @rule(
        hours=st.sampled_from([0.005, 0.05, 0.05, 0.5, 1, 1, 6, 6, 30, 50]),
        is_swept=st.sampled_from([True, True, False]),
    )
    def time_passes(self, hours: float, is_swept: bool) -> None:
        """The worker may be late: then a yes comes after its time, and still counts."""
        self.now += timedelta(hours=hours)
        if is_swept:
            self.sweep()

    @rule()
    def sweep(self) -> None:
        """Everything that time asks for, each looked at by itself, and the mails that are due."""
        self.ledger.calendars.deliver(self.now)
        for sweep in (promises.lapse_due, endings.expire_due, waitlist.fill_due, cover.tend_covers):
            self.attempt(lambda sweep=sweep: sweep(self.now))  # type: ignore[misc]
            self.ledger.check(self.now)
        self.ledger.answers.nobody_waits_in_vain(self.now)
