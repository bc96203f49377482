"""Where a request gets its `now` from; rules and actions take it as an argument."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import g

Clock = Callable[[], datetime]
"""What works on after a request, or beside one, asks again what time it is."""


def utc_now() -> datetime:
    """This very instant, aware, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """The instant of this request, aware, in UTC; the same for all of it."""
    if "now" not in g:
        g.now = utc_now()
    moment: datetime = g.now
    return moment
