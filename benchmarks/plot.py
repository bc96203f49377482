"""Lines on logarithmic scales, as an SVG that stands alone: readable in light and dark, and told in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 210, 40, 52
_COLOURS = ("#0b6e4f", "#5a9e1f", "#3a6ea5", "#b5501b")
_DASHES = ("", "7 4", "2 4", "10 3 2 3")
_STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #222 }
  .title { font-size: 15px; font-weight: 600 }
  .grid { stroke: #ccc; stroke-width: 1 }
  .back { fill: #fff }
  @media (prefers-color-scheme: dark) { text { fill: #eee } .grid { stroke: #555 } .back { fill: #1b1b1b } }
"""
TITLE = "Milliseconds for the top 50 agents, by number of agents"


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its points (both above 0), in order of x."""

    name: str
    points: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Powers of ten from `low` to `high`, laid out between two places."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def plot(lines: Sequence[Line]) -> str:
    """The picture; its description says every figure."""
    across = _scale([x for line in lines for x, _ in line.points], _LEFT, _WIDTH - _RIGHT)
    up = _scale([y for line in lines for _, y in line.points], _HEIGHT - _BOTTOM, _TOP)
    parts = [*_grid(across, up), *_drawn(lines, across, up)]
    body = "\n".join(f"  {part}" for part in parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="title desc">\n  <title id="title">{TITLE}</title>\n'
        f'  <desc id="desc">{escape(_told(lines))}</desc>\n  <style>{_STYLE}  </style>\n'
        f'  <rect class="back" width="{_WIDTH}" height="{_HEIGHT}"/>\n{body}\n</svg>\n'
    )


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return _Scale(low, max(high, low + 1), start, end)


def _grid(across: _Scale, up: _Scale) -> Iterator[str]:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    yield f'<text class="title" x="{_LEFT}" y="22">{TITLE}</text>'
    for power in range(across.low, across.high + 1):
        x = across.at(10**power)
        yield f'<line class="grid" x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{bottom}"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{10**power:,}</text>'
    for power in range(up.low, up.high + 1):
        y = up.at(10**power)
        yield f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>'
    yield f'<text x="{(_LEFT + right) / 2}" y="{_HEIGHT - 10}" text-anchor="middle">agents</text>'


def _drawn(lines: Sequence[Line], across: _Scale, up: _Scale) -> Iterator[str]:
    """Lines told apart by colour, dashes and a name at their end; names keep clear of each other."""
    places = _apart([up.at(line.points[-1][1]) for line in lines])
    for number, line in enumerate(lines):
        colour, dash = _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]
        spots = [(across.at(x), up.at(y)) for x, y in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>'
        for x, y in spots:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
        yield f'<text x="{_WIDTH - _RIGHT + 8}" y="{places[number] + 4:.1f}">{escape(line.name)}</text>'


def _apart(places: Sequence[float], gap: float = 18) -> list[float]:
    """The same places, moved down where they would overlap."""
    moved, last = list(places), float("-inf")
    for number in sorted(range(len(places)), key=lambda number: places[number]):
        moved[number] = last = max(places[number], last + gap)
    return moved


def _told(lines: Sequence[Line]) -> str:
    return " ".join(f"{line.name}: {'; '.join(f'{x:,} agents {y:,} ms' for x, y in line.points)}." for line in lines)
