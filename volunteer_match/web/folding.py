"""Words as they are compared and put into order: accents and case don't count. Pure."""

import unicodedata


def folded(text: str) -> str:
    """Lower case and without accents, so that "matematicas" finds "Matemáticas"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def capitalised(text: str) -> str:
    """With a capital at its start, for what begins a line: languages and days have none within a Spanish sentence."""
    return text[:1].upper() + text[1:]
