"""Makes a harmless picture of whatever somebody sent, or refuses it. Pure: bytes in, bytes out, by Pillow alone.

What comes out is drawn anew: of the file that came in no byte is kept, so neither its place and time (EXIF, XMP) nor
anything hidden in it or behind it. `separate.py` runs this in a process of its own: whatever a hostile file makes of a
decoder happens there.
"""

import io

from PIL import Image, ImageCms

from volunteer_match.challenges.evidence.rules import LEAST_SIDE, MOST_JPEG_PIXELS, MOST_PIXELS, Clean, PhotoRefusal
from volunteer_match.challenges.evidence.webp_head import webp_size
from volunteer_match.refusals import Refused

SIDE, THUMBNAIL_SIDE = 1600, 320
"""Longest sides of what is kept, in pixels: a meter can be read on the one, a list of many seen on a telephone."""
MOST_KEPT_BYTES = 400_000
TRIES = ((SIDE, 80), (SIDE, 60), (1280, 50), (960, 35))
"""Longest side and WebP quality: the first that is small enough is taken. Only noise needs the last two."""
STARTS = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"RIFF", "WEBP"))
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its EXIF orientation (Exif 2.32, tag 274)."""
ORIENTATION = 274


def clean(content: bytes) -> Clean:
    """The picture in a JPEG, PNG or WebP file, whatever its name; raises Refused."""
    image = _open(content)
    try:
        upright = _upright(_small(image), image)
        flat = _flat(upright, image.info.get("icc_profile"))
        picture, width, height = _keep(flat)
        flat.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        return Clean(picture, _webp(flat, 75), width, height, _likeness(flat))
    except Refused:
        raise
    except MemoryError as error:
        raise Refused(PhotoRefusal.TOO_MANY_PIXELS) from error
    except Exception as error:  # decoders fail in many ways, and all of them mean that the file is no good
        raise Refused(PhotoRefusal.BROKEN) from error


def _open(content: bytes) -> Image.Image:
    """Reads the head of the file only, and judges it before anything is unpacked."""
    kind = next((kind for start, kind in STARTS if content.startswith(start)), None)
    if kind is None:
        raise Refused(PhotoRefusal.HEIC if content[4:8] == b"ftyp" else PhotoRefusal.NOT_A_PHOTO)
    if kind == "WEBP":
        _judge_size(*webp_size(content), MOST_PIXELS)
    try:
        image = Image.open(io.BytesIO(content), formats=(kind,))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(PhotoRefusal.TOO_MANY_PIXELS) from error
    except Exception as error:  # as above
        raise Refused(PhotoRefusal.NOT_A_PHOTO) from error
    _judge_size(*image.size, MOST_JPEG_PIXELS if kind == "JPEG" else MOST_PIXELS)
    # Telephones put a second picture, of light and depth, into a JPEG: the first is the photo.
    if kind != "JPEG" and getattr(image, "n_frames", 1) > 1:
        raise Refused(PhotoRefusal.MOVING)
    return image


def _judge_size(width: int, height: int, most: int) -> None:
    if width * height > most:
        raise Refused(PhotoRefusal.TOO_MANY_PIXELS)
    if min(width, height) < LEAST_SIDE:
        raise Refused(PhotoRefusal.TOO_SMALL)


def _small(image: Image.Image) -> Image.Image:
    """The whole picture at no more than the size that is kept; `thumbnail` has a JPEG unpacked at a fraction."""
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        small = image
    elif image.mode.startswith("I"):  # 16 bits a pixel
        small = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    else:
        image.load()
        small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail((SIDE, SIDE), reducing_gap=2.0)
    small.load()
    return small


def _upright(small: Image.Image, image: Image.Image) -> Image.Image:
    try:
        turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    except Exception:  # a broken EXIF block is lost with the rest of it
        turn = None
    return small.transpose(turn) if turn is not None else small


def _flat(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB, on white where it is transparent, with nothing attached to it."""
    fresh = Image.new("RGB", image.size, "white")
    mask = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    fresh.paste(_in_srgb(image, profile), mask=mask)
    return fresh


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Telephones photograph in wider colours: without their profile these would look dull."""
    if profile and image.mode in ("L", "RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return turned or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile
    return image.convert("RGB")


def _keep(flat: Image.Image) -> tuple[bytes, int, int]:
    """The picture within MOST_KEPT_BYTES, with its width and height; raises Refused."""
    for side, quality in TRIES:
        smaller = flat.copy()
        smaller.thumbnail((side, side))
        if len(picture := _webp(smaller, quality)) <= MOST_KEPT_BYTES:
            return picture, *smaller.size
    raise Refused(PhotoRefusal.TOO_MANY_PIXELS)


def _webp(image: Image.Image, quality: int) -> bytes:
    into = io.BytesIO()
    image.save(into, "WEBP", quality=quality, method=3, exif=b"", xmp=b"", icc_profile=b"")
    return into.getvalue()


def _likeness(image: Image.Image) -> str:
    """64 bits in hexadecimal digits: which of two neighbours is brighter, on a grid of nine by eight."""
    grey = list(image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes())
    bits = [grey[row * 9 + at] < grey[row * 9 + at + 1] for row in range(8) for at in range(8)]
    return f"{sum(bit << at for at, bit in enumerate(bits)):016x}"
