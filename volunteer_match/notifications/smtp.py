"""Hands messages to an SMTP server, with a time limit on every step."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

TIMEOUT_SECONDS = 15.0
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class DeliveryFault(Exception):
    """The server did not take a message; `is_final` when trying again can't help."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


class SmtpDelivery:
    """Delivers to `url`: `smtp://user:password@host:port`, `smtps://…` (TLS at once) or `smtp+starttls://…`."""

    def __init__(self, url: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._address: SplitResult = urlsplit(url)
        self._timeout = timeout

    def _connect(self) -> smtplib.SMTP:
        address = self._address
        host, port = address.hostname or "localhost", address.port or PORTS[address.scheme]
        if address.scheme == "smtps":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port, timeout=self._timeout, context=context)
        return smtplib.SMTP(host, port, timeout=self._timeout)

    def _greet(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self._address.scheme == "smtp+starttls":
            server.starttls(context=ssl.create_default_context())
        if self._address.username:
            server.login(unquote(self._address.username), unquote(self._address.password or ""))

    def __call__(self, email: EmailMessage) -> None:
        """Returns when the server has taken responsibility for `email`; raises DeliveryFault otherwise."""
        try:
            server = self._connect()
            try:
                self._greet(server)
                server.send_message(email)
            finally:
                _leave(server)
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            raise DeliveryFault(_said(code, words), is_final=code >= 500) from refused
        except smtplib.SMTPAuthenticationError as fault:
            # The password of the server may be put right by its owner: the message itself is fine.
            raise DeliveryFault(_said(fault.smtp_code, fault.smtp_error)) from fault
        except smtplib.SMTPDataError as fault:
            raise DeliveryFault(_said(fault.smtp_code, fault.smtp_error), is_final=fault.smtp_code >= 500) from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise DeliveryFault(f"{type(fault).__name__}: {fault}"[:300]) from fault


def _leave(server: smtplib.SMTP) -> None:
    """Says goodbye. What goes wrong here no longer changes whether the message was taken."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"[:300]
