"""MongoDB's extended JSON, in its relaxed and its canonical form, as plain values. Pure."""

from datetime import UTC, datetime, timedelta
from typing import Any

NUMBER_KEYS = ("$numberInt", "$numberLong", "$numberDouble", "$numberDecimal")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def find_object_id(value: Any) -> str:
    """`{"$oid": "…"}` or a bare string; "" for anything else."""
    if isinstance(value, dict):
        value = value.get("$oid")
    return value.strip() if isinstance(value, str) else ""


def find_number(value: Any) -> float | None:
    """A number, or `{"$numberInt": "5"}` and its kin; None for anything else, booleans included."""
    if isinstance(value, dict):
        value = next((value[key] for key in NUMBER_KEYS if key in value), None)
        try:
            value = float(value) if isinstance(value, str) else value
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e15 else None


def find_instant(value: Any) -> datetime | None:
    """`{"$date": "2025-10-21T14:03:28.796Z"}` or milliseconds since 1970; None where it is no instant."""
    raw = value.get("$date") if isinstance(value, dict) else value
    try:
        if isinstance(raw, str):
            moment = datetime.fromisoformat(raw.strip())
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        milliseconds = find_number(raw)
        return None if milliseconds is None else EPOCH + timedelta(milliseconds=milliseconds)
    except (ValueError, OverflowError):
        return None
