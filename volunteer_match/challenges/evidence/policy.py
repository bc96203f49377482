"""Who sees a photo: whoever sent it and the coordinators; others once it is accepted, and only with consent. Pure."""

from dataclasses import dataclass

from volunteer_match.challenges.evidence.rules import TAKES_PHOTOS
from volunteer_match.glossary import EntryState, PhotoState


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """A photo as somebody of the same company finds it. `has_consent`: whoever sent it lets colleagues see it now."""

    is_own: bool
    is_staff: bool
    state: PhotoState
    entry_state: EntryState
    has_consent: bool


def may_see_photo(facts: PhotoFacts) -> bool:
    """Whether the picture is handed out."""
    if facts.is_own or facts.is_staff:
        return True
    return facts.state is PhotoState.ACCEPTED and facts.entry_state in TAKES_PHOTOS and facts.has_consent
