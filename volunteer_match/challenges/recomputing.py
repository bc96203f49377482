"""Totals and the ledger: whether they agree, and what a newer version of the factors would make of the entries."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Select, case, func, or_, select

from volunteer_match.challenges.effects import Worth
from volunteer_match.challenges.entries import frozen_step, take_step
from volunteer_match.challenges.models import Challenge, ChallengeAction, Entry, EntryStep, Participation
from volunteer_match.challenges.rules import HOLDING, ChallengeRefusal
from volunteer_match.challenges.totals import Totals
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState, EntryAct, EntryState
from volunteer_match.refusals import Refused

NAMES = Totals._fields


def find_differences() -> Iterator[str]:
    """A line for every place where totals are not what the ledger adds up to; none where all is well."""
    for about, question in (
        ("entries that differ from the sum of their lines", _entries_beside_steps()),
        ("entries that count something though they are not counted", _counting_wrongly()),
        ("people whose totals differ from the sum of their entries", _people_beside_entries()),
        ("days with more than the ceiling", _days_over_ceiling()),
        ("days on which an action counts more or less than once", _days_counted_wrongly()),
    ):
        if found := db.session.scalar(select(func.count()).select_from(question.subquery())):
            yield f"{about}: {found}"


def _entries_beside_steps() -> Select[int]:
    changes = [func.coalesce(func.sum(getattr(EntryStep, f"{name}_change")), 0) for name in NAMES]
    columns = [getattr(Entry, name) for name in NAMES]
    return (
        select(Entry.id)
        .outerjoin(EntryStep, EntryStep.entry_id == Entry.id)
        .group_by(Entry.id, *columns)
        .having(or_(*(column != change for column, change in zip(columns, changes, strict=True))))
    )


def _counting_wrongly() -> Select[int]:
    counts = or_(*(getattr(Entry, name) != 0 for name in NAMES))
    return select(Entry.id).where(Entry.state != EntryState.COUNTED, counts)


def _people_beside_entries() -> Select[int]:
    sums = [func.coalesce(func.sum(getattr(Entry, name)), 0) for name in NAMES]
    columns = [getattr(Participation, name) for name in NAMES]
    return (
        select(Participation.id)
        .outerjoin(Entry, Entry.participation_id == Participation.id)
        .group_by(Participation.id, *columns)
        .having(or_(*(column != total for column, total in zip(columns, sums, strict=True))))
    )


def _by_day() -> tuple[object, ...]:
    return Entry.participation_id, Entry.action, Entry.day


def _days_over_ceiling() -> Select[int]:
    return (
        select(Entry.participation_id)
        .join(
            ChallengeAction,
            (ChallengeAction.challenge_id == Entry.challenge_id) & (ChallengeAction.action == Entry.action),
        )
        .where(Entry.state.in_(HOLDING))
        .group_by(*_by_day(), ChallengeAction.daily_ceiling)  # type: ignore[arg-type]  # columns
        .having(func.sum(Entry.amount) > ChallengeAction.daily_ceiling)
    )


def _days_counted_wrongly() -> Select[int]:
    is_counted = func.max(case((Entry.state == EntryState.COUNTED, 1), else_=0))
    return select(Entry.participation_id).group_by(*_by_day()).having(func.sum(Entry.actions) != is_counted)  # type: ignore[arg-type]  # columns


def recompute(
    challenge: Challenge, version: str, worth_of: Callable[[Entry, dict[str, str]], Worth | None], now: datetime
) -> int:
    """Works every entry out anew that rests on another version; what changes is a line of the ledger.

    `worth_of` gives what an entry with these inputs is worth by `version`, None where nobody knows any more. Entries of
    people who have gone keep what they had, for their inputs are gone too. Raises Refused where the challenge is
    closed: a final standing stays.
    """
    if challenge.state is ChallengeState.CLOSED:
        raise Refused(ChallengeRefusal.NOT_NOW)
    done = 0
    ids = select(Entry.id).where(Entry.challenge_id == challenge.id).order_by(Entry.participation_id, Entry.id)
    for number in db.session.scalars(ids).all():
        # One at a time: whoever is held has all of their entries that are at hand read again.
        entry = db.session.get_one(Entry, number)
        frozen = frozen_step(entry)
        worth = worth_of(entry, frozen.inputs) if frozen.inputs and frozen.factor_version != version else None
        if worth is not None:
            take_step(entry, EntryAct.RECOMPUTE, None, now, worth=worth)
            done += 1
    return done
