"""Whatever people and time do, in any order: places hold, nobody is in two places, turns are kept, all are told once.

In the suite a few examples; `HYPOTHESIS_PROFILE=soak` (as in `make soak`) takes more than a thousand, on each database.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.matches.acts import Acts, transaction
from tests.matches.life.machine import Life
from volunteer_match.glossary import Role
from volunteer_match.matches import endings, moving, waitlist
from volunteer_match.matches.cover import actions as cover
from volunteer_match.matches.telling import Moved, announce

EXAMPLES = settings.default.max_examples // 3  # type: ignore[union-attr]
"""10 in the suite, 1,666 in the soak."""
STEPS = 20 if EXAMPLES < 1_000 else 50


def _machine(acts: Acts) -> type[Life]:
    with transaction():
        acts.world.add_account("third", Role.AGENT, company="northwind")
        acts.world.add_profile("third")
    return type("LifeOfTheseActs", (Life,), {"acts": acts})


def test_the_whole_life_of_matches(acts: Acts) -> None:
    run_state_machine_as_test(_machine(acts), settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS))


def _keeps_the_place(session_id: int) -> bool:
    return True


def _latest_first(read: Callable[[int], list[Any]]) -> Callable[[int], list[Any]]:
    return lambda session_id: read(session_id)[::-1]


def _twice(moved: list[Moved], now: datetime) -> None:
    announce(moved, now)
    announce(moved, now)


WRONG: dict[str, tuple[object, str, Any]] = {
    "a place that is given up stays taken": (moving, "release_place", _keeps_the_place),
    "the last on the waitlist comes first": (waitlist, "_waiting", _latest_first(waitlist._waiting)),
    "who is told is told twice": (endings, "announce", _twice),
    "nobody hears of a substitute": (cover, "announce", lambda moved, now: None),
}


QUICK = {"a place that is given up stays taken", "who is told is told twice"}
"""Found within a few examples; the others are looked for in the soak."""


@pytest.mark.parametrize("name", WRONG)
def test_negative_control_the_machine_sees_what_is_wrong(
    acts: Acts, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name not in QUICK and EXAMPLES < 1_000:
        pytest.skip("takes more examples than the suite has time for: make soak looks for it")
    where, what, instead = WRONG[name]
    monkeypatch.setattr(where, what, instead)
    found = settings(max_examples=2_000, stateful_step_count=50, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(_machine(acts), settings=found)
