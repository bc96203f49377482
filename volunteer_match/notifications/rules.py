"""When a message is tried again, and when it is given up. Pure."""

from datetime import timedelta
from email.utils import parseaddr

MAX_ATTEMPTS = 8
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)


def delay_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts: 1, 4, 16, 64 … minutes, 6 hours at most; None to give up."""
    if attempts >= MAX_ATTEMPTS:
        return None
    minutes: int = 4 ** (attempts - 1)
    return min(FIRST_DELAY * minutes, LONGEST_DELAY)


def is_sendable(address: str) -> bool:
    """Whether this can be one address of one person: an address with a line end in it could add headers."""
    name, plain = parseaddr(address)
    return not name and plain == address and "@" in plain and plain.isprintable()
