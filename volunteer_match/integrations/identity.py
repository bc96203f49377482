"""Ids for what comes without one. Pure."""

from hashlib import sha256

from volunteer_match.integrations.concepts import same_word


def derived_id(*parts: str) -> str:
    """An id made of words: the same words, in any case and punctuation, give the same id at the next import."""
    return "derived-" + sha256("\n".join(same_word(part) for part in parts).encode()).hexdigest()[:24]
