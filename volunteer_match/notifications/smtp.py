"""Hands messages to an SMTP server: one connection for many, with a time limit on every step and on each message."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from volunteer_match.integrations.time_limit import TimeLimit

STEP_SECONDS = 15.0
MESSAGE_SECONDS = 60.0
"""For one message in all, the connection included: shorter than its lease."""
MOST_PER_CONNECTION = 50
"""Servers hang up after some messages; a new connection in time is friendlier."""
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
CLOSING, TOO_LARGE = 421, 552
"""RFC 5321, 4.2.3: the service is closing this connection; the message is larger than the server takes."""


class DeliveryFault(Exception):
    """The server did not take a message; `is_final` when trying again can't help."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


class ServerFault(DeliveryFault):
    """There is something wrong with the server or the way to it, and every other message would fail alike.

    `amid` is whether the message was under way: then it may be the message that the server can't bear.
    """

    def __init__(self, reason: str, *, amid: bool = False) -> None:
        super().__init__(reason)
        self.amid = amid


class SmtpDelivery:
    """Delivers to `url`: `smtp://user:password@host:port`, `smtps://…` (TLS at once) or `smtp+starttls://…`.

    The connection stays open until `close`. One thread delivers; any other may `abort`.
    """

    def __init__(
        self, url: str, *, step_seconds: float = STEP_SECONDS, message_seconds: float = MESSAGE_SECONDS
    ) -> None:
        self._address: SplitResult = urlsplit(url)
        self._step_seconds, self._message_seconds = step_seconds, message_seconds
        self._server: smtplib.SMTP | None = None
        self._handed_over = 0
        self._limit = TimeLimit(0, lambda: None)

    def _make(self) -> smtplib.SMTP:
        """A server that is not yet connected, so that a connection that hangs can be cut."""
        host, timeout = self._address.hostname or "localhost", self._step_seconds
        if self._address.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(timeout=timeout, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(timeout=timeout)
        # The name that the certificate must have; smtplib takes it from the constructor alone, which would connect.
        server._host = host  # type: ignore[attr-defined]
        return server

    def _connect(self) -> smtplib.SMTP:
        self._server = server = self._make()
        self._handed_over = 0
        address = self._address
        code, words = server.connect(address.hostname or "localhost", address.port or PORTS[address.scheme])
        if code != 220:
            raise smtplib.SMTPConnectError(code, words)
        server.ehlo_or_helo_if_needed()
        if address.scheme == "smtp+starttls":
            server.starttls(context=ssl.create_default_context())
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
        return server

    def _ready(self) -> smtplib.SMTP:
        """The open connection if it still answers, else a new one. Raises ServerFault."""
        if self._handed_over >= MOST_PER_CONNECTION:
            self.close()
        with suppress(smtplib.SMTPException, OSError):
            if self._server is not None and self._server.noop()[0] == 250:
                return self._server
        self._drop()
        try:
            return self._connect()
        except (smtplib.SMTPException, OSError) as fault:
            raise ServerFault(_words_of(fault)) from fault

    def __call__(self, email: EmailMessage) -> None:
        """Returns when the server has taken responsibility for `email`; raises DeliveryFault otherwise."""
        with TimeLimit(MESSAGE_SECONDS, lambda: self._server.sock if self._server else None) as self._limit:
            try:
                server = self._ready()
                _hand_over(server, email)
                self._handed_over += 1
            except ServerFault:
                self._drop()
                raise

    def close(self) -> None:
        """Says goodbye. What goes wrong here no longer changes what the server has taken."""
        with suppress(smtplib.SMTPException, OSError):
            if self._server is not None:
                self._server.quit()
        self._drop()

    def abort(self) -> None:
        """Ends what is under way, at once; whoever delivers gets a ServerFault."""
        self._limit.cut()

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None


def _hand_over(server: smtplib.SMTP, email: EmailMessage) -> None:
    try:
        server.send_message(email)
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise _said(code, words) from refused
    except smtplib.SMTPSenderRefused as fault:
        # The sender is the same for all messages; only their sizes differ.
        if fault.smtp_code == TOO_LARGE:
            raise _said(fault.smtp_code, fault.smtp_error) from fault
        raise ServerFault(_words_of(fault)) from fault
    except smtplib.SMTPDataError as fault:
        raise _said(fault.smtp_code, fault.smtp_error) from fault
    except (smtplib.SMTPException, OSError) as fault:
        raise ServerFault(_words_of(fault), amid=True) from fault


def _text(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"[:300]


def _said(code: int, words: bytes | str) -> DeliveryFault:
    """What the server said to this message."""
    if code == CLOSING:
        return ServerFault(_text(code, words))
    return DeliveryFault(_text(code, words), is_final=code >= 500)


def _words_of(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return _text(fault.smtp_code, fault.smtp_error)
    return f"{type(fault).__name__}: {fault}"[:300]
