"""Photos of the demo world, drawn: what people send in a challenge, and nobody's real picture. Pure."""

import io
from random import Random

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 800, 600
Pen = ImageDraw.ImageDraw
Colour = tuple[int, int, int]
SKIES: tuple[tuple[Colour, Colour], ...] = (
    ((120, 176, 222), (226, 236, 240)),
    ((244, 196, 140), (250, 232, 206)),
    ((168, 184, 196), (222, 226, 226)),
)


def draw_photo(scene: str, number: int) -> bytes:
    """A JPEG of "tree", "meter" or "bins"; `number` decides on weather and shapes."""
    rng = Random(f"{scene} {number}")
    image = Image.new("RGB", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(image)
    _ground(pen, SKIES[number % len(SKIES)], 430 if scene == "tree" else HEIGHT)
    {"tree": _tree, "meter": _meter, "bins": _bins}[scene](pen, rng)
    into = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.2)).save(into, "JPEG", quality=88)
    return into.getvalue()


def _ground(pen: Pen, sky: tuple[Colour, Colour], horizon: int) -> None:
    for y in range(HEIGHT):
        if y < horizon:
            colour = tuple(int(a + (b - a) * y / horizon) for a, b in zip(*sky, strict=True))
        else:
            colour = (118 - (y - horizon) // 4, 150 - (y - horizon) // 4, 84 - (y - horizon) // 6)
        pen.line((0, y, WIDTH, y), fill=colour)


def _tree(pen: Pen, rng: Random) -> None:
    """A young tree with its stake, and the hole that was dug for it."""
    x, top = 400 + rng.randint(-90, 90), 150 + rng.randint(-30, 40)
    pen.ellipse((x - 120, 478, x + 120, 530), fill=(96, 70, 48))
    pen.line((x + 34, 500, x + 34, top + 120), fill=(176, 142, 98), width=9)
    pen.line((x, 505, x - 3, top + 90), fill=(98, 74, 54), width=15)
    for _ in range(46):
        cx, cy, r = x + rng.triangular(-95, 95), top + 60 + rng.triangular(-85, 85), rng.randint(18, 34)
        green = rng.randint(104, 150)
        pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=(green - 58, green, 62))


def _meter(pen: Pen, rng: Random) -> None:
    """The counter of an electricity meter on a wall."""
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill=(206, 200, 190))
    for y in range(0, HEIGHT, 75):
        pen.line((0, y, WIDTH, y), fill=(190, 183, 172), width=3)
    pen.rounded_rectangle((210, 70, 590, 540), 34, fill=(238, 238, 234), outline=(150, 150, 146), width=5)
    pen.rounded_rectangle((255, 150, 545, 245), 10, fill=(28, 30, 34))
    for at, digit in enumerate(f"{rng.randint(10_000, 99_999)}"):
        _digit(pen, 272 + at * 54, 166, int(digit))
    pen.ellipse((330, 300, 470, 440), fill=(224, 226, 226), outline=(120, 124, 128), width=5)
    pen.line((400, 370, 400 + rng.randint(-42, 42), 318), fill=(170, 50, 40), width=6)


LINES = ((0, 0, 1, 0), (1, 0, 1, 1), (1, 1, 1, 2), (0, 2, 1, 2), (0, 1, 0, 2), (0, 0, 0, 1), (0, 1, 1, 1))
LIT = ("012345", "12", "01346", "01236", "1256", "02356", "023456", "012", "0123456", "012356")
"""The seven lines of a digit on a grid of two by three, and which of them each digit has."""


def _digit(pen: Pen, x: int, y: int, digit: int) -> None:
    for line in LIT[digit]:
        left, top, right, bottom = LINES[int(line)]
        pen.line((x + left * 32, y + top * 32, x + right * 32, y + bottom * 32), fill=(232, 240, 226), width=8)


def _bins(pen: Pen, rng: Random) -> None:
    """Three boxes for what was sorted."""
    pen.rectangle((0, 0, WIDTH, 380), fill=(226, 222, 210))
    pen.rectangle((0, 380, WIDTH, HEIGHT), fill=(168, 150, 128))
    for at, colour in enumerate(((70, 116, 170), (212, 166, 58), (92, 140, 84))):
        x = 70 + at * 230
        for _ in range(9):
            left, top = x + rng.randint(5, 130), 215 + rng.randint(-35, 45)
            pen.rectangle(
                (left, top, left + 55, top + 70), fill=tuple(min(255, c + rng.randint(30, 90)) for c in colour)
            )
        pen.rectangle((x, 260, x + 200, 520), fill=colour)
        pen.rectangle((x, 260, x + 200, 290), fill=tuple(c - 24 for c in colour))
