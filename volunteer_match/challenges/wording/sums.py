"""Sums of products in words: "Kilometres × Average car − Kilometres × Local bus"."""

from collections.abc import Iterable


def product_words(parts: Iterable[tuple[bool, str]]) -> str:
    """Each part, and whether it divides what stands before it."""
    text = ""
    for divides, words in parts:
        text += (" ÷ " if divides else " × ") * bool(text) + words
    return text


def sum_words(products: Iterable[tuple[int, str]]) -> str:
    """Each product, and its sign; the first one is never taken away."""
    text = ""
    for sign, words in products:
        text += (" + " if sign > 0 else " − ") * bool(text) + words
    return text
