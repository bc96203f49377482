"""The arithmetic of the ledger of hours: what each act adds to what waits and to what is confirmed. Pure.

Every act is one line of changes, so that the lines of an entry, of a person or of a company add up to what is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from volunteer_match.glossary import HoursAct, HoursState


@dataclass(frozen=True, slots=True)
class Balance:
    """Minutes: reported and not confirmed; and confirmed."""

    waiting: int = 0
    confirmed: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.confirmed


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger: the state that it leads to, and the minutes that it adds (or takes)."""

    state: HoursState
    waiting: int
    confirmed: int


_S, _A = HoursState, HoursAct
STATES: dict[HoursAct, HoursState] = {
    _A.REPORT: _S.REPORTED,
    _A.AMEND: _S.REPORTED,
    _A.NOTE: _S.CONFIRMED,
    _A.CONFIRM: _S.CONFIRMED,
    _A.ADJUST: _S.CONFIRMED,
    _A.DISPUTE: _S.DISPUTED,
    _A.DECIDE: _S.CONFIRMED,
    _A.REMOVE: _S.REMOVED,
    _A.REVERSE: _S.REMOVED,
    _A.LAPSE: _S.UNANSWERED,
}
"""Where each act leads. A decision that nothing counts removes."""


def line_of(act: HoursAct, held: Balance, minutes: int | None = None) -> Line:
    """What `act` writes where `held` stands. `minutes` is what it says counts; None leaves what was said before."""
    says = held.total if minutes is None else minutes
    state = STATES[act]
    if act is _A.DECIDE and says == 0:
        state = _S.REMOVED
    then = _after(state, says)
    return Line(state, then.waiting - held.waiting, then.confirmed - held.confirmed)


def _after(state: HoursState, minutes: int) -> Balance:
    """Only what is confirmed counts as confirmed: what is disputed or not answered waits."""
    if state is _S.REMOVED:
        return Balance()
    return Balance(confirmed=minutes) if state is _S.CONFIRMED else Balance(waiting=minutes)


def balance_of(lines: Iterable[Line]) -> Balance:
    """What the lines add up to."""
    waiting = confirmed = 0
    for line in lines:
        waiting += line.waiting
        confirmed += line.confirmed
    return Balance(waiting, confirmed)
