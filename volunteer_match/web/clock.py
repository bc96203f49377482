"""Where a request gets its `now` from; rules and actions take it as an argument."""

from datetime import UTC, datetime

from flask import g


def now() -> datetime:
    """The instant of this request, aware, in UTC; the same for all of it."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment
