"""The people and the deeds of the tests of hours."""

from tests.hours.conftest import deeds, signed, visitor

__all__ = ["deeds", "signed", "visitor"]
