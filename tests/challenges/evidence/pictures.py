"""Files as people send them, good and bad, made here."""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageCms

SIZE = (320, 200)


def drawn(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """Red on the left, blue on the right, brighter to the bottom: one sees how it was turned."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 220), (size[0] // 2, 0, *size))
    image.paste((240, 240, 240), (0, size[1] * 3 // 4, *size))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    into = io.BytesIO()
    image.save(into, kind, **options)
    return into.getvalue()


def jpeg(**options: Any) -> bytes:
    return encoded(drawn(), "JPEG", **options)


def jpeg_with_place() -> bytes:
    """Turned by a quarter, with the place where it was taken, a comment, XMP and a colour profile."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Telephone Maker"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return jpeg(exif=exif, comment=b"my own kitchen", xmp=b"<x:xmpmeta>secret place</x:xmpmeta>", icc_profile=profile)


def png_of(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG that says it is so large; `body` stands for its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(body)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def jpeg_of(width: int, height: int) -> bytes:
    """A small JPEG whose head says that it is so large."""
    content = jpeg()
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]


def webp_of(width: int, height: int) -> bytes:
    canvas = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + canvas + encoded(drawn(), "WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def moving(kind: str) -> bytes:
    return encoded(drawn(), kind, save_all=True, append_images=[drawn().rotate(90)], duration=100)


def webp_chunks(content: bytes) -> Iterator[str]:
    """The names of the parts that a WebP file is made of; metadata would be parts of their own."""
    assert content[:4] == b"RIFF"
    assert content[8:12] == b"WEBP"
    assert struct.unpack("<I", content[4:8])[0] == len(content) - 8, "nothing follows the picture"
    at = 12
    while at < len(content):
        yield content[at : at + 4].decode()
        length = struct.unpack("<I", content[at + 4 : at + 8])[0]
        at += 8 + length + length % 2


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")
