"""The end of a challenge: by the clock of its named zone, or by a coordinator before that. Its state is final."""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.audit.actions import record
from volunteer_match.challenges.boards.final import keep_standing
from volunteer_match.challenges.dates import CHECKING, DAY, Phase, ends_at
from volunteer_match.challenges.models import Challenge, Entry, Participation
from volunteer_match.challenges.rules import UNDECIDED, ChallengeRefusal
from volunteer_match.challenges.telling import tell_end
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused

CHALLENGES_AT_ONCE = 20
TOLD_AT_ONCE = 100


def close(challenge: Challenge, actor: Account | None, now: datetime) -> None:
    """Nothing changes in it any more; what was not decided does not count. `actor` None: its time is over."""
    locked = db.session.execute(
        select(Challenge)
        .where(Challenge.id == challenge.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()
    if locked.state is not ChallengeState.OPEN or locked.phase_at(now) is Phase.TO_COME:
        raise Refused(ChallengeRefusal.NOT_NOW)
    keep_standing(locked)
    locked.state, locked.closed_at = ChallengeState.CLOSED, now
    record("challenge.close", actor, now, subject=locked, company_id=locked.company_id)
    db.session.flush()


def close_due(now: datetime) -> int:
    """A sweep: closes what is over; what still waits for a coordinator gets two days more. Returns how many."""
    longest_ago = (now + timedelta(hours=14)).date()  # no zone is further ahead of UTC
    over = select(Challenge).where(Challenge.state == ChallengeState.OPEN, Challenge.ends_on <= longest_ago)
    due = [one for one in db.session.scalars(over.order_by(Challenge.ends_on)) if _is_due(one, now)]
    for challenge in due[:CHALLENGES_AT_ONCE]:
        close(challenge, None, now)
    return min(len(due), CHALLENGES_AT_ONCE)


def _is_due(challenge: Challenge, now: datetime) -> bool:
    end = ends_at(challenge.time_zone, challenge.ends_on)
    if now < end:
        return False
    return now >= end + CHECKING or not has_undecided(challenge)


def has_undecided(challenge: Challenge) -> bool:
    undecided = exists().where(Entry.challenge_id == challenge.id, Entry.state.in_(UNDECIDED))
    return bool(db.session.scalar(select(undecided)))


def tell_closed(now: datetime) -> int:
    """A sweep: tells those who took part that it is over, some at a time. Returns how many people."""
    last = select(func.max(Participation.id)).where(Participation.challenge_id == Challenge.id).scalar_subquery()
    untold = select(Challenge).where(
        Challenge.state == ChallengeState.CLOSED,
        Challenge.closed_at > now - DAY,
        last > func.coalesce(Challenge.told_id, 0),
    )
    challenge = db.session.scalar(untold.order_by(Challenge.closed_at, Challenge.id).limit(1))
    if challenge is None:
        return 0
    people = db.session.scalars(
        select(Participation)
        .where(Participation.challenge_id == challenge.id, Participation.id > (challenge.told_id or 0))
        .options(joinedload(Participation.agent).joinedload(AgentProfile.account))
        .order_by(Participation.id)
        .limit(TOLD_AT_ONCE)
    ).all()
    for one in people:
        if one.left_at is None:
            tell_end(challenge, one, now)
    challenge.told_id = people[-1].id
    return len(people)
