"""What a kind of job is made of. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Task:
    """A job as its handler sees it. `public_id` stays the same over all attempts: outside, it tells a repetition."""

    public_id: str
    company_id: int | None
    params: dict[str, Any]
    attempts: int
    """How many times it was begun, this time included."""


class JobFault(Exception):
    """A job could not be done. `reason` is read by administrators: it names codes, never people.

    `is_final` sets the job aside at once; `wait` is how long somebody outside asked us to wait, at least.
    """

    def __init__(self, reason: str, *, is_final: bool = False, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.is_final = is_final
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Handler(Generic[Question, Answer]):
    """Three steps. `read` looks in the database; `call` goes outside, without a transaction; `write` has all effects
    on the database, in the one transaction that also says that the job is done: they happen exactly once.

    What `call` does may happen twice, when the worker is killed before `write` was committed. `write` may return a
    JobFault: what it wrote is kept, and the job is tried again. What is raised undoes it.
    """

    read: Callable[[Task], Question]
    call: Callable[[Question], Answer]
    write: Callable[[Task, Answer, datetime], JobFault | None]


def inside(write: Callable[[Task, datetime], JobFault | None]) -> Handler[None, None]:
    """A handler of a job that needs nothing from outside."""
    return Handler(lambda _task: None, lambda _question: None, lambda task, _answer, now: write(task, now))
