"""What a photo has to be, and what becomes of a file. Pure."""

from dataclasses import dataclass

from volunteer_match.glossary import EntryState
from volunteer_match.refusals import Refusal

MOST_BYTES = 15_000_000
"""Of an upload: the largest that a telephone makes has about 12 million."""
LEAST_SIDE = 64
MOST_JPEG_PIXELS, MOST_PIXELS = 64_000_000, 24_000_000
"""A JPEG is unpacked at a fraction of its size; PNG and WebP wholly, at 4 bytes a pixel."""
MOST_OF_ENTRY = 3
MOST_AN_HOUR = 30
"""Files of one person, those refused included: each costs a second of a processor."""
TAKES_PHOTOS = frozenset({EntryState.COUNTED, EntryState.WAITING, EntryState.QUESTIONED})


class PhotoRefusal(Refusal):
    EMPTY = "Choose a photo."
    TOO_MANY_BYTES = "The file is larger than 15 MB. Send a smaller version of the photo."
    NOT_A_PHOTO = "That is no photo that can be read. Send a JPEG, PNG or WebP picture."
    HEIC = "The photo is in Apple’s own format (HEIC). Send it as a JPEG: a screenshot of it will do."
    TOO_MANY_PIXELS = "The picture is too large. Send it with at most 24 million pixels."
    TOO_SMALL = "The picture is too small to see anything. Send one of at least 64 pixels each way."
    MOVING = "The picture moves. Send one that stands still."
    BROKEN = "The file is damaged or was cut off on its way. Try again, or send another photo."
    TOO_MANY = "You sent many photos in a short time. Try again in an hour."
    ENOUGH = "There are three photos already. Remove one first."
    NOT_NOW = "No photo can be added to this any more."
    NOT_OWN = "Somebody else looks at photos of your own."
    GONE = "This photo is gone: whoever sent it has removed it."


@dataclass(frozen=True, slots=True)
class Clean:
    """A picture and its thumbnail, both WebP without any metadata; `width` and `height` are the picture's, in pixels.

    `likeness` is the same for the same picture, also where it was saved again at another size or quality.
    """

    picture: bytes
    thumbnail: bytes
    width: int
    height: int
    likeness: str


def judge_adding(state: EntryState, photos: int, *, is_closed: bool) -> PhotoRefusal | None:
    """What stands in the way of one more photo; `photos` are those of the entry that were not refused."""
    if is_closed or state not in TAKES_PHOTOS:
        return PhotoRefusal.NOT_NOW
    return PhotoRefusal.ENOUGH if photos >= MOST_OF_ENTRY else None
