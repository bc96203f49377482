"""Who may say something to an absence, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from volunteer_match.matches.absences.rules import AbsenceFacts, AbsenceRefusal, appeal_ends_at, refusal_of_appeal

NOTED = datetime(2026, 11, 24, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "absence, after, refusal",
    [
        (None, 0, AbsenceRefusal.NOT_MISSED),
        (AbsenceFacts(NOTED, is_excused=True, is_appealed=False), 0, AbsenceRefusal.EXCUSED),
        (AbsenceFacts(NOTED, is_excused=False, is_appealed=True), 0, AbsenceRefusal.SAID_ALREADY),
        (AbsenceFacts(NOTED, is_excused=False, is_appealed=False), 14, None),
        (AbsenceFacts(NOTED, is_excused=False, is_appealed=False), 15, AbsenceRefusal.TOO_LATE),
    ],
    ids=("not missed", "excused", "said already", "on the last day", "too late"),
)
def test_an_appeal(absence: AbsenceFacts | None, after: int, refusal: AbsenceRefusal | None) -> None:
    assert refusal_of_appeal(absence, NOTED + timedelta(days=after)) is refusal
    assert appeal_ends_at(NOTED) == NOTED + timedelta(days=14)
