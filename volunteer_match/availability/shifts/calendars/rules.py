"""When a calendar is asked for again, and what may be shown of its address. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

EVERY = timedelta(hours=4)
LONGEST = timedelta(days=1)
TOLD_AFTER = timedelta(days=1)
"""A server may be away for a night; after so long the agent is told, once."""
MOST_CALENDARS = 3
MOST_BYTES = 2_000_000
LONGEST_ADDRESS = 1_000


class FetchFault(StrEnum):
    """Why a calendar could not be read. Values are kept in rows."""

    UNREACHABLE = "unreachable"
    PRIVATE = "private"
    NOT_SECURE = "not-secure"
    TOO_LARGE = "too-large"
    REFUSED = "refused"
    GONE = "gone"
    MOVED = "moved"
    NOT_A_CALENDAR = "not-a-calendar"


def tidy_address(raw: str) -> str:
    """Calendar programs write webcal:// for what is asked for by https://."""
    address = raw.strip()
    for scheme in ("webcals://", "webcal://"):
        if address.lower().startswith(scheme):
            return f"https://{address[len(scheme) :]}"
    return address


def masked(address: str) -> str:
    """The name of the server alone: whoever has the rest can read the calendar."""
    return f"{urlsplit(address).hostname or '–'}/…"


def fault_of_status(status: int) -> FetchFault:
    """What an answer that is no calendar means."""
    if 300 <= status < 400:
        return FetchFault.MOVED
    if status in (404, 410):
        return FetchFault.GONE
    return FetchFault.REFUSED if status in (401, 403) else FetchFault.UNREACHABLE


def due_after(failures: int, now: datetime) -> datetime:
    """Every four hours; less and less often while it fails, down to once a day."""
    return now + min(EVERY * (1 << min(failures, 10)), LONGEST)


def is_to_be_told(failing_since: datetime, failed_before: datetime | None, now: datetime) -> bool:
    """Whether this is the first failure after which the agent should hear of it."""
    was_long = failed_before is not None and failed_before - failing_since >= TOLD_AFTER
    return now - failing_since >= TOLD_AFTER and not was_long
