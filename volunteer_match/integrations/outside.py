"""Asks servers that people name: webhooks and subscribed calendars. Safe from what such an address may lead to.

The name is resolved once, every address that it has must be public, and the connection goes to one that was checked:
a name that leads elsewhere the next time gains nothing. No redirect is followed, no proxy or cookie is used, and time
and size have a limit. Addresses may be secrets, so none is ever logged or quoted in a fault.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import SplitResult, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from volunteer_match.integrations.addresses import is_public
from volunteer_match.integrations.time_limit import TimeLimit
from volunteer_match.refusals import Refusal

MOST_ADDRESSES = 4


class OutsideRefusal(Refusal):
    """Why nobody was asked, or why there is no answer."""

    NO_ADDRESS = "That is not a web address."
    NOT_HTTPS = "The address must begin with https://."
    UNKNOWN_HOST = "No computer of that name was found."
    PRIVATE = "The address leads into a private network."
    NO_ANSWER = "The other side did not answer."
    NOT_SECURE = "The connection is not secure: the certificate of the other side was not accepted."
    TOO_SLOW = "The other side took too long."
    TOO_LARGE = "The answer was too large."


class OutsideFault(Exception):
    """There is no answer."""

    def __init__(self, refusal: OutsideRefusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take in all, and how many bytes of the answer are read (unpacked)."""

    seconds: float = 10.0
    most_bytes: int = 100_000


@dataclass(frozen=True, slots=True)
class Request:
    """A question. `url` is not shown in its representation: it may be a secret."""

    url: str = field(repr=False)
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `headers` by names in small letters. A redirect (3xx) is an answer like any other."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def conditional(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Headers for a question whose last answer had these: status 304 then says that nothing changed."""
    asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in asked.items() if value}


def check_address(url: str, *, private: bool) -> SplitResult:
    """The parts of an address that may be asked, as far as its text tells; raises OutsideFault.

    `private` is the setting that lets development and tests ask their own machine, without TLS.
    """
    try:
        parts = urlsplit(url)
        has_port = parts.port != 0
    except ValueError:
        raise OutsideFault(OutsideRefusal.NO_ADDRESS) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or not has_port or "@" in parts.netloc:
        raise OutsideFault(OutsideRefusal.NO_ADDRESS)
    if not url.isascii() or not url.isprintable() or " " in url:
        raise OutsideFault(OutsideRefusal.NO_ADDRESS)
    if parts.scheme == "http" and not private:
        raise OutsideFault(OutsideRefusal.NOT_HTTPS)
    return parts


def _resolve(host: str, port: int, *, private: bool) -> list[str]:
    """The addresses of a host in digits; raises OutsideFault when one of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise OutsideFault(OutsideRefusal.UNKNOWN_HOST) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not private and not all(map(is_public, addresses)):
        raise OutsideFault(OutsideRefusal.PRIVATE)
    return addresses[:MOST_ADDRESSES]


def _connections(parts: SplitResult, seconds: float, *, private: bool) -> Iterator[HTTPConnection]:
    """A connection for each address of the host, not yet open."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    for address in _resolve(host, port, private=private):
        if parts.scheme == "http":
            yield HTTPConnection(address, port, timeout=seconds)
        else:
            context = ssl.create_default_context()
            yield HTTPSConnection(address, port, timeout=seconds, ssl_context=context, server_hostname=host)


def _read(connection: HTTPConnection, parts: SplitResult, asked: Request, most_bytes: int) -> Answer:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {
        "Host": parts.netloc,
        "User-Agent": "volunteer-match",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **asked.headers,
    }
    connection.request(asked.method, target, body=asked.body, headers=headers, preload_content=False)
    response = connection.getresponse()
    body = response.read(most_bytes + 1, decode_content=True)
    if len(body) > most_bytes:
        raise OutsideFault(OutsideRefusal.TOO_LARGE)
    return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, body)


def _connect(parts: SplitResult, seconds: float, opened: list[HTTPConnection], *, private: bool) -> HTTPConnection:
    """The first address of the host that takes a connection."""
    faults: list[Exception] = [OSError()]
    for connection in _connections(parts, seconds, private=private):
        opened.append(connection)
        try:
            connection.connect()
        except (urllib3.exceptions.HTTPError, OSError) as fault:
            connection.close()
            faults.append(fault)
        else:
            return connection
    raise faults[-1]


def ask(asked: Request, limits: Limits = Limits(), *, private: bool = False) -> Answer:
    """Asks, and reads the whole answer; raises OutsideFault. Takes `limits.seconds` at most, once the name is resolved.

    Must not be called while a transaction is open.
    """
    parts = check_address(asked.url, private=private)
    opened: list[HTTPConnection] = []
    with TimeLimit(limits.seconds, lambda: opened[-1].sock if opened else None) as limit:
        try:
            with closing(_connect(parts, limits.seconds, opened, private=private)) as connection:
                answer = _read(connection, parts, asked, limits.most_bytes)
        except (urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError) as fault:
            raise OutsideFault(_refusal_of(fault, limit)) from None
    if limit.is_over:  # what was cut off may look like a short answer
        raise OutsideFault(OutsideRefusal.TOO_SLOW)
    return answer


def _refusal_of(fault: Exception, limit: TimeLimit) -> OutsideRefusal:
    is_refused = isinstance(fault, urllib3.exceptions.NewConnectionError)  # counts itself among the time-outs
    if limit.is_over or (isinstance(fault, (TimeoutError, urllib3.exceptions.TimeoutError)) and not is_refused):
        return OutsideRefusal.TOO_SLOW
    if isinstance(fault, (ssl.SSLError, urllib3.exceptions.SSLError)):
        return OutsideRefusal.NOT_SECURE
    return OutsideRefusal.NO_ANSWER
