"""Rooms stay small, pure files stay pure, nothing is left half done."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, ROOT, python_files, relative, template_files

PURE_NAMES = {"rules.py", "policy.py", "moves.py", "refusals.py"}
IMPURE = {"flask", "sqlalchemy", "flask_login", "flask_sqlalchemy", "flask_wtf", "flask_babel", "wtforms"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|coming soon|not implemented|lorem ipsum)\b", re.IGNORECASE)
MAX_LINES = {".py": 250, ".html": 100, ".js": 150, ".css": 400}
MAX_FUNCTION_LINES = 40


def _is_pure(path: Path) -> bool:
    inside = path.relative_to(PACKAGE)
    is_pure_room = inside.parts[0] in {"matching", "suggesting", "glossary"} or inside.parts[:2] == (
        "challenges",
        "catalogue",
    )
    return is_pure_room or path.name in PURE_NAMES


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", [p for p in python_files("volunteer_match") if _is_pure(p)], ids=relative)
def test_pure_files_import_no_framework(path: Path) -> None:
    assert not _imports(path) & IMPURE


def _rooms() -> list[Path]:
    files = python_files("volunteer_match") + template_files()
    files += [p for kind in ("js", "css") for p in (ROOT / "static" / kind).rglob(f"*.{kind}")]
    return files


@pytest.mark.parametrize("path", _rooms(), ids=relative)
def test_files_fit_their_room_and_are_finished(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= MAX_LINES.get(path.suffix, 250)
    assert not UNFINISHED.search(text)


@pytest.mark.parametrize("path", python_files("volunteer_match"), ids=relative)
def test_functions_fit_a_screen(path: Path) -> None:
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert not long
