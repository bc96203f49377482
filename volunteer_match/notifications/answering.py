"""Notices that ask for an answer, and where one click gives it. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from volunteer_match.notifications.kinds import NoticeKind

ASKS = frozenset({NoticeKind.MATCH_INVITED, NoticeKind.MATCH_PROMOTED, NoticeKind.MATCH_ASKED_AGAIN})
"""Notices that ask for an answer; all but an invitation for a yes alone, which can be said in the inbox."""


def asks_for_answer(code: str) -> bool:
    """Whether this notice wants more than to be read."""
    return code in ASKS


def yes_address(code: str, params: Mapping[str, Any], path: str, now: datetime) -> str | None:
    """Where a yes to this notice is sent with one click; None where none is asked, or not any more."""
    until = params.get("confirm_by")
    if code == NoticeKind.MATCH_INVITED or not asks_for_answer(code):
        return None
    return f"{path}/confirmation" if until and datetime.fromisoformat(until) > now else None
