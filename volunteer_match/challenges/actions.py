"""What people do in a challenge: join, leave, log, correct, take back; and what coordinators say to an entry.

Every action raises Refused, tells whom it concerns, and never commits.
"""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select

from volunteer_match.challenges.boards.actions import note_joined, note_left
from volunteer_match.challenges.dates import JOINABLE
from volunteer_match.challenges.effects import Worth
from volunteer_match.challenges.entries import begin_entry, find_action, hold, take_step
from volunteer_match.challenges.models import Challenge, Entry, Participation
from volunteer_match.challenges.rules import ChallengeRefusal, LogFacts, judge_log
from volunteer_match.challenges.telling import tell_agent
from volunteer_match.database import new_public_id
from volunteer_match.database.writing import insert_unless_there
from volunteer_match.extensions import db
from volunteer_match.glossary import EntryAct
from volunteer_match.hours.days import day_in
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused


def join(challenge: Challenge, agent: AgentProfile, now: datetime) -> Participation:
    """Takes part from now on, for the site and team of this moment; who left comes back to what they had reached.

    Joining twice is joining once, also at the same moment.
    """
    if challenge.phase_at(now) not in JOINABLE:
        raise Refused(ChallengeRefusal.NOT_ON)
    where = {"site_id": agent.site_id, "team_id": agent.team_id}
    insert_unless_there(
        db.session,
        Participation,
        ["challenge_id", "agent_id"],
        public_id=new_public_id(),
        challenge_id=challenge.id,
        agent_id=agent.account_id,
        joined_at=now,
        **where,
        **dict.fromkeys(("grams", "watt_hours", "millilitres", "trees", "actions"), 0),
    )
    joined = db.session.execute(
        select(Participation).where(
            Participation.challenge_id == challenge.id, Participation.agent_id == agent.account_id
        )
    ).scalar_one()
    joined.left_at = None
    db.session.flush()
    note_joined(joined)
    return joined


def leave(participation: Participation, now: datetime) -> None:
    """Logs no more. What was done stays done and counts; the person can take it back before, or come back later."""
    held = hold(participation.id)
    if held.left_at is None:
        held.left_at = now
        db.session.flush()
        note_left(held)


def leave_all(agent_id: int, now: datetime) -> None:
    """When somebody deletes their account: what was reached stays as bare numbers."""
    still = select(Participation).where(Participation.agent_id == agent_id, Participation.left_at.is_(None))
    for participation in db.session.scalars(still.order_by(Participation.challenge_id)):
        leave(participation, now)


def log(
    participation: Participation,
    code: str,
    day: date,
    worth_of: Callable[[], Worth],
    token: str,
    now: datetime,
) -> Entry:
    """Somebody logs an action of the catalogue for a day of theirs. Raises Refused.

    `token` is of the form: the same one again finds the entry that it made.
    """
    held = hold(participation.id)
    made = select(Entry).where(Entry.participation_id == held.id, Entry.token == token)
    if (entry := db.session.scalar(made)) is not None:
        return entry
    challenge = held.challenge
    offered = find_action(challenge, code)
    if offered is None:
        raise Refused(ChallengeRefusal.NOT_NOW)
    facts = LogFacts(
        phase=challenge.phase_at(now),
        is_in=held.left_at is None,
        day=day,
        today=day_in(held.agent.account.time_zone, now),
        first_day=challenge.starts_on,
        last_day=challenge.ends_on,
    )
    if refusal := judge_log(facts):
        raise Refused(refusal)
    return begin_entry(held, offered, day, worth_of(), token, now)


def correct(entry: Entry, worth: Worth, actor: Account, now: datetime) -> None:
    """The agent corrects what they typed. What a coordinator has to see, or asked about, is looked at again."""
    take_step(entry, EntryAct.CORRECT, actor, now, worth=worth)


def withdraw(entry: Entry, actor: Account, now: datetime) -> None:
    take_step(entry, EntryAct.WITHDRAW, actor, now)


def accept(entry: Entry, actor: Account, now: datetime) -> None:
    """A coordinator has seen the evidence, or the answer: it counts from now on."""
    take_step(entry, EntryAct.ACCEPT, actor, now)


def question(entry: Entry, words: str, actor: Account, now: datetime) -> None:
    """A coordinator asks; until the agent has answered by correcting it, the entry counts nothing."""
    take_step(entry, EntryAct.QUESTION, actor, now, note=words)
    tell_agent(entry, NoticeKind.ENTRY_QUESTIONED, now)


def refuse(entry: Entry, words: str, actor: Account, now: datetime) -> None:
    take_step(entry, EntryAct.REFUSE, actor, now, note=words)
    tell_agent(entry, NoticeKind.ENTRY_REFUSED, now)
