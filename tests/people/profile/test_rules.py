"""What is missing from a profile, and when a credential runs out."""

from datetime import date

import pytest

from volunteer_match.people.profile.guide.rules import STEPS, Preset, Step, step_after, windows_of_preset
from volunteer_match.people.profile.rules import Contents, Expiry, Part, expiry_of, missing_parts

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("expires_on", "expected"),
    [
        pytest.param(None, Expiry.OPEN_ENDED, id="no end"),
        pytest.param(date(2026, 11, 23), Expiry.EXPIRED, id="yesterday"),
        pytest.param(date(2026, 11, 24), Expiry.SOON, id="its last day still holds"),
        pytest.param(date(2026, 12, 24), Expiry.SOON, id="in 30 days"),
        pytest.param(date(2026, 12, 25), Expiry.HOLDS, id="in 31 days"),
    ],
)
def test_expiry(expires_on: date | None, expected: Expiry) -> None:
    assert expiry_of(expires_on, TODAY) is expected


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        pytest.param(Contents(0, 0, 0, 0, None), [*list(Part)[:5]], id="nothing yet"),
        pytest.param(Contents(1, 1, 1, 1, True), [], id="whole"),
        pytest.param(Contents(1, 1, 1, 1, False), [], id="under 18 is an answer"),
        pytest.param(Contents(1, 1, 0, 0, True), [Part.HOURS, Part.INTERESTS], id="hours come before interests"),
    ],
)
def test_missing_parts(held: Contents, missing: list[Part]) -> None:
    assert missing_parts(held) == missing


def test_the_guide_asks_each_step_once() -> None:
    assert [step_after(step) for step in STEPS] == [*STEPS[1:], None]
    assert STEPS[0] is Step.ZONE


@pytest.mark.parametrize("preset", list(Preset))
def test_presets_are_whole_days_of_the_week(preset: Preset) -> None:
    days = [window.day for window in windows_of_preset(preset)]
    assert days == ([5, 6] if preset.startswith("weekend") else [0, 1, 2, 3, 4])
