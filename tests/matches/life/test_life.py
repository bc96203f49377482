"""Whatever people and time do, in any order: places hold, nobody is in two places, turns are kept, all are told once.

In the suite a few examples; `HYPOTHESIS_PROFILE=soak` (as in `make soak`) takes more than a thousand, on each database.
"""

from datetime import timedelta

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.matches.acts import Acts, transaction
from tests.matches.life.controls import CONTROLS, Control
from tests.matches.life.machine import Life
from volunteer_match.glossary import Role

EXAMPLES = settings.default.max_examples // 5  # type: ignore[union-attr]
"""6 in the suite, 1,000 in the soak."""
STEPS = 20 if EXAMPLES < 1_000 else 50


def _machine(acts: Acts) -> type[Life]:
    with transaction():
        acts.world.add_account("third", Role.AGENT, company="northwind")
        acts.world.add_profile("third")
    midnight = acts.world.now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return type("LifeOfTheseActs", (Life,), {"acts": acts, "midnight": midnight})


def test_the_whole_life_of_matches(acts: Acts) -> None:
    # Making a failure short takes minutes: more than a test of the suite has.
    phases = [Phase.generate] if EXAMPLES < 1_000 else list(Phase)
    wanted = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, phases=phases)
    run_state_machine_as_test(_machine(acts), settings=wanted)


def _tell(life: Life, control: Control) -> None:
    try:
        life.begin(list(control.came), control.approved, hour=6)
        life.all_is_true()
        control.story(life)
        life.all_is_true()
    finally:
        life.teardown()


def test_negative_controls_every_check_sees_its_fault(acts: Acts) -> None:
    machine, unseen = _machine(acts), []
    for control in CONTROLS:
        _tell(machine(), control)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(control.where, control.name, control.instead)
            try:
                _tell(machine(), control)
            except AssertionError:
                continue
        unseen.append(control.fault)
    assert unseen == []
