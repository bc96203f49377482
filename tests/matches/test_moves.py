"""The table of moves: what docs/matches.md says is what the machine does, and what it leaves out is refused."""

import re
from itertools import product

import pytest

from tests.house.tree import ROOT
from volunteer_match.glossary import HOLDS_PLACE, KEEPS_PLACE, MatchState, Move
from volunteer_match.matches.move_rule import Guard, MoveRule, Place, Who
from volunteer_match.matches.moves import MOVES, moves_from, rules_for
from volunteer_match.matches.rules import MatchRefusal, MoveFacts, refusal_of

Row = tuple[str, ...]


def _documented() -> set[Row]:
    text = (ROOT / "docs" / "matches.md").read_text()
    table = text.split("## The moves")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]
    return {tuple(", ".join(sorted(re.split(r",\s*", cell))) for cell in row) for row in rows[2:]}


def _coded(rule: MoveRule) -> Row:
    cells = (
        [rule.move.value],
        [state.value if state else "none" for state in rule.from_states],
        [rule.to_state.value],
        [who.value for who in rule.who],
        [guard.value for guard in rule.guards] or ["–"],
        [rule.place.value],
        [f"{audience.value}: {kind.value}" for audience, kind in rule.tells] or ["–"],
    )
    return tuple(", ".join(sorted(cell)) for cell in cells)


def test_document_and_machine_are_the_same_table() -> None:
    coded = {_coded(rule) for rule in MOVES}
    assert _documented() == coded
    assert len(coded) == len(MOVES)


def test_every_move_and_every_state_is_in_the_machine() -> None:
    assert {rule.move for rule in MOVES} == set(Move)
    assert {rule.to_state for rule in MOVES} == set(MatchState)


@pytest.mark.parametrize("rule", MOVES, ids=lambda rule: f"{rule.move.value}-{rule.to_state.value}")
def test_places_follow_the_states(rule: MoveRule) -> None:
    """Whoever comes to hold a place takes one; whoever ceases to, gives it back; nothing else touches places."""
    for state in rule.from_states:
        held = state in KEEPS_PLACE
        holds = rule.to_state in KEEPS_PLACE
        expected = Place.TAKE if holds and not held else Place.RELEASE if held and not holds else Place.KEEP
        assert rule.place is expected


def test_a_claim_can_be_made_from_every_state_that_ended_without_meeting() -> None:
    met = {MatchState.COMPLETED, MatchState.NO_SHOW}
    for state in set(MatchState) - HOLDS_PLACE - met - {MatchState.INVITED}:
        assert rules_for(Move.CLAIM, state), state
    for state in met | HOLDS_PLACE:
        assert not rules_for(Move.CLAIM, state), state


def test_only_a_coordinator_approves_and_the_agent_never_decides() -> None:
    decisions = {Move.APPROVE, Move.RETURN, Move.REOPEN, Move.MISS, Move.INVITE, Move.RESCIND}
    for state in (None, *MatchState):
        assert not moves_from(state, Who.AGENT) & decisions
        assert Move.APPROVE not in moves_from(state, Who.PARTNER) | moves_from(state, Who.PLATFORM)


GOOD = MoveFacts(
    is_open=True,
    has_started=True,
    is_full=True,
    gates_pass=True,
    safeguards_hold=True,
    asks_left=1,
    has_ended=True,
    is_own=True,
    is_called=True,
    has_cause=True,
    has_reason=True,
    is_in_time=True,
    is_unanswered=True,
    has_waited=True,
)
SPOILED = {
    Guard.OPEN: ({"is_open": False}, MatchRefusal.CLOSED),
    Guard.BEFORE: ({"is_late": True}, MatchRefusal.OVER),
    Guard.BEGUN: ({"has_started": False}, MatchRefusal.TOO_EARLY),
    Guard.OVER: ({"is_late": False}, MatchRefusal.TOO_EARLY),
    Guard.HAD: ({"had": MatchState.DECLINED}, MatchRefusal.CHANGED),
    Guard.IN_TIME: ({"is_in_time": False}, MatchRefusal.UNDO_OVER),
    Guard.FULL: ({"is_full": False}, MatchRefusal.NOT_FULL),
    Guard.ENDED: ({"has_ended": False}, MatchRefusal.NOT_ENDED),
    Guard.OWN: ({"is_own": False}, MatchRefusal.CHANGED),
    Guard.CAUSE: ({"has_cause": False}, MatchRefusal.NO_REASON),
    Guard.CALLED: ({"is_called": False}, MatchRefusal.NOT_CALLED),
    Guard.GATES: ({"gates_pass": False}, MatchRefusal.GATES),
    Guard.SAFEGUARDS: ({"safeguards_hold": False}, MatchRefusal.SAFEGUARDS),
    Guard.ASKS: ({"asks_left": 0}, MatchRefusal.ASKED_ENOUGH),
    Guard.ASKED: ({"is_asked": False}, MatchRefusal.NOT_ASKED),
    Guard.CONFIRMED: ({"is_asked": True}, MatchRefusal.UNCONFIRMED),
    Guard.UNANSWERED: ({"is_unanswered": False}, MatchRefusal.TOO_EARLY),
    Guard.WAITED: ({"has_waited": False}, MatchRefusal.TOO_EARLY),
    Guard.REASON: ({"has_reason": False}, MatchRefusal.NO_REASON),
}


def _facts(rule: MoveRule, **spoiled: object) -> MoveFacts:
    values = {name: getattr(GOOD, name) for name in GOOD.__slots__}
    values |= {"is_late": Guard.OVER in rule.guards, "had": rule.to_state, "is_asked": Guard.ASKED in rule.guards}
    return MoveFacts(**{**values, **spoiled})  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", MOVES, ids=lambda rule: f"{rule.move.value}-{rule.to_state.value}")
def test_each_guard_alone_refuses_and_without_a_fault_none_does(rule: MoveRule) -> None:
    assert refusal_of(rule, _facts(rule)) is None
    for guard in rule.guards:
        spoiled, refusal = SPOILED[guard]
        assert refusal_of(rule, _facts(rule, **spoiled)) is refusal


def test_what_has_begun_is_no_longer_open() -> None:
    rule = rules_for(Move.CLAIM, None)[0]
    assert refusal_of(rule, _facts(rule, is_late=True)) is MatchRefusal.OVER


def test_a_return_is_reopened_to_the_queue_only_where_a_place_was_held() -> None:
    to_queue, to_waitlist = (
        next(rule for rule in rules_for(Move.REOPEN, MatchState.RETURNED) if rule.to_state is state)
        for state in (MatchState.PENDING, MatchState.WAITLISTED)
    )
    for had in (MatchState.PENDING, MatchState.APPROVED):
        assert refusal_of(to_queue, _facts(to_queue, had=had)) is None
        assert refusal_of(to_waitlist, _facts(to_waitlist, had=had)) is MatchRefusal.CHANGED
    assert refusal_of(to_queue, _facts(to_queue, had=MatchState.WAITLISTED)) is MatchRefusal.CHANGED


def test_what_one_part_does_in_one_state_differs_only_in_where_it_leads_back_to() -> None:
    for move, state, who in product(Move, (None, *MatchState), Who):
        rules = rules_for(move, state, who)
        assert len({rule.to_state for rule in rules}) == len(rules)
        assert len(rules) <= 1 or all(Guard.HAD in rule.guards for rule in rules)
