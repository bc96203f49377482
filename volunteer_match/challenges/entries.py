"""Writes of entries: every change is a line of the ledger, written while the participation is held."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import func, select

from volunteer_match.challenges.boards.actions import note_change
from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.effects import Worth, totals_of
from volunteer_match.challenges.models import Challenge, ChallengeAction, Entry, EntryStep, Participation
from volunteer_match.challenges.rules import (
    HOLDING,
    ChallengeRefusal,
    EntryFacts,
    judge,
    judge_amount,
    state_after,
)
from volunteer_match.challenges.totals import NOTHING
from volunteer_match.extensions import db
from volunteer_match.glossary import EntryAct, EntryState
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.recognition.badges.actions import follow_entry
from volunteer_match.refusals import Refused


def hold(participation_id: int) -> Participation:
    """Waits for the turn of this participation, and reads it and all of it that is at hand again.

    Every change of totals and every look at the day's ceiling happens behind this; nothing else may write them. The
    challenge is held too, together with everybody else who logs: only its closing waits for them, and they for it.
    """
    its_challenge = select(Participation.challenge_id).where(Participation.id == participation_id).scalar_subquery()
    db.session.execute(
        select(Challenge)
        .where(Challenge.id == its_challenge)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )
    held = db.session.execute(
        select(Participation)
        .where(Participation.id == participation_id)
        .with_for_update(of=Participation, key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one()
    for row in db.session:
        if isinstance(row, Entry) and row.participation_id == participation_id:
            db.session.refresh(row)
    return held


def amount_on(participation: Participation, action: str, day: date, *, but: Entry | None = None) -> int:
    """What stands on that day already, counted or not decided yet; thousandths."""
    total = select(func.sum(Entry.amount)).where(
        Entry.participation_id == participation.id, Entry.action == action, Entry.day == day, Entry.state.in_(HOLDING)
    )
    return int(db.session.scalar(total.where(Entry.id != but.id) if but else total) or 0)


def find_action(challenge: Challenge, code: str) -> ChallengeAction | None:
    return next((one for one in challenge.actions if one.action == code), None)


def begin_entry(
    participation: Participation, offered: ChallengeAction, day: date, worth: Worth, token: str, now: datetime
) -> Entry:
    """A new entry with its first line; the participation is held. Raises Refused where the day is full."""
    _check_room(participation, offered, day, worth.amount)
    entry = Entry(
        company_id=offered.challenge.company_id,
        challenge_id=offered.challenge_id,
        participation_id=participation.id,
        agent_id=participation.agent_id,
        site_id=participation.site_id,
        team_id=participation.team_id,
        action=offered.action,
        day=day,
        state=EntryState.WAITING if offered.asks_evidence else EntryState.COUNTED,
        amount=worth.amount,
        token=token,
        created_at=now,
        changed_at=now,
        **NOTHING._asdict(),
    )
    db.session.add(entry)
    db.session.flush()
    _write(entry, participation, EntryAct.LOG, entry.state, db.session.get(Account, entry.agent_id), now, worth)
    follow_entry(entry, EntryAct.LOG, now)
    return entry


def take_step(
    entry: Entry, act: EntryAct, actor: Account | None, now: datetime, *, worth: Worth | None = None, note: str = ""
) -> EntryStep:
    """Does `act` to an entry; raises Refused. `worth` goes with CORRECT and RECOMPUTE; actor None is the platform."""
    participation = hold(entry.participation_id)
    facts = facts_of(entry, actor, now, has_words=bool(note))
    if refusal := judge(act, facts):
        raise Refused(refusal)
    after = state_after(act, facts)
    amount = worth.amount if worth else entry.amount
    if act in (EntryAct.CORRECT, EntryAct.ACCEPT):
        if (offered := find_action(entry.challenge, entry.action)) is None:
            raise Refused(ChallengeRefusal.NOT_NOW)
        _check_room(participation, offered, entry.day, amount, entry)
    entry.amount = amount
    step = _write(entry, participation, act, after, actor, now, worth, note)
    follow_entry(entry, act, now)
    return step


def _check_room(
    participation: Participation, offered: ChallengeAction, day: date, amount: int, but: Entry | None = None
) -> None:
    """Raises Refused where so much more does not fit into the day, or a meter was logged already.

    What was refused meanwhile held nothing back, so this is asked again when it is taken up again.
    """
    action = ACTIONS.get(offered.action)
    if action and action.is_metered and _other_holding(participation, offered.action, but) is not None:
        raise Refused(ChallengeRefusal.METERED_TWICE)
    others = amount_on(participation, offered.action, day, but=but)
    if refusal := judge_amount(amount, others, offered.daily_ceiling):
        raise Refused(refusal)


def _other_holding(participation: Participation, action: str, but: Entry | None) -> int | None:
    found = select(Entry.id).where(
        Entry.participation_id == participation.id, Entry.action == action, Entry.state.in_(HOLDING)
    )
    return db.session.scalar(found.where(Entry.id != but.id) if but else found)


def facts_of(entry: Entry, actor: Account | None, now: datetime, *, has_words: bool = True) -> EntryFacts:
    """The entry as `actor` (None: the platform) finds it."""
    challenge = entry.challenge
    offered = find_action(challenge, entry.action)
    return EntryFacts(
        state=entry.state,
        phase=challenge.phase_at(now),
        is_own=actor is not None and actor.id == entry.agent_id,
        is_staff=actor is not None and is_staff(actor.role) and actor.company_id == entry.company_id,
        is_platform=actor is None,
        asks_evidence=offered is not None and offered.asks_evidence,
        has_words=has_words,
    )


def _write(
    entry: Entry,
    participation: Participation,
    act: EntryAct,
    after: EntryState,
    actor: Account | None,
    now: datetime,
    worth: Worth | None = None,
    note: str = "",
) -> EntryStep:
    """One line, with all that follows from it: totals of the entry and the person, and what the day's others count."""
    wanted = NOTHING
    if after is EntryState.COUNTED:
        frozen = worth.totals if worth else totals_of(frozen_step(entry).working or {})
        is_first = entry.actions > 0 or not any(one.actions for one in _same_day(entry))
        wanted = frozen._replace(actions=int(is_first))
    gave_up = entry.actions > 0 and not wanted.actions
    entry.state, entry.changed_at = after, now
    change = wanted.minus(entry.totals)
    step = EntryStep(
        entry_id=entry.id,
        at=now,
        actor_id=actor.id if actor else None,
        act=act,
        state=after,
        inputs=worth.inputs if worth else None,
        factor_version=worth.version if worth else None,
        working=worth.working if worth else None,
        note=note,
        **{f"{name}_change": value for name, value in change._asdict().items()},
    )
    before = participation.totals
    entry.add(change)
    participation.add(change)
    db.session.add(step)
    db.session.flush()
    note_change(participation, before, participation.totals, entry.day)
    if gave_up and (heir := next((one for one in _same_day(entry) if one.state is EntryState.COUNTED), None)):
        _write(heir, participation, EntryAct.RECOMPUTE, EntryState.COUNTED, None, now)
    return step


def _same_day(entry: Entry) -> Iterator[Entry]:
    """The person's other entries of this action and day, which together count as one action."""
    yield from db.session.scalars(
        select(Entry)
        .where(
            Entry.participation_id == entry.participation_id,
            Entry.action == entry.action,
            Entry.day == entry.day,
            Entry.id != entry.id,
        )
        .order_by(Entry.id)
    )


def frozen_step(entry: Entry) -> EntryStep:
    """The newest line with a working: what the person typed, and what the entry is worth when it counts."""
    return db.session.execute(
        select(EntryStep)
        .where(EntryStep.entry_id == entry.id, EntryStep.factor_version.is_not(None))
        .order_by(EntryStep.id.desc())
        .limit(1)
    ).scalar_one()
