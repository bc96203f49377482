"""The arithmetic of the ledger, for any sequence of acts that the rules allow."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.glossary import HoursAct, HoursState
from volunteer_match.hours.balance import Balance, Line, balance_of, line_of
from volunteer_match.hours.rules import RULES, HoursFacts, judge

ACTS = st.lists(st.tuples(st.sampled_from(list(RULES)), st.none() | st.integers(0, 720)), max_size=12)
CONFIRMED, REMOVED = HoursState.CONFIRMED, HoursState.REMOVED


@given(begun=st.sampled_from([HoursAct.REPORT, HoursAct.NOTE]), minutes=st.integers(5, 720), acts=ACTS)
def test_what_is_shown_is_the_sum_of_all_lines(
    begun: HoursAct, minutes: int, acts: list[tuple[HoursAct, int | None]]
) -> None:
    lines = [line_of(begun, Balance(), minutes)]
    for act, said in acts:
        held, state = balance_of(lines), lines[-1].state
        parts = sorted(RULES[act].who)
        if all(judge(act, HoursFacts(state, part, timedelta(), timedelta())) for part in parts):
            continue
        lines.append(line_of(act, held, said))
        after, then = balance_of(lines), lines[-1].state
        assert min(after.waiting, after.confirmed) == 0
        assert (after.waiting, after.confirmed) >= (0, 0)
        assert after.confirmed == 0 or then is CONFIRMED, "only what is confirmed counts as confirmed"
        assert after.total == (0 if then is REMOVED else held.total if said is None else said)
    assert balance_of(lines) == balance_of(reversed(lines))


def test_worked_by_hand() -> None:
    """90 reported; 60 confirmed by the partner; disputed back to 90; 75 decided."""
    acts = [(HoursAct.REPORT, 90), (HoursAct.ADJUST, 60), (HoursAct.DISPUTE, 90), (HoursAct.DECIDE, 75)]
    lines: list[Line] = []
    seen = []
    for act, minutes in acts:
        lines.append(line_of(act, balance_of(lines), minutes))
        seen.append(balance_of(lines))
    assert seen == [Balance(90, 0), Balance(0, 60), Balance(90, 0), Balance(0, 75)]
    nothing = line_of(HoursAct.DECIDE, Balance(90, 0), 0)
    assert (nothing.state, nothing.waiting, nothing.confirmed) == (REMOVED, -90, 0)
