"""Weekly hours are put in order without gaining or losing a minute."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.availability.rules import DAY, WeeklyWindow, covers, joined, minutes_of, with_presets

W = WeeklyWindow
coarse = st.integers(0, 95).map(lambda quarter: quarter * 15)
windows = st.lists(st.builds(W, st.integers(0, 6), coarse, st.one_of(coarse, st.just(DAY))), max_size=12)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([W(0, 1080, 1320)], [W(0, 1080, 1320)], id="one stays"),
        pytest.param([W(0, 1080, 1200), W(0, 1140, 1320)], [W(0, 1080, 1320)], id="overlap"),
        pytest.param([W(0, 1200, 1320), W(0, 1080, 1200)], [W(0, 1080, 1320)], id="touch, any order"),
        pytest.param([W(0, 1080, 1200), W(0, 1201, 1320)], [W(0, 1080, 1200), W(0, 1201, 1320)], id="apart"),
        pytest.param([W(0, 1320, 120)], [W(0, 1320, 120)], id="across midnight"),
        pytest.param([W(6, 1320, 120), W(0, 60, 240)], [W(6, 1320, 240)], id="Sunday night meets Monday"),
        pytest.param([W(0, 1200, 1440), W(1, 0, 120)], [W(0, 1200, 1440), W(1, 0, 120)], id="midnight written apart"),
        pytest.param([W(0, 0, 0)], [W(0, 0, 1440)], id="a whole day"),
        pytest.param([W(0, 600, 600)], [W(0, 600, 600)], id="24 hours from ten"),
        pytest.param(
            [W(0, 600, 600), W(1, 500, 700)], [W(0, 600, 1440), W(1, 0, 700)], id="longer than a window can be"
        ),
    ],
)
def test_joined(typed: list[W], kept: list[W]) -> None:
    assert joined(typed) == sorted(kept)


@given(windows)
def test_joining_keeps_every_minute_and_is_done_once(typed: list[W]) -> None:
    kept = joined(typed)
    assert minutes_of(kept) == minutes_of(typed)
    assert joined(kept) == kept
    assert len(kept) == len(set(kept))
    assert sum(w.end - w.start + (DAY if w.crosses_midnight else 0) for w in kept) == len(minutes_of(kept))
    assert all(0 <= w.start < DAY and 0 < w.end <= DAY for w in kept)


@given(windows, windows, windows)
def test_presets_add_theirs_and_take_only_what_was_dropped(held: list[W], chosen: list[W], dropped: list[W]) -> None:
    result = minutes_of(with_presets(held, chosen, dropped))
    assert result >= minutes_of(chosen)
    assert result - minutes_of(chosen) == minutes_of(held) - minutes_of(dropped) - minutes_of(chosen)


@given(windows, windows)
def test_covers_means_every_minute(held: list[W], preset: list[W]) -> None:
    assert covers([*held, *preset], preset)
    assert covers(held, preset) == (minutes_of(preset) <= minutes_of(held))
