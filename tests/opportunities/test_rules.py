"""What publishing needs, and what may happen in which state, as tables."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from volunteer_match.glossary import BACKGROUND_CHECK, Format, OpportunityState
from volunteer_match.opportunities import rules
from volunteer_match.opportunities.rules import Missing, NeedFacts, OpportunityRefusal, SessionFacts
from volunteer_match.opportunities.words import MISSING, REFUSALS

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
COMING = SessionFacts(NOW + timedelta(days=1), 2)
WHOLE = NeedFacts("Title", "Text", "A link", Format.SCHEDULED, False, "", frozenset(), None, [COMING])
CHILD = replace(WHOLE, is_for_minors=True, second_adult="Ms Okoro", credentials=frozenset({BACKGROUND_CHECK}))
FLEXIBLE = replace(WHOLE, format=Format.FLEXIBLE, deadline=NOW + timedelta(days=3), sessions=[SessionFacts(None, 1)])


@pytest.mark.parametrize(
    ("need", "missing"),
    [
        (WHOLE, ()),
        (replace(WHOLE, title=" "), (Missing.TITLE,)),
        (replace(WHOLE, description=""), (Missing.DESCRIPTION,)),
        (replace(WHOLE, how_to_join="\n"), (Missing.HOW_TO_JOIN,)),
        (replace(WHOLE, sessions=[]), (Missing.SESSION,)),
        (replace(WHOLE, sessions=[replace(COMING, starts_at=NOW)]), (Missing.SESSION,)),
        (replace(WHOLE, sessions=[replace(COMING, is_cancelled=True)]), (Missing.SESSION,)),
        (replace(WHOLE, sessions=[replace(COMING, places=0)]), (Missing.PLACES,)),
        (FLEXIBLE, ()),
        (replace(FLEXIBLE, deadline=None), ()),
        (replace(FLEXIBLE, deadline=NOW), (Missing.DEADLINE,)),
        (replace(FLEXIBLE, sessions=[]), (Missing.PLACES,)),
        (CHILD, ()),
        (replace(CHILD, second_adult=" "), (Missing.SECOND_ADULT,)),
        (replace(CHILD, credentials=frozenset({"first-aid"})), (Missing.BACKGROUND_CHECK,)),
        (
            replace(CHILD, credentials=frozenset(), second_adult=""),
            (Missing.BACKGROUND_CHECK, Missing.SECOND_ADULT),
        ),
    ],
)
def test_missing_for_publishing(need: NeedFacts, missing: tuple[Missing, ...]) -> None:
    assert rules.missing_for_publishing(need, NOW) == missing


@pytest.mark.parametrize(
    ("state", "edit", "publish", "close", "cancel"),
    [
        (OpportunityState.DRAFT, True, True, False, True),
        (OpportunityState.PUBLISHED, True, False, True, True),
        (OpportunityState.CLOSED, False, True, False, True),
        (OpportunityState.CANCELLED, False, False, False, False),
    ],
)
def test_what_may_happen(state: OpportunityState, edit: bool, publish: bool, close: bool, cancel: bool) -> None:
    may = (rules.may_edit(state), rules.may_publish(state), rules.may_close(state), rules.may_cancel(state))
    assert may == (edit, publish, close, cancel)


def test_places_are_never_fewer_than_people() -> None:
    assert rules.refusal_of_places(2, 3) is OpportunityRefusal.PLACES_TAKEN
    assert rules.refusal_of_places(3, 3) is None


def test_everything_has_words() -> None:
    assert set(MISSING) == set(Missing)
    assert set(REFUSALS) == set(OpportunityRefusal)
