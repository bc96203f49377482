"""Keeps the boards in step. Each is called in the transaction of what it follows, and never commits."""

from datetime import date

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import InstrumentedAttribute

from volunteer_match.challenges.boards.counting import add_amount, add_person, add_version, move_bins, seat_of
from volunteer_match.challenges.boards.models import BoardPerson
from volunteer_match.challenges.boards.streaks.actions import keep_frozen
from volunteer_match.challenges.models import Challenge, Participation
from volunteer_match.challenges.totals import KEPT_IN, Totals
from volunteer_match.database.writing import insert_unless_there
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState, ConsentKind
from volunteer_match.recognition.consents.queries import is_consented_by


def note_joined(participation: Participation) -> None:
    """Somebody joined, or came back. Noted again, it changes nothing."""
    insert_unless_there(
        db.session,
        BoardPerson,
        ["participation_id"],
        participation_id=participation.id,
        challenge_id=participation.challenge_id,
        score=0,
        is_counted=False,
        is_shown=False,
    )
    _set_counted(participation, is_counted=True)
    _set_shown(participation)


def note_left(participation: Participation) -> None:
    """Somebody left. What they had done stays with their team, and so do they as a head, or leaving would raise it;
    who had nothing goes. On the board of people they stand no longer.
    """
    _set_shown(participation)
    if db.session.scalar(select(BoardPerson.score).where(_is(participation))) == 0:
        _set_counted(participation, is_counted=False)


def note_change(participation: Participation, before: Totals, after: Totals, day: date) -> None:
    """What counts of a participation changed by the difference of `after` and `before`, for something done on `day`."""
    name = KEPT_IN[participation.challenge.measure]
    change = getattr(after, name) - getattr(before, name)
    if after.actions > before.actions:
        keep_frozen(participation, day)
    if not change:
        return
    row = db.session.execute(
        update(BoardPerson)
        .where(_is(participation))
        .values(score=BoardPerson.score + change)
        .returning(BoardPerson.score, BoardPerson.is_counted, BoardPerson.is_shown)
        .execution_options(synchronize_session=False)
    ).one()
    counts = participation.left_at is None or row.score != 0
    if row.is_counted is not counts:
        _set_counted(participation, is_counted=counts)
    seat = seat_of(participation)
    add_amount(seat, change)
    if row.is_shown:
        move_bins(seat, row.score - change, row.score)


def follow_consent(account_id: int) -> None:
    """Somebody wants to stand on boards of people by name, or no longer: it holds for all that are open, at once."""
    taking_part = (
        select(Participation)
        .join(Challenge, Participation.challenge_id == Challenge.id)
        .where(Participation.agent_id == account_id, Challenge.state == ChallengeState.OPEN)
        .order_by(Participation.id)
    )
    for participation in db.session.scalars(taking_part).all():
        _set_shown(participation)


def _is(participation: Participation) -> ColumnElement[bool]:
    return BoardPerson.participation_id == participation.id


def _mark(participation: Participation, flag: InstrumentedAttribute[bool], value: bool) -> int | None:
    """Their score where that changed the flag, else None."""
    return db.session.scalar(
        update(BoardPerson)
        .where(_is(participation), flag.is_not(value))
        .values({flag: value})
        .returning(BoardPerson.score)
        .execution_options(synchronize_session=False)
    )


def _set_counted(participation: Participation, *, is_counted: bool) -> None:
    if _mark(participation, BoardPerson.is_counted, is_counted) is not None:
        add_person(seat_of(participation), 1 if is_counted else -1)


def _set_shown(participation: Participation) -> None:
    is_shown = participation.left_at is None and bool(
        db.session.scalar(
            select(is_consented_by(Participation.agent_id, ConsentKind.BOARDS)).where(
                Participation.id == participation.id
            )
        )
    )
    score = _mark(participation, BoardPerson.is_shown, is_shown)
    if score is None:
        return
    seat = seat_of(participation)
    move_bins(seat, *((None, score) if is_shown else (score, None)))
    add_version(seat)
