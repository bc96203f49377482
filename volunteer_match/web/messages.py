"""What a person is told on the next page, once; with the way back where there is one."""

from dataclasses import dataclass
from typing import Any

from flask import flash, get_flashed_messages


@dataclass(frozen=True, slots=True)
class PageMessage:
    """`undo_address` takes a POST; None where nothing can be undone."""

    category: str
    text: str
    undo_address: str | None
    undo_label: str | None


def tell(
    text: str, *, category: str = "success", undo_address: str | None = None, undo_label: str | None = None
) -> None:
    """Keeps `text` for the next page. Categories: success, info, warning."""
    flash({"text": text, "undo_address": undo_address, "undo_label": undo_label}, category)  # type: ignore[arg-type]


def page_messages() -> list[PageMessage]:
    """Takes what was kept; a second call in the same request gives the same."""
    kept: list[Any] = list(get_flashed_messages(with_categories=True))
    return [
        PageMessage(category, data["text"], data["undo_address"], data["undo_label"])
        for category, data in kept
        if isinstance(data, dict)
    ]
