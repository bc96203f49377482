"""What a version may be called, and what may still happen to it. Pure."""

import re

from volunteer_match.refusals import Refusal

NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")


class VersionRefusal(Refusal):
    """The sentences are in faults.py."""

    NAME = "name"
    TAKEN = "taken"
    IN_USE = "in-use"


def refuse_name(name: str, *, is_taken: bool) -> VersionRefusal | None:
    if not NAME.fullmatch(name):
        return VersionRefusal.NAME
    return VersionRefusal.TAKEN if is_taken else None


def refuse_change(*, is_in_use: bool) -> VersionRefusal | None:
    """Only what nobody counts with yet can be put to use or dropped."""
    return VersionRefusal.IN_USE if is_in_use else None
