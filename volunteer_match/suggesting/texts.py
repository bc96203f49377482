"""Reads files of an id, a tab and a text a line. Pure but for the file itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class TextFault(Exception):
    """A file, or a line of it, that can't be read; says where."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text; `number` counts from 1."""

    number: int
    id: str
    text: str


def read_lines(path: Path) -> list[Line]:
    """The texts of a file (UTF-8); empty lines are left out. Raises TextFault at the first line that is none."""
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise TextFault(f"{path}: cannot be read ({fault.strerror})") from None
    found = list(_lines(path, raw))
    if not found:
        raise TextFault(f"{path}:1: the file holds no text")
    return found


def _lines(path: Path, raw: bytes) -> Iterator[Line]:
    for number, row in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            line = row.decode("utf-8").rstrip("\r")
        except UnicodeDecodeError as fault:
            raise TextFault(f"{path}:{number}: is not UTF-8 (byte {fault.start + 1} of the line)") from None
        if not line.strip():
            continue
        identity, tab, text = line.partition("\t")
        if not tab:
            raise TextFault(f"{path}:{number}: has no tab; expected an id, a tab and a text")
        if not identity.strip():
            raise TextFault(f"{path}:{number}: has no id before the tab")
        if not text.strip():
            raise TextFault(f"{path}:{number}: has no text behind the tab")
        yield Line(number, identity.strip(), text.strip())


def refuse_doubles(path: Path, lines: list[Line]) -> None:
    """Raises TextFault where two lines have one id."""
    seen: dict[str, int] = {}
    for line in lines:
        if line.id in seen:
            raise TextFault(f"{path}:{line.number}: has the id of line {seen[line.id]}: {line.id}")
        seen[line.id] = line.number
