"""Formulas as sums of products, read from one line of text such as "km * car - km * bus". Pure.

So simple that the page "how this is worked out" can show every part of it with its value. Names are inputs of an action
or codes of factors; numbers stand in no formula, they are factors with a source.
"""

import re
from dataclasses import dataclass
from typing import Literal

Sign = Literal[1, -1]
NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A name to multiply with, or to divide by."""

    name: str
    divides: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    sign: Sign
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    text: str
    terms: tuple[Term, ...]

    def names(self) -> tuple[str, ...]:
        """Each name once, in the order of the text."""
        return tuple(dict.fromkeys(part.name for term in self.terms for part in term.parts))


def formula(text: str) -> Formula:
    """Raises ValueError where the line is not a sum of products. A minus stands between spaces: a code may hold one."""
    terms = []
    for sign, product in _products(text):
        first, *others = re.split(r"\s([*/])\s", product)
        pairs = zip(others[::2], others[1::2], strict=True)
        parts = (Part(first), *(Part(name, mark == "/") for mark, name in pairs))
        if not all(NAME.fullmatch(part.name) for part in parts):
            raise ValueError(text)
        terms.append(Term(sign, parts))
    return Formula(text, tuple(terms))


def _products(text: str) -> list[tuple[Sign, str]]:
    first, *others = re.split(r"\s([+-])\s", text)
    following: list[tuple[Sign, str]] = [
        (1 if mark == "+" else -1, product) for mark, product in zip(others[::2], others[1::2], strict=True)
    ]
    return [(1, first), *following]
