"""The long proofs, small: the same code that `make soak` runs at full size, on the real server and both databases."""

import pytest

from benchmarks import cover_race, equality, kill, kill_worker, last_place, loggers, retention
from benchmarks.databases import KINDS

pytestmark = pytest.mark.soak
ONE_IN_A_HURRY = [pytest.param(kind, marks=[pytest.mark.thorough] if kind == "sqlite" else []) for kind in KINDS]
"""Each needs servers of its own: on PostgreSQL always, on SQLite with `make everything`."""


@pytest.mark.parametrize("database", KINDS)
def test_the_last_places_are_given_exactly(database: str) -> None:
    result = last_place.run(database, rounds=3, claimants=10, workers=2)
    assert result.is_sound, result.faults
    assert result.given == result.places == 6
    assert result.answers == {"303": 6, "409": 24}


@pytest.mark.parametrize("database", ONE_IN_A_HURRY)
def test_without_guards_the_same_race_goes_wrong(database: str) -> None:
    result = last_place.run(database, rounds=4, claimants=10, workers=2, unsafe=True)
    assert result.faulty_rounds > 0
    assert result.overbooked_places > 0 or result.answers["503"] > 0


@pytest.mark.parametrize("database", ONE_IN_A_HURRY)
def test_the_first_yes_has_the_place(database: str) -> None:
    result = cover_race.run(database, rounds=4, asked=6, workers=2)
    assert result.is_sound, result.faults
    assert result.covered + result.taken_back == 4


@pytest.mark.parametrize("database", ONE_IN_A_HURRY)
def test_without_guards_two_stand_in_or_requests_fail(database: str) -> None:
    assert cover_race.run(database, rounds=4, asked=6, workers=2, unsafe=True).faulty_rounds > 0


@pytest.mark.parametrize("database", ONE_IN_A_HURRY)
def test_who_logs_at_one_moment_loses_and_doubles_nothing(database: str) -> None:
    result = loggers.run(database, loggers=8, seconds=3, workers=2)
    assert result.faults == []
    assert result.told == result.entries > 0


@pytest.mark.thorough
def test_without_locks_totals_leave_the_ledger() -> None:
    assert loggers.run("postgresql", loggers=24, seconds=8, workers=3, unsafe=True).is_sound


@pytest.mark.parametrize("database", KINDS)
def test_a_killed_worker_loses_no_promise(database: str) -> None:
    result = kill.run(database, kills=2, workers=2)
    assert result.faults == []
    assert result.kills == 2
    assert set(result.answers) <= {"303", "409", "0"}
    assert result.answers["303"] == 2 * kill.PLACES


@pytest.mark.parametrize("database", ONE_IN_A_HURRY)
def test_a_killed_worker_does_nothing_twice(database: str) -> None:
    result = kill_worker.run(database, kills=3)
    assert result.faults == []
    assert (result.kills, result.jobs, result.messages) == (3, 6, 3)
    assert result.done + result.set_aside == result.jobs


def test_a_job_without_its_one_transaction_is_found_out() -> None:
    result = kill_worker.run("sqlite", kills=2, unsafe=True)
    assert any("effects instead of 1" in fault for fault in result.faults), result


def test_index_and_reference_give_the_same_answers() -> None:
    result = equality.run(queries=300)
    assert result["mismatches"] == 0, result
    assert result["answered"] > 150


def test_the_figure_on_who_stays_holds_the_truth_and_the_simple_one_does_not() -> None:
    figures = retention.run(0.85, confounded=True, runs=40)
    assert figures["covers"] >= 0.85, figures
    assert figures["naive_covers"] == 0, figures
    assert abs(figures["bias"]) < 2 < figures["tenure_only_bias"], figures


def test_an_index_that_misses_changes_is_found_out() -> None:
    assert equality.run(queries=50, told=0.5)["mismatches"] > 0
