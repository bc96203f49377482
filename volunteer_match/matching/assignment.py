"""Many agents for many sessions at once: the assignment of the highest total order, and how sure that is.

The linear program of all candidates is solved first (HiGHS, in SciPy). Its solution is whole in almost every case, and
then proven to be the best. Where weekly minutes or chains of clashes make it fractional, only the connected piece of
agents and sessions around the fraction is solved again in whole numbers, and only in those columns whose reduced cost
leaves them a chance (Dantzig's bound: a column that costs more than the distance between bound and best known can be in
no better solution). If time runs out the best known is kept, and `bound` tells how far from the best it can be.
"""

from collections.abc import Iterable

from volunteer_match.matching.assignment_facts import Assignment, Bounds, Candidate, lines_of
from volunteer_match.matching.assignment_ledger import Ledger, best_first
from volunteer_match.matching.assignment_rows import Program

SECONDS = 20.0
"""How long the solver may take by default, in each of its two steps."""


def assign(
    candidates: Iterable[Candidate], bounds: Bounds, seconds: float = SECONDS, at_least: Iterable[Candidate] = ()
) -> Assignment:
    """The best assignment within `bounds`. Equal input in any order gives the same answer, unless time runs out.

    Nobody is asked twice for one session, or for two that share a moment. `seconds` is for each step of the solver;
    when they are not enough the answer is feasible all the same and its `gap` tells what may be missing. It is never
    worth less than `at_least`, a feasible choice that is known already.
    """
    ordered = sorted(candidates, key=lambda one: one.turn)
    pairs = {(one.agent, one.session): one for one in reversed(ordered) if Ledger(bounds).take(one)}
    possible = list(reversed(pairs.values()))
    if not possible:
        return Assignment((), 0)
    # SciPy takes half a second and 50 MB to load: only who proposes matches pays for it.
    from volunteer_match.matching.assignment_solver import solve

    solution = solve(Program(possible, bounds), seconds)
    # The solver works with floating point numbers; the ledger has the last word.
    solved = Ledger(bounds).take_all(possible[number] for number in solution.candidates)
    known = (solved, best_first(possible, bounds), list(at_least))
    lines = max((lines_of(chosen, bounds.share) for chosen in known), key=lambda made: sum(one.worth for one in made))
    return Assignment(lines, max(solution.bound, sum(line.worth for line in lines)))
