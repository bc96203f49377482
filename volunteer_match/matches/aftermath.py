"""What else follows from a move, in its transaction: searches for a substitute end, absences are noted or forgotten,
badges are given or taken back.
"""

from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.absences.noting import Missed, forget_absence, note_absence
from volunteer_match.matches.cover.closing import close_after
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.recognition.badges.actions import follow_attendance


def follow(match: Match, event: MatchEvent, missed: Missed | None) -> None:
    """`missed` says why somebody was not there, where the move says that they were not."""
    if event.from_state is MatchState.APPROVED and (
        event.to_state is not MatchState.APPROVED or event.move is Move.CONFIRM  # they come, so nobody has to stand in
    ):
        close_after(event, event.at)
    if MatchState.COMPLETED in (event.from_state, event.to_state):
        follow_attendance(match, event)
    if event.from_state is MatchState.NO_SHOW:
        forget_absence(match, event.at)
    if event.to_state is MatchState.NO_SHOW and missed is not None:
        note_absence(match, event, missed)
