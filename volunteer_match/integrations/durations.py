"""Lengths of time as people write them. Pure."""

import re

LONGEST_MINUTES = 60 * 24 * 366
LENGTH = re.compile(
    r"\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*(hours?|hrs?|h|horas?|minutes?|mins?|m|minutos?)?"
    r"(?:\s*(\d{1,2})\s*(?:minutes?|mins?|m)?)?\s*",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\s*(\d{1,3}):([0-5]\d)(?::\d\d)?\s*")
MINUTES_PER = {"h": 60.0, "m": 1.0}


def parse_minutes(raw: object, unit: str) -> int | None:
    """Whole minutes, at least 1, of `1.5`, `2 hours`, `1 h 30`, `0:45`, 90; None where it isn't a length.

    `unit` ("h" or "m") is what a bare number counts.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return None
    text = str(raw)
    if clock := CLOCK.fullmatch(text):
        minutes = float(clock[1]) * 60 + float(clock[2])
    elif length := LENGTH.fullmatch(text):
        if length[3] and not length[2]:
            return None
        per = MINUTES_PER[(length[2] or unit)[0].lower()]
        minutes = float(length[1].replace(",", ".")) * per + float(length[3] or 0)
    else:
        return None
    return round(minutes) if 1 <= minutes <= LONGEST_MINUTES else None
