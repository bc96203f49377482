"""Web addresses from outside: only http and https, whole, and with nobody's contact inside. Pure."""

import re
from urllib.parse import urlsplit

from volunteer_match.integrations.redaction import redact

MAX_LINK = 2000
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})", re.IGNORECASE)
BARE = re.compile(rf"{HOST.pattern}(?:[/?#].*)?", re.IGNORECASE)


def find_link(raw: object) -> str | None:
    """The address, with https:// before a bare host; None where it isn't a public web address or holds a contact."""
    if not isinstance(raw, str):
        return None
    link = raw.strip()
    if BARE.fullmatch(link):
        link = f"https://{link}"
    if len(link) > MAX_LINK or re.search(r"[\s\x00-\x1f\x7f<>\"'\\^`{|}]", link) or not link.isprintable():
        return None
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
        parts.port  # noqa: B018 - raises where the port is no number
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in ("http", "https") or not HOST.fullmatch(host) or "@" in parts.netloc:
        return None
    return None if redact(link)[1] else link
