"""Where the house's own files are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "volunteer_match"
TEMPLATES = ROOT / "templates"


def python_files(*folders: str) -> list[Path]:
    """Python files below the named folders of the checkout, without what was generated."""
    return sorted(
        path for folder in folders for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts
    )


def template_files() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))
