"""Mail servers that take, refuse, put off or drop what they are sent."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller


class Taking:
    """Takes everything and remembers it."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.received.append(envelope.content)
        return "250 OK"


class Refusing(Taking):
    """Knows no such person, for good or for now."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, _envelope: Any, _address: str, _options: list[str]
    ) -> str:
        return self.answer


class Dropping(Taking):
    """Hangs up amid the message."""

    async def handle_DATA(self, server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        server.transport.close()
        return "250 OK"


class DroppingAfter(Taking):
    """Takes the message, then hangs up without a goodbye."""

    async def handle_QUIT(self, server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        server.transport.close()
        return "221 Bye"


@contextmanager
def serving(handler: Taking) -> Iterator[str]:
    """A server on a free port; gives its address for SMTP_URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
