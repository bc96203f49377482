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
        self.greetings = 0

    async def handle_EHLO(  # noqa: N802
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.greetings += 1
        session.host_name = hostname
        return responses

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
    """Hangs up amid the message, some times; then it is well."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.times:
            self.times -= 1
            server.transport.close()
            return "250 OK"
        return await super().handle_DATA(server, session, envelope)


class DroppingOne(Taking):
    """Can't bear one recipient: hangs up amid whatever is for them."""

    def __init__(self, unbearable: str) -> None:
        super().__init__()
        self.unbearable = unbearable

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.unbearable in envelope.rcpt_tos:
            server.transport.close()
            return "250 OK"
        return await super().handle_DATA(server, session, envelope)


class Forgetting(Taking):
    """Takes a message and hangs up before it says so: nobody can tell this from not taking it."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await super().handle_DATA(server, session, envelope)
        server.transport.close()
        return "250 OK"


class Tiring(Taking):
    """Ends a connection after some messages, as servers do."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after

    async def handle_MAIL(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if len(self.received) == self.after * self.greetings:
            return "421 enough for one connection"
        envelope.mail_from = address
        return "250 OK"


class DroppingAfter(Taking):
    """Takes the message, then hangs up without a goodbye."""

    async def handle_QUIT(self, server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        server.transport.close()
        return "221 Bye"


@contextmanager
def hanging() -> Iterator[tuple[str, socket.socket]]:
    """Never greets; gives its address and its door, at which one can wait for somebody."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(10)
        yield f"smtp://127.0.0.1:{door.getsockname()[1]}", door


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
