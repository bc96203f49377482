"""A limit on all that a connection takes: a server that sends a byte now and then keeps within every time-out."""

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Timer
from types import TracebackType


class TimeLimit:
    """Cuts a connection after `seconds`: whoever reads from it or writes to it gets an error at once.

    `find_socket` is asked when the time is over, for the connection may be made meanwhile.
    """

    def __init__(self, seconds: float, find_socket: Callable[[], socket.socket | None]) -> None:
        self._find_socket = find_socket
        self._timer = Timer(seconds, self.cut)
        self._timer.daemon = True
        self.is_over = False

    def cut(self) -> None:
        """Cuts the connection now; from any thread."""
        self.is_over = True
        if (found := self._find_socket()) is not None:
            with suppress(OSError):
                # Not the method of a TLS socket, which takes its state away from the thread that uses it.
                socket.socket.shutdown(found, socket.SHUT_RDWR)

    def __enter__(self) -> "TimeLimit":
        self._timer.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
