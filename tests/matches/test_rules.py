"""Pure decisions around matches: the order of the queue, what is offered, who has which part."""

from datetime import UTC, datetime, timedelta

import pytest

from volunteer_match.glossary import MatchState, Move, Role
from volunteer_match.matches.absences.rules import AbsenceRefusal
from volunteer_match.matches.approvals.rules import Waiting, in_order
from volunteer_match.matches.commitments.rules import Situation, heading_of, offered_moves
from volunteer_match.matches.cover.rules import CoverRefusal
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.policy import Belonging, Person, part_in
from volunteer_match.matches.promises.rules import decide_by
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.matches.wording import REFUSALS
from volunteer_match.web.queues import after

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _waiting(name: str, *, since: int, starts: float | None) -> Waiting:
    start = NOW + starts * HOUR if starts is not None else None
    ends_at = decide_by(NOW - since * HOUR, 5, start)
    return Waiting(name, "Maricel S.", "Fractions", "en", "Open Desk", NOW - since * HOUR, start, 1, ends_at)


def test_what_begins_soon_comes_first_then_the_longest_waiting() -> None:
    items = [
        _waiting("old", since=90, starts=100),
        _waiting("flexible", since=95, starts=None),
        _waiting("tomorrow", since=1, starts=30),
        _waiting("tonight", since=2, starts=8.5),
        _waiting("just-not-soon", since=3, starts=48.1),
    ]
    ordered = in_order(items, NOW)
    assert [item.claim_id for item in ordered] == ["tonight", "tomorrow", "flexible", "old", "just-not-soon"]
    assert [_waiting("sooner", since=119, starts=None).hours_to_decide(NOW), ordered[0].hours_to_decide(NOW) > 0] == [
        1,
        True,
    ]
    assert [ordered[0].hours_left(NOW), _waiting("now", since=1, starts=0.2).hours_left(NOW)] == [8, 1]


@pytest.mark.parametrize("decided, following", [("a", "b"), ("b", "c"), ("c", "b"), ("not-in-the-queue", "a")], ids=str)
def test_the_next_claim_takes_the_place_of_the_one_decided(decided: str, following: str) -> None:
    assert after(list("abc"), decided) == following


def test_after_the_last_claim_nothing_follows() -> None:
    assert after(["a"], "a") is None
    assert after([], "a") is None


def _offered(state: MatchState, part: Who, **facts: bool) -> frozenset[Move]:
    known = {"is_late": False, "has_started": False, "is_undo_open": False, "was_approved": False, **facts}
    return offered_moves(Situation(state, part, **known))


@pytest.mark.parametrize(
    "state, part, facts, moves",
    [
        (MatchState.PENDING, Who.AGENT, {}, {Move.WITHDRAW}),
        (MatchState.PENDING, Who.AGENT, {"is_late": True}, set()),
        (MatchState.INVITED, Who.AGENT, {}, {Move.ACCEPT, Move.DECLINE}),
        (MatchState.APPROVED, Who.COORDINATOR, {}, {Move.RETURN, Move.REOPEN}),
        (MatchState.APPROVED, Who.PARTNER, {}, {Move.RETURN}),
        (MatchState.APPROVED, Who.PARTNER, {"is_late": True, "has_started": True}, {Move.COMPLETE, Move.MISS}),
        (MatchState.COMPLETED, Who.PARTNER, {"is_late": True, "has_started": True}, {Move.CORRECT}),
        (MatchState.WITHDRAWN, Who.AGENT, {}, {Move.RESTORE}),
        (MatchState.WITHDRAWN, Who.AGENT, {"was_approved": True}, set()),
        (MatchState.WITHDRAWN, Who.AGENT, {"was_approved": True, "is_undo_open": True}, {Move.RESTORE}),
        (MatchState.WITHDRAWN, Who.AGENT, {"is_late": True}, set()),
    ],
)
def test_buttons_are_moves_that_make_sense_now(
    state: MatchState, part: Who, facts: dict[str, bool], moves: set[Move]
) -> None:
    assert _offered(state, part, **facts) == moves


def test_every_state_stands_under_one_heading() -> None:
    headings = {state: heading_of(state, is_over=False) for state in MatchState}
    assert headings[MatchState.APPROVED] == "coming"
    assert heading_of(MatchState.APPROVED, is_over=False, is_asked=True) == "asked"
    assert heading_of(MatchState.INVITED, is_over=False, is_asked=True) == "invited"
    assert set(headings.values()) == {"coming", "invited", "pending", "waitlisted", "past"}
    assert {heading_of(state, is_over=True) for state in MatchState} == {"past"}


@pytest.mark.parametrize(
    "person, part",
    [
        (None, Who.PLATFORM),
        (Person(1, Role.AGENT, 10, None), Who.AGENT),
        (Person(1, Role.COORDINATOR, 10, None), Who.AGENT),
        (Person(2, Role.AGENT, 10, None), None),
        (Person(2, Role.COORDINATOR, 10, None), Who.COORDINATOR),
        (Person(2, Role.ADMINISTRATOR, 10, None), Who.COORDINATOR),
        (Person(2, Role.COORDINATOR, 11, None), None),
        (Person(2, Role.PARTNER_MEMBER, None, 20), Who.PARTNER),
        (Person(2, Role.PARTNER_MEMBER, None, 21), None),
    ],
    ids=str,
)
def test_parts_in_a_match(person: Person | None, part: Who | None) -> None:
    assert part_in(Belonging(agent_id=1, company_id=10, partner_id=20), person) is part


def test_every_refusal_has_words() -> None:
    assert set(REFUSALS) == {*MatchRefusal, *CoverRefusal, *AbsenceRefusal}
    assert all(refusal.sentence == str(refusal.value) for refusal in MatchRefusal)
