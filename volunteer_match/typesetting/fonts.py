"""The fonts of documents: the product's own, then one for each further script, then what the machine has.

They are kept as WOFF2, as the web has them; the typesetter reads TrueType. So each process unpacks them once, into a
folder that goes with it. Nothing is ever fetched.
"""

import atexit
import tempfile
from functools import lru_cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
OWN = HERE.parents[1] / "static" / "fonts"
PRODUCT = "Atkinson Hyperlegible Next"
MARKS = frozenset(range(0x300, 0x370))
"""Combining diacritical marks (Unicode block)."""
FAMILY_NAMES = frozenset({1, 4, 6, 16})
"""Records of the `name` table that say what a font is called (OpenType, name IDs)."""


def _families() -> dict[Path, str]:
    """Each file with the name that templates know it by, in the order in which letters are looked for.

    Files of one family hold different letters, and the typesetter would look into the first alone: so each has a name.
    """
    product = sorted(OWN.glob("*.woff2"), key=lambda path: ("-ext-" in path.name, path.name))
    scripts = sorted((HERE / "fonts").glob("*.woff2"))
    named = {path: f"{PRODUCT} {'Extended' if '-ext-' in path.name else ''}".strip() for path in product}
    return named | {path: f"Noto Sans {path.name.split('-')[2].title()}" for path in scripts}


def families() -> list[str]:
    """The names of the fonts, in the order in which letters are looked for."""
    return list(_families().values())


def _unpack(source: Path, family: str, folder: Path) -> None:
    font = TTFont(source)
    font.flavor = None
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = family.replace(" ", "") if record.nameID == 6 else family
    if family == PRODUCT:
        _drop_marks(font)
    font.save(folder / f"{source.stem}.ttf")


def _drop_marks(font: TTFont) -> None:
    """Accents that stand alone leave, so that "ć" is looked for as one letter in the next file. Built of a "c" and an
    accent it looks the same, but whoever copies or listens to the text gets the letter twice.
    """
    for table in font["cmap"].tables:
        for mark in MARKS & set(table.cmap):
            del table.cmap[mark]


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """All fonts, ready to set with. Most of a second the first time in a process, and a folder until it ends."""
    folder = tempfile.TemporaryDirectory(prefix="volunteer-match-fonts-")
    atexit.register(folder.cleanup)
    for source, family in _families().items():
        _unpack(source, family, Path(folder.name))
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[folder.name])
