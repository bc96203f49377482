"""When a message or a job is tried again, when it is given up, and how long a server that fails is left alone. Pure."""

from datetime import timedelta
from email.utils import parseaddr

MAX_ATTEMPTS = 8
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=5)


def delay_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts: 1, 4, 16, 64 … minutes, 6 hours at most; None to give up."""
    if attempts >= MAX_ATTEMPTS:
        return None
    minutes: int = 4 ** (attempts - 1)
    return min(FIRST_DELAY * minutes, LONGEST_DELAY)


def pause_after(faults: int) -> timedelta:
    """How long a server that failed so many times in a row is left alone: 10, 20, 40 … seconds, 5 minutes at most."""
    doubled: int = 2 ** min(faults - 1, 10)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def is_sendable(address: str) -> bool:
    """Whether this can be one address of one person: an address with a line end in it could add headers."""
    name, plain = parseaddr(address)
    return not name and plain == address and "@" in plain and plain.isprintable()
