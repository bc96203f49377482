"""What a photo has to be, and what becomes of a file. Pure."""

from dataclasses import dataclass

from volunteer_match.refusals import Refusal

MOST_BYTES = 15_000_000
"""Of an upload: the largest that a telephone makes has about 12 million."""
LEAST_SIDE = 64
MOST_JPEG_PIXELS, MOST_PIXELS = 64_000_000, 24_000_000
"""A JPEG is unpacked at a fraction of its size; PNG and WebP wholly, at 4 bytes a pixel."""


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
