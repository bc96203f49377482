"""The colours of the tokens, measured: 7:1 for what is read, 3:1 for what only has to be seen."""

import math
import re

import pytest

from tests.house.tree import ROOT

TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text()
COLOUR = r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"
PAIR = re.compile(rf"--([a-z-]+): light-dark\({COLOUR}, {COLOUR}\);")

READ = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "sunk"),
    ("ink", "brand-wash"),
    ("ink", "marigold-wash"),
    ("ink", "sky-wash"),
    ("ink", "alarm-wash"),
    ("ink-soft", "paper"),
    ("ink-soft", "sheet"),
    ("ink-soft", "sunk"),
    ("brand", "paper"),
    ("brand", "sheet"),
    ("brand-strong", "paper"),
    ("brand-strong", "brand-wash"),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-marigold-wash", "marigold-wash"),
    ("sky", "sky-wash"),
    ("plum", "plum-wash"),
    ("alarm", "paper"),
    ("alarm", "sheet"),
    ("alarm", "alarm-wash"),
    ("paper", "ink"),
]
SEEN = [
    ("line-strong", "paper"),
    ("line-strong", "sheet"),
    ("line-strong", "sunk"),
    ("brand", "sunk"),
    ("brand", "brand-wash"),
]


def _luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance (WCAG 2.2) of an oklch colour; the matrices are those of CSS Color 4, section 17."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    light = lightness / 100
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _schemes(css: str) -> dict[str, tuple[float, float]]:
    """Token → luminance in light and in dark."""
    found = {}
    for name, *numbers in PAIR.findall(css):
        values = [float(number) for number in numbers]
        found[name] = (_luminance(*values[:3]), _luminance(*values[3:]))
    return found


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


USUAL = _schemes(TOKENS.split("@media (prefers-contrast: more)")[0])
MORE = USUAL | _schemes(TOKENS.split("@media (prefers-contrast: more)")[1])


def test_the_measure_itself() -> None:
    assert _ratio(_luminance(100, 0, 0), _luminance(0, 0, 0)) == pytest.approx(21, abs=0.01)
    # oklch(62.8% 0.2577 29.23) is #f00, whose luminance is 0.2126 by definition.
    assert _luminance(62.8, 0.2577, 29.23) == pytest.approx(0.2126, abs=0.002)


@pytest.mark.parametrize("tokens", [USUAL, MORE], ids=["usual", "more"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), READ)
def test_what_is_read(tokens: dict[str, tuple[float, float]], scheme: int, front: str, back: str) -> None:
    assert _ratio(tokens[front][scheme], tokens[back][scheme]) >= 7


@pytest.mark.parametrize("tokens", [USUAL, MORE], ids=["usual", "more"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SEEN)
def test_what_is_seen(tokens: dict[str, tuple[float, float]], scheme: int, front: str, back: str) -> None:
    assert _ratio(tokens[front][scheme], tokens[back][scheme]) >= 3
