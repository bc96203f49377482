"""Orders of day and month, in words."""

from typing import Any

from flask_babel import lazy_gettext as _

ORDERS: dict[str, Any] = {
    "mdy": _("month first, as in 12/24/2026"),
    "dmy": _("day first, as in 24/12/2026"),
    "ymd": _("year first, as in 2026/12/24"),
    "ydm": _("year, then day, as in 2026/24/12"),
}
