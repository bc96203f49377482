"""The same people and acts as the tests of matches, and a mailbox that real messages arrive in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from icalendar import Calendar, Event

from tests.matches.acts import Acts
from tests.matches.conftest import acts, signed  # noqa: F401 - fixtures
from volunteer_match.notifications.sender import Sender
from volunteer_match.notifications.smtp import DeliveryFault

WAIT = timedelta(seconds=31)
"""A little longer than undo can stop a notice."""


class Mailbox:
    """Takes what is due at a moment, as bytes, and gives it back as a mail program reads it."""

    def __init__(self) -> None:
        self.is_refusing = False
        self._taken: list[EmailMessage] = []

    def __call__(self, email: EmailMessage) -> None:
        if self.is_refusing:
            raise DeliveryFault("421 not now")
        whole = message_from_bytes(email.as_bytes(policy=policy.SMTP), policy=policy.default)
        assert isinstance(whole, EmailMessage)
        self._taken.append(whole)

    def close(self) -> None:
        """There is no connection."""

    abort = close

    def take(self, now: datetime, to: str = "agent@example.org") -> list[EmailMessage]:
        """What arrives for this person when everything that is due at `now` is sent."""
        self._taken.clear()
        Sender(self, lambda: now).send_due()
        return [mail for mail in self._taken if mail["To"] == to]

    def calendars(self, now: datetime) -> list[Event]:
        """The entries that arrive for the agent, in order; each with its METHOD as `method`."""
        return [entry for mail in self.take(now) for entry in entries_of(mail)]


def entries_of(mail: EmailMessage) -> list[Event]:
    found = []
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            calendar = Calendar.from_ical(part.get_content())
            (event,) = calendar.walk("VEVENT")
            assert str(calendar["METHOD"]) == part.get_param("method")
            event.add("x-method", str(calendar["METHOD"]))
            found.append(event)
    return found


def said(events: list[Event]) -> list[tuple[str, int]]:
    """Method and sequence of each."""
    return [(str(event["X-METHOD"]), int(event["SEQUENCE"])) for event in events]


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def later(acts: Acts) -> Callable[[int], datetime]:  # noqa: F811 - the fixture above
    """So many seconds after the world's beginning."""
    return lambda seconds: acts.world.now + timedelta(seconds=seconds)
