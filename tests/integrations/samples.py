"""Small records of each outside format, written for these tests, and where the public sample files are."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from volunteer_match.integrations.needs import FlagCode, ImportedNeed, Skipped
from volunteer_match.integrations.options import ReadOptions, SourceFormat

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
REAL_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_real_data = pytest.mark.skipif(
    not REAL_DATA.is_dir(), reason="the public sample files are not beside the checkout (../shared/data)"
)


def options(format_: SourceFormat, **changes: Any) -> ReadOptions:
    return ReadOptions(**{"now": NOW, "max_bytes": 1_000_000, "format": format_, **changes})


def do_it(**changes: Any) -> dict[str, Any]:
    """An online activity of Do-it; keys with two underscores reach into its definition."""
    record: dict[str, Any] = {
        "_id": {"$oid": "aa01"},
        "isOnline": True,
        "deleted": False,
        "isVolunteerNumberLimited": True,
        "volunteerNumber": 3,
        "externalApplyLink": "https://reading-circle.example/apply",
        "organization": {"$oid": "bb01"},
        "activityDefinitionSubDocument": {
            "title": "Reading partner",
            "description": "Read with an adult learner by video call.",
            "locationOption": "From Home",
            "causeOptions": [{"displayName": "Community"}],
            "requirementOptions": [{"displayName": "+18"}],
            "organizationSubDocument": {"name": "Reading Circle", "purpose": "Adults who learn to read."},
            "volunteerRequirements": [],
            "deleted": False,
        },
    }
    for key, value in changes.items():
        if key.startswith("activity__"):
            record["activityDefinitionSubDocument"][key.removeprefix("activity__")] = value
        else:
            record[key] = value
    return record


def wall(text: str) -> datetime:
    """A wall time, which has no offset."""
    return datetime.fromisoformat(text)


def date(text: str) -> dict[str, str]:
    return {"$date": text}


def session(start: str, end: str, kind: str = "Remote") -> dict[str, Any]:
    return {"location": [{"locationType": kind}], "time": [{"begining": start, "end": end}]}


def activity(**changes: Any) -> dict[str, Any]:
    """A remote activity as large publishers write it: no roles, sessions with the misspelt key."""
    return {
        "id": "a1",
        "type": "Activity",
        "label": "Evening conversation",
        "description": "Talk with newcomers.",
        "organisation": "o1",
        "allowsRemoteParticipation": True,
        "applyLink": "https://apply.example/a1",
        "session": [session("2026-12-01T18:00:00", "2026-12-01T19:30:00")],
        **changes,
    }


def as_need(found: ImportedNeed | Skipped) -> ImportedNeed:
    assert isinstance(found, ImportedNeed), found
    return found


def as_skipped(found: ImportedNeed | Skipped) -> Skipped:
    assert isinstance(found, Skipped), found
    return found


def codes(need: ImportedNeed) -> set[FlagCode]:
    return {flag.code for flag in need.flags}
