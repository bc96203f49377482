"""Assignments of many agents to many sessions: feasible, the best there is, and the same whatever the input's order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.assignment import generate
from tests.matching.assignments import best_total, candidate, is_feasible, problems, total
from volunteer_match.matching import assignment_solver
from volunteer_match.matching.assignment import assign
from volunteer_match.matching.assignment_facts import Assignment, Bounds, Candidate, tally
from volunteer_match.matching.assignment_ledger import best_first, first_come
from volunteer_match.matching.assignment_rows import Program, shared_moments

Problem = tuple[list[Candidate], Bounds]


def _pairs(made: Assignment) -> set[tuple[str, str]]:
    return {(line.candidate.agent, line.candidate.session) for line in made.lines}


@given(problems())
def test_it_is_feasible_and_as_good_as_any(problem: Problem) -> None:
    candidates, bounds = problem
    made = assign(candidates, bounds)
    assert is_feasible([line.candidate for line in made.lines], bounds)
    assert made.total == best_total(candidates, bounds)
    assert made.gap == 0


@given(problems(most=12))
def test_the_plain_orders_are_feasible_and_never_better(problem: Problem) -> None:
    candidates, bounds = problem
    made = assign(candidates, bounds)
    for chosen in (best_first(candidates, bounds), first_come(candidates, bounds, ["desk", "reading", "maths"])):
        assert is_feasible(chosen, bounds)
        assert total(chosen, bounds) <= made.total <= made.bound


@given(problems(most=12), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(problem: Problem, random: object) -> None:
    candidates, bounds = problem
    shuffled = list(candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assign(candidates, bounds) == assign(shuffled, bounds)
    needs = ["maths", "desk", "reading"]
    assert first_come(candidates, bounds, needs) == first_come(shuffled, bounds, needs)


@given(problems(most=12), st.sampled_from(["maths-1", "maths-2", "reading-1", "desk-1"]))
def test_one_more_place_never_lowers_the_best(problem: Problem, session: str) -> None:
    candidates, bounds = problem
    more = replace(bounds, places={**bounds.places, session: bounds.places[session] + 1})
    assert assign(candidates, more).total >= assign(candidates, bounds).total


@given(problems(most=12), st.sampled_from(["ann", "bo", "cy"]))
def test_one_more_ask_never_lowers_the_best(problem: Problem, agent: str) -> None:
    candidates, bounds = problem
    more = replace(bounds, asks={**bounds.asks, agent: bounds.asks[agent] + 1})
    assert assign(candidates, more).total >= assign(candidates, bounds).total


@pytest.mark.parametrize("margin", [0.0, 1_000.0, 20_000.0])
@pytest.mark.parametrize("rounds", [1, 2, 8])
def test_whole_numbers_are_searched_where_no_cut_helps(
    monkeypatch: pytest.MonkeyPatch, rounds: int, margin: float
) -> None:
    """Few agents with short weeks: without cuts, or with a first try that is too narrow, the proof is still found."""
    candidates, bounds, _needs = generate(opportunities=60, agents=25, seed=3)
    best = assign(candidates, bounds)
    monkeypatch.setattr(assignment_solver, "_ROUNDS", rounds)
    monkeypatch.setattr(assignment_solver, "_FIRST_TRY", margin)
    made = assign(candidates, bounds)
    assert is_feasible([line.candidate for line in made.lines], bounds)
    assert (made.total, made.gap, best.gap) == (best.total, 0, 0)


def test_a_search_that_is_cut_off_keeps_what_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    candidates, bounds, _needs = generate(opportunities=60, agents=25, seed=3)
    best = assign(candidates, bounds)
    monkeypatch.setattr(assignment_solver, "_ROUNDS", 1)
    monkeypatch.setattr(assignment_solver, "_MOST_NODES", 0)
    made = assign(candidates, bounds)
    assert is_feasible([line.candidate for line in made.lines], bounds)
    assert made.total < best.total <= made.bound


def test_out_of_time_the_bound_is_what_sessions_could_have_alone() -> None:
    candidates, bounds, needs = generate(opportunities=60, agents=60, seed=1)
    plain = first_come(candidates, bounds, needs)
    made = assign(candidates, bounds, seconds=0, at_least=plain)
    assert is_feasible([line.candidate for line in made.lines], bounds)
    assert total(plain, bounds) <= made.total <= assign(candidates, bounds).total < made.bound


@settings(max_examples=25)
@given(problems(most=12))
def test_without_time_it_is_feasible_and_says_what_may_be_missing(problem: Problem) -> None:
    candidates, bounds = problem
    hurried, best = assign(candidates, bounds, seconds=0), assign(candidates, bounds)
    assert is_feasible([line.candidate for line in hurried.lines], bounds)
    assert hurried.total <= best.total <= hurried.bound


def test_the_best_for_one_gives_way_where_the_whole_gains() -> None:
    """First come takes Ann, the only one who could have done the second need."""
    candidates = [candidate("ann", "maths-1", 900), candidate("bo", "maths-1", 880), candidate("ann", "reading-1", 700)]
    bounds = Bounds({"maths-1": 1, "reading-1": 1}, {"ann": 1, "bo": 1})
    plain = tally(assign(first_come(candidates, bounds, ["maths", "reading"]), bounds).lines)
    made = assign(candidates, bounds)
    assert _pairs(made) == {("bo", "maths-1"), ("ann", "reading-1")}
    assert (plain.places, plain.total, tally(made.lines)) == (
        1,
        90_000,
        replace(plain, places=2, opportunities=2, total=158_000),
    )


def test_a_second_ask_of_the_same_agent_is_worth_less() -> None:
    """0.9 × 900 is less than 820, so Bo is asked, though Ann fits better; without fairness Ann is asked twice."""
    candidates = [
        candidate("ann", "maths-1", 900),
        candidate("ann", "reading-1", 900),
        candidate("bo", "reading-1", 820),
    ]
    bounds = Bounds({"maths-1": 1, "reading-1": 1}, {"ann": 3, "bo": 3}, fairness=0.9)
    assert _pairs(assign(candidates, bounds)) == {("ann", "maths-1"), ("bo", "reading-1")}
    assert _pairs(assign(candidates, replace(bounds, fairness=1.0))) == {("ann", "maths-1"), ("ann", "reading-1")}
    twice = assign(candidates[:2], bounds).lines
    assert [(line.nth, line.order) for line in twice] == [(0, 900), (1, 810)]


def test_nobody_is_asked_twice_for_one_session() -> None:
    """Two places and two asks are left, and the session is worth more than the other one: still once."""
    candidates = [candidate("ann", "maths-1", 900), candidate("ann", "reading-1", 200)]
    bounds = Bounds({"maths-1": 2, "reading-1": 1}, {"ann": 2}, fairness=0.9)
    made = assign([*candidates, candidates[0]], bounds)
    assert (len(made.lines), len(_pairs(made)), made.gap) == (2, 2, 0)
    assert best_first([candidates[0], candidates[0]], bounds) == candidates[:1]
    assert assignment_solver.solve(Program(candidates, bounds), seconds=5) == assignment_solver.Solution(
        (0, 1), 108_000
    )


def test_sessions_that_touch_do_not_clash() -> None:
    touching = [candidate("ann", "maths-1", 500, 0), candidate("ann", "maths-2", 500, 1)]
    bounds = Bounds({"maths-1": 1, "maths-2": 1}, {"ann": 3})
    assert len(assign(touching, bounds).lines) == 2
    assert len(assign([touching[0], replace(touching[1], interval=touching[0].interval)], bounds).lines) == 1


def test_what_is_not_named_has_nothing_left() -> None:
    one = candidate("ann", "maths-1", 500, week=60)
    assert assign([one], Bounds({}, {"ann": 1}, {("ann", "week"): 60})) == Assignment((), 0)
    assert assign([one], Bounds({"maths-1": 1}, {}, {("ann", "week"): 60})) == Assignment((), 0)
    assert assign([one], Bounds({"maths-1": 1}, {"ann": 1})) == Assignment((), 0)
    assert assign([], Bounds({}, {})).gap == 0


def test_minutes_that_do_not_add_up_are_solved_in_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The linear program would take two thirds of a session; 60 + 60 of 100 minutes is one session."""
    candidates = [candidate("ann", f"maths-{n}", order, n, week=60) for n, order in ((1, 800), (2, 790), (3, 780))]
    bounds = Bounds({f"maths-{n}": 1 for n in (1, 2, 3)}, {"ann": 3}, {("ann", "week"): 100})
    for rounds in (1, 8):
        monkeypatch.setattr(assignment_solver, "_ROUNDS", rounds)
        found = assignment_solver.solve(Program(candidates, bounds), seconds=5)
        assert (found.candidates, found.bound) == ((0,), 80_000)


@pytest.mark.parametrize(
    ("hours", "groups"),
    [
        ([(0, 2), (1, 2), (2, 1)], [[0, 1], [1, 2]]),
        ([(0, 9), (1, 1), (2, 1)], [[0, 1], [0, 2]]),
        ([(0, 1), (1, 1)], []),
        ([(0, 3), (1, 3), (2, 3), (9, 1)], [[0, 1, 2]]),
    ],
)
def test_groups_that_share_a_moment_are_the_largest(hours: list[tuple[int, int]], groups: list[list[int]]) -> None:
    spans = [candidate("ann", f"maths-{n}", 1, start, length).interval for n, (start, length) in enumerate(hours)]
    found = shared_moments([(span, number) for number, span in enumerate(spans) if span is not None])
    assert [sorted(group) for group in found] == groups
