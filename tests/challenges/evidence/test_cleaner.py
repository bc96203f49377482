"""Photo bombs, hidden places, drawings posing as photos: refused or cleaned."""

import io
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from tests.challenges.evidence import pictures
from tests.challenges.evidence.pictures import drawn, encoded, jpeg, moving, png_of
from volunteer_match.challenges.evidence.cleaner import MOST_KEPT_BYTES, clean
from volunteer_match.challenges.evidence.rules import MOST_BYTES, Clean, PhotoRefusal
from volunteer_match.challenges.evidence.separate import clean_separately
from volunteer_match.refusals import Refusal, Refused

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SAMPLE = jpeg()


def refusal_of(content: bytes) -> Refusal | None:
    try:
        assert_bare(clean(content))
    except Refused as refused:
        return refused.refusal
    return None


def assert_bare(made: Clean) -> None:
    """Two pictures of bounded size, with no part but the pixels."""
    for content in (made.picture, made.thumbnail):
        assert list(pictures.webp_chunks(content)) == ["VP8 "]
    assert len(made.picture) <= MOST_KEPT_BYTES
    assert pictures.opened(made.picture).size == (made.width, made.height)
    assert max(made.width, made.height) <= 1600
    assert max(pictures.opened(made.thumbnail).size) <= 320


def test_place_words_and_profile_are_gone_and_the_picture_stands_upright() -> None:
    content = pictures.jpeg_with_place()
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825), "the file that came in tells the place"
    made = clean(content)
    assert_bare(made)
    assert not Image.open(io.BytesIO(made.picture)).getexif()
    for secret in (b"Telephone", b"kitchen", b"secret", b"Exif", b"ICC"):
        assert secret not in made.picture + made.thumbnail
    assert (made.width, made.height) == (200, 320)
    # Turned clockwise: what was left is on top, what was at the bottom is on the left.
    red, _, blue = pictures.opened(made.picture).getpixel((150, 40))  # type: ignore[misc]
    assert red > 150 > blue
    assert min(pictures.opened(made.picture).getpixel((20, 160))) > 200  # type: ignore[arg-type]


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation_is_applied(turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    made = clean(jpeg(exif=exif))
    assert (made.width > made.height) == (turn <= 4)


@pytest.mark.parametrize(
    "content, refusal",
    [
        pytest.param(png_of(50_000, 50_000), PhotoRefusal.TOO_MANY_PIXELS, id="png bomb"),
        pytest.param(png_of(5_000, 4_801), PhotoRefusal.TOO_MANY_PIXELS, id="one row too many"),
        pytest.param(pictures.jpeg_of(65_000, 65_000), PhotoRefusal.TOO_MANY_PIXELS, id="jpeg bomb"),
        pytest.param(pictures.webp_of(16_000, 16_000), PhotoRefusal.TOO_MANY_PIXELS, id="webp bomb"),
        pytest.param(png_of(4_000, 4_000, bytes(1000)), PhotoRefusal.BROKEN, id="pixels that never come"),
        pytest.param(moving("PNG"), PhotoRefusal.MOVING, id="moving png"),
        pytest.param(moving("WEBP"), PhotoRefusal.MOVING, id="moving webp"),
        pytest.param(SVG, PhotoRefusal.NOT_A_PHOTO, id="svg"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + SVG, PhotoRefusal.NOT_A_PHOTO, id="svg behind the first bytes of a png"),
        pytest.param(b"\xff\xd8\xff\xe0" + SVG, PhotoRefusal.NOT_A_PHOTO, id="svg behind the first bytes of a jpeg"),
        pytest.param(b"RIFF____WEBPVP8 " + SVG, PhotoRefusal.TOO_MANY_PIXELS, id="svg behind the head of a webp"),
        pytest.param(b"RIFF\x00\x00", PhotoRefusal.TOO_SMALL, id="the first word of a webp"),
        pytest.param(b"<!doctype html><p>photo", PhotoRefusal.NOT_A_PHOTO, id="html"),
        pytest.param(encoded(drawn(), "GIF"), PhotoRefusal.NOT_A_PHOTO, id="gif"),
        pytest.param(encoded(drawn(), "TIFF"), PhotoRefusal.NOT_A_PHOTO, id="tiff"),
        pytest.param(b"\x00\x00\x00\x18ftypheic" + bytes(50), PhotoRefusal.HEIC, id="heic"),
        pytest.param(jpeg()[:-900], PhotoRefusal.BROKEN, id="jpeg cut off"),
        pytest.param(encoded(drawn(), "PNG")[:-60], PhotoRefusal.BROKEN, id="png cut off"),
        pytest.param(encoded(drawn(), "WEBP")[:-60], PhotoRefusal.NOT_A_PHOTO, id="webp cut off"),
        pytest.param(encoded(drawn(size=(63, 900)), "PNG"), PhotoRefusal.TOO_SMALL, id="too narrow"),
    ],
)
def test_what_is_no_photo_or_too_much_of_one_is_refused(content: bytes, refusal: PhotoRefusal) -> None:
    assert refusal_of(content) is refusal


def test_what_is_hidden_in_a_photo_or_behind_it_is_lost() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "<script>alert(1)</script>")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("evil.html", "<script>")
    for content in (encoded(drawn(), "PNG", pnginfo=words), SAMPLE + archive.getvalue(), SAMPLE + SVG):
        made = clean(content)
        assert_bare(made)
        assert b"script" not in made.picture
        assert b"evil" not in made.picture
    two = encoded(drawn(), "MPO", save_all=True, append_images=[Image.new("RGB", pictures.SIZE)])
    assert_bare(clean(two))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_kind_look_like_themselves(mode: str) -> None:
    image = drawn("L").convert("I").point(lambda value: value * 257) if mode == "I;16" else drawn(mode)
    made = clean(encoded(image.convert(mode) if image.mode != mode else image, "PNG"))
    assert_bare(made)
    assert min(pictures.opened(made.picture).getpixel((10, 190))) > 200  # type: ignore[arg-type]
    assert min(pictures.opened(made.picture).getpixel((10, 20))) < 100  # type: ignore[arg-type]


