"""Codes of certificates: drawn at random, printed in groups, read however they are typed."""

import re
import secrets

from volunteer_match.database.base import ALPHABET

LENGTH = 12
"""Of 27 signs: 57 bits. A million certificates, and 80 guesses an hour from one address: no hit in a thousand years."""
GROUP = 4


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown_code(code: str) -> str:
    """ "K7M2-PQ4R-X9TB": as it is printed and read out."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP)).upper()


def read_code(typed: str) -> str | None:
    """The code that somebody typed, however they wrote it; None where it can be none."""
    code = re.sub(r"[\s\-–—._]+", "", typed).lower()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
