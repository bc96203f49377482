"""The simulation of exposure: the same world gives the same figures, arms differ by their order alone."""

import json
from dataclasses import replace

import pytest

from benchmarks import simulate_exposure
from benchmarks.exposure.chance import Chance
from benchmarks.exposure.measures import Figures, Interval, changes, interval, measure_outcome
from benchmarks.exposure.model import CAP_ONLY, FAIR, PLAIN, SCENARIOS, Arm, Model
from benchmarks.exposure.report import ROWS, Row, simulate
from benchmarks.exposure.running import Run
from benchmarks.exposure.world import World, build_world
from volunteer_match.matching.facts import Settings
from volunteer_match.matching.ranking import rank_agents

TINY = Model(agents=30, needs_per_week=6, weeks=3, visits_per_week=1, looks_per_week=6)


@pytest.fixture(scope="module")
def small() -> World:
    return build_world(1, TINY)


def play(world: World, arm: Arm = PLAIN, model: Model = TINY) -> Figures:
    return measure_outcome(world, Run(world, model, arm).through())


def test_a_seed_is_a_world_and_the_order_is_all_that_differs(small: World) -> None:
    assert play(small, FAIR) == play(build_world(1, TINY), FAIR)
    assert play(small, PLAIN) == play(small, replace(PLAIN, name="the same again"))
    assert play(small, PLAIN) != play(build_world(2, TINY), PLAIN)


def test_it_ranks_as_the_product_does(small: World) -> None:
    """The agents that an empty past gives are those of the reference, gate by gate and in its order."""
    need = max(
        small.needs.values(),
        key=lambda one: sum(bool(small.find_points(agent, one.facts.id)) for agent in small.people),
    )
    people = [person.facts for person in small.people.values()]
    expected = [one.agent for one in rank_agents(need.facts, people, need.published, Settings()).ranked]
    fits = {agent: points for agent in small.people if (points := small.find_points(agent, need.facts.id)) is not None}
    run = Run(small, TINY, FAIR)
    assert run.line_for(need.facts.id, fits, need.published) == expected
    assert len(expected) > 2


def test_places_caps_and_hours_hold(small: World) -> None:
    outcome = Run(small, TINY, FAIR).through()
    assert outcome.matches
    taken: dict[str, int] = {}
    for _, _, need, _ in outcome.matches:
        taken[need] = taken.get(need, 0) + 1
    assert all(count <= small.needs[need].places for need, count in taken.items())
    assert len({(agent, need) for _, agent, need, _ in outcome.matches}) == len(outcome.matches)
    for _, agent, need, _ in outcome.matches:
        own = small.needs[need]
        others = [small.needs[n] for _, a, n, _ in outcome.matches if a == agent and n != need]
        assert all(one.ends <= own.begins or own.ends <= one.begins for one in others)


def test_the_cap_is_kept_in_any_seven_days(small: World) -> None:
    assert play(small, PLAIN).most_asked_week > 1
    assert play(small, replace(FAIR, cap=1)).most_asked_week == 1


def test_a_longer_memory_spreads_invitations_further() -> None:
    model = replace(TINY, weeks=8)
    world = build_world(1, model)
    assert play(world, replace(FAIR, memory_days=84), model).gini_asks < play(world, FAIR, model).gini_asks


def test_the_cap_alone_changes_no_order_below_it(small: World) -> None:
    assert play(small, replace(CAP_ONLY, cap=1000)) == play(small, PLAIN)


def test_named_draws_are_the_same_wherever_they_are_asked() -> None:
    first, second = Chance(7), Chance(7)
    second.uniform("something", "before")
    assert first.uniform("visit", 3) == second.uniform("visit", 3)
    assert first.uniform("visit", 3) != Chance(8).uniform("visit", 3)
    draws = [first.uniform("many", number) for number in range(2000)]
    assert 0 < min(draws) < max(draws) < 1
    assert sum(draws) / len(draws) == pytest.approx(0.5, abs=0.02)
    normals = [first.normal(number) for number in range(2000)]
    assert sum(one * one for one in normals) / len(normals) == pytest.approx(1, abs=0.1)
    assert sum(first.gumbel(number) for number in range(2000)) / 2000 == pytest.approx(0.577, abs=0.1)


def test_intervals_are_those_of_student() -> None:
    told = interval([1, 2, 3, 4])
    assert (told.mean, told.high) == (2.5, pytest.approx(2.5 + 3.182 * 1.29099 / 2, abs=1e-4))
    assert interval([4]) == Interval(4, 4, 4)


def test_targets_are_reached_only_where_the_whole_interval_says_so() -> None:
    more = Row("needs_matched", "needs", True, 10)
    less = Row("gini_asks", "gini", True, -33, at_least=False)
    assert [more.reached(Interval(0, *ends)) for ends in ((11, 12), (9, 12), (1, 2))] == ["yes", "not certain", "no"]
    assert [less.reached(Interval(0, *ends)) for ends in ((-40, -34), (-40, -20), (-9, 2))] == [
        "yes",
        "not certain",
        "no",
    ]
    assert Row("asks", "asks", True).reached(Interval(0, 0, 0)) == ""


def test_differences_are_paired() -> None:
    results = simulate(TINY, [PLAIN, FAIR], [1, 2])
    change = changes("asks", results["plain"], results["fair"], relative=False)
    expected = [new.asks - old.asks for old, new in zip(results["plain"], results["fair"], strict=True)]
    assert change.mean == sum(expected) / 2


def _main(monkeypatch: pytest.MonkeyPatch, *given: str) -> None:
    options = ["--seeds", "2", "--agents", "20", "--needs-per-week", "4", "--weeks", "2", "--visits-per-week", "1"]
    monkeypatch.setattr("sys.argv", ["simulate_exposure", *options, *given])
    simulate_exposure.main()


def test_the_command_prints_a_table_with_targets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _main(monkeypatch)
    printed = capsys.readouterr().out
    assert "usual, 2 seeds" in printed
    assert all(row.words in printed for row in ROWS)
    assert "at least +10 %" in printed


def test_the_command_prints_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _main(monkeypatch, "--json", "--scenario", "all")
    told = json.loads(capsys.readouterr().out)
    assert list(told) == list(SCENARIOS)
    assert told["self-service"]["figures"]["fair"]["asks"] == [0, 0]
    assert set(told["usual"]["differences"]["fair"]["matches"]) == {"mean", "low", "high"}


def test_the_command_prints_the_frontier(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _main(monkeypatch, "--frontier")
    assert "0.8 / 0.9, 7 days" in capsys.readouterr().out
