"""What queues share whose cases are decided one after the other, with one in focus."""

from collections.abc import Sequence
from typing import Any

from flask import make_response, url_for
from flask.typing import ResponseReturnValue

from volunteer_match.web.fragments import is_fragment


def after(waiting: Sequence[str], decided: str) -> str | None:
    """The case (by public id) that comes next when this one leaves the queue; the last one gives way to the one
    before it.
    """
    if decided not in waiting:
        return waiting[0] if waiting else None
    at = waiting.index(decided)
    rest = [*waiting[:at], *waiting[at + 1 :]]
    return rest[min(at, len(rest) - 1)] if rest else None


def addressed(answer: ResponseReturnValue, endpoint: str, **focus: Any) -> ResponseReturnValue:
    """After a decision HTMX follows the redirect, and the address must name the case that is shown."""
    if not is_fragment():
        return answer
    response = make_response(answer)
    response.headers["HX-Push-Url"] = url_for(endpoint, **focus)
    return response
