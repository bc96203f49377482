"""Passwords: argon2id, and a list of common ones refused offline."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from volunteer_match.people.policy import MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH
from volunteer_match.refusals import Refusal

# OWASP's password storage sheet: argon2id with at least 19 MiB, 2 passes, 1 lane.
hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


class PasswordRefusal(Refusal):
    TOO_SHORT = "Use at least 10 characters. Several plain words make a good password."
    TOO_LONG = "Use at most 256 characters."
    COMMON = "Many people use this password, so it is easy to guess. Choose another."


@cache
def _common() -> frozenset[str]:
    return frozenset(FREQUENCY_LISTS["passwords"])


def judge_password(password: str, email: str = "") -> PasswordRefusal | None:
    """Length and commonness only; what it is composed of does not matter."""
    if len(password) < MIN_PASSWORD_LENGTH:
        return PasswordRefusal.TOO_SHORT
    if len(password) > MAX_PASSWORD_LENGTH:
        return PasswordRefusal.TOO_LONG
    plain = password.casefold()
    if plain in _common() or plain == email.casefold() or len(set(plain)) <= 2:
        return PasswordRefusal.COMMON
    return None


def hash_password(password: str) -> str:
    """The argon2id hash, with its parameters and salt."""
    return hasher.hash(password)


@cache
def _decoy() -> str:
    return hasher.hash("nobody has this password")


def is_password(password_hash: str | None, password: str) -> bool:
    """Whether `password` made `password_hash`. Takes as long without a hash, so that time tells nothing."""
    try:
        return hasher.verify(password_hash or _decoy(), password[:MAX_PASSWORD_LENGTH]) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(password_hash: str | None) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return password_hash is not None and hasher.check_needs_rehash(password_hash)
