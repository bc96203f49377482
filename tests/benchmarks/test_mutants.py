"""Mutants: what is made ready for them means the same, nothing is left out of the count, and a survivor is seen."""

import json
from pathlib import Path

import pytest

from benchmarks import mutants
from tests.house.tree import ROOT

DECORATED = '''
class Pair:
    @property
    def sum(self):
        """Of both."""
        return self.left + self.right

    left, right = 2, 3


@lru_cache(maxsize=8)
def doubled(number):
    return 2 * number
'''


def test_properties_and_caches_become_functions_that_can_be_mutated() -> None:
    source = mutants.undecorated(DECORATED)
    assert "@" not in source
    made: dict[str, object] = {}
    exec(source, made)
    assert made["Pair"]().sum == 5  # type: ignore[operator]
    assert made["doubled"](4) == 8  # type: ignore[operator]


def test_a_decorator_that_nobody_thought_of_is_refused() -> None:
    with pytest.raises(ValueError, match="@retry"):
        mutants.undecorated("@retry\ndef doubled(number):\n    return 2 * number\n")


def test_modules_and_tests_are_there() -> None:
    assert all((ROOT / mutants.MATCHING / f"{name}.py").exists() for name in mutants.MODULES)
    assert all((ROOT / "tests" / "matching" / f"test_{name}.py").exists() for name in mutants.TESTS)


def test_whatever_no_test_ended_counts_as_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Killed, out of time; survived, without a test, never tried, ended by the machine."""
    monkeypatch.setattr(mutants, "WORK", tmp_path)
    codes = {"killed": 1, "endless": 36, "survived": 0, "no test": 33, "not tried": None, "out of memory": -9}
    meta = tmp_path / "mutants" / mutants.MATCHING / "fit.py.meta"
    meta.parent.mkdir(parents=True)
    meta.write_text(json.dumps({"exit_code_by_key": codes}))
    assert mutants.left_over() == ["no test", "not tried", "out of memory", "survived"]
    figures = mutants.figures()
    assert (figures["mutants"], figures["killed"], figures["survived"]) == (6, 2, 4)
    assert (figures["survived_percent"], figures["sound"]) == (66.67, False)


@pytest.mark.thorough
def test_a_small_run_tells_what_is_left_until_there_are_tests_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The shortest module: the tests of limits see some of its mutants, those of the profile all."""
    for name, value in {"WORK": tmp_path / "work", "MODULES": ("gate",), "TESTS": ("limits",)}.items():
        monkeypatch.setattr(mutants, name, value)
    before = mutants.run()
    assert before["mutants"] > before["killed"] > 0
    assert [left for _, _, left in mutants.by_module()] == [before["survived"]]
    monkeypatch.setattr(mutants, "TESTS", ("profile_gates",))
    after = mutants.run(only_left=True)
    assert (after["mutants"], after["survived"], after["sound"]) == (before["mutants"], 0, True)