def test_what_is_transparent_is_white_and_other_colours_are_brought_home() -> None:
    image = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    assert min(pictures.opened(clean(encoded(image, "PNG")).picture).getpixel((50, 50))) > 250  # type: ignore[arg-type]
    assert_bare(clean(encoded(drawn("CMYK"), "JPEG", icc_profile=b"no profile at all")))


def test_noise_is_kept_small_and_the_same_photo_is_known_again() -> None:
    noise = Image.frombytes("L", (1600, 1600), random.Random(1).randbytes(1600 * 1600))
    assert_bare(clean(encoded(noise, "PNG")))
    again = encoded(drawn().resize((640, 400)), "JPEG", quality=40)
    assert clean(SAMPLE).likeness == clean(again).likeness != clean(encoded(drawn().rotate(180), "PNG")).likeness


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=8), st.integers(0, 40))
def test_a_damaged_file_is_cleaned_or_refused_and_nothing_else(damage: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(SAMPLE)
    for at, value in damage:
        content[at] = value
    refusal_of(bytes(content[: len(content) - cut]))


def test_it_is_done_in_a_process_that_knows_no_secret_and_may_not_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert_bare(clean_separately(SAMPLE))
    with pytest.raises(Refused, match="NOT_A_PHOTO"):
        clean_separately(SVG)
    with pytest.raises(Refused, match="TOO_MANY_BYTES"):
        clean_separately(bytes(MOST_BYTES + 1))
    with pytest.raises(Refused, match="EMPTY"):
        clean_separately(b"")
    monkeypatch.setattr("volunteer_match.challenges.evidence.separate.PROGRAM", "tests.challenges.evidence.greedy")
    with pytest.raises(Refused, match="BROKEN"):
        clean_separately(SAMPLE)
