"""Several people who press their buttons at the same moment, each with a browser and a connection of their own."""

import contextvars
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from volunteer_match.extensions import db
from volunteer_match.web import application

Act = Callable[[], int]


def all_at_once(acts: Sequence[Act]) -> list[int]:
    """What each of the requests in `acts` answered, in their order; they begin together."""
    start = threading.Barrier(len(acts))

    def run(act: Act) -> int:
        start.wait(10)
        return contextvars.Context().run(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def meeting(function: Callable[..., Any], together: threading.Barrier) -> Callable[..., Any]:
    """`function`, after which everybody waits for the others, so that all go on with what they read. Where a lock lets
    only one come so far, the others are waited for in vain, for the barrier's own time.
    """

    def read_and_meet(*args: Any, **options: Any) -> Any:
        found = function(*args, **options)
        with suppress(threading.BrokenBarrierError):
            together.wait()
        return found

    return read_and_meet


@contextmanager
def writing_begins_as_reading(monkeypatch: pytest.MonkeyPatch, *modules: Any) -> Iterator[None]:
    """For negative controls: on SQLite the writer's turn is the lock that a careless program would lack."""

    def begin_as_reader(session: Any) -> None:
        db.session.rollback()

    with monkeypatch.context() as patch:
        for module in (application, *modules):
            patch.setattr(module, "begin_write", begin_as_reader)
        yield
