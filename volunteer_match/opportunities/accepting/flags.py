"""What an import noticed, as lines of a page; the sentences are the import's own."""

from typing import Any

from volunteer_match.integrations.needs import Flag, FlagCode
from volunteer_match.integrations.words import flag_words as sentence_of


def flag_words(flags: list[Any]) -> list[str]:
    """A sentence for each flag of an imported record, with a capital at its start."""
    sentences = [sentence_of(Flag(FlagCode(flag["code"]), flag.get("detail", ""))) for flag in flags]
    return [sentence[:1].upper() + sentence[1:] for sentence in sentences]
