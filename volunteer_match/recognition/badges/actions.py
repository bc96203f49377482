"""Giving badges and taking them back, in the transaction of their cause. Every action may run twice."""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from volunteer_match.challenges.models import Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import EntryAct, EntryState, Move
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.places import lock_agents
from volunteer_match.notifications.actions import notify, stop_notices
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.badges.catalogue import Badge
from volunteer_match.recognition.badges.deeds import deeds_of
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.badges.queries import agents_without, has_another_counted, standing_awards
from volunteer_match.recognition.badges.rules import BY_ACTION, BY_ATTENDANCE, Ground, earned
from volunteer_match.web.application import settings

BATCH = 20
"""People whom a sweep looks at together."""
EVERY_BADGE = frozenset(Badge)
COUNTING = frozenset({EntryAct.LOG, EntryAct.CORRECT, EntryAct.ACCEPT})
"""Acts after which an entry may count that did not before."""


def follow_attendance(match: Match, event: MatchEvent) -> None:
    """After a match was completed, or that was corrected; its agent is held."""
    if event.move is Move.COMPLETE:
        renew(match.agent, event.at, BY_ATTENDANCE)
    elif event.move is Move.CORRECT:
        take_back(match.agent, f"match:{match.public_id}", event.at)


def follow_entry(entry: Entry, act: EntryAct, now: datetime) -> None:
    """After an act on an entry of a challenge. A question takes nothing back: nothing is decided by it."""
    if act in COUNTING and entry.state is EntryState.COUNTED and not has_another_counted(entry):
        renew(entry.agent, now, BY_ACTION)
    elif act in (EntryAct.WITHDRAW, EntryAct.REFUSE):
        take_back(entry.agent, f"entry:{entry.public_id}", now)


def renew(
    agent: AgentProfile, now: datetime, among: AbstractSet[Badge] = EVERY_BADGE, *, tells: bool = True
) -> list[BadgeAward]:
    """Gives what the person has earned of `among` and does not have yet; two at the same moment give each once."""
    missing = among - {award.badge for award in standing_awards(agent.account_id)}
    if not missing:
        return []
    found = earned(deeds_of(agent, counts_fitting=Badge.ONE_OF_FEW in missing))
    wanted = [_award(agent, badge, ground, now) for badge, ground in found.items() if badge in missing]
    given = [award for award in wanted if _is_given(award)]
    for award in given if tells else ():
        _tell(award, agent, now)
    return given


def _award(agent: AgentProfile, badge: Badge, ground: Ground, now: datetime) -> BadgeAward:
    return BadgeAward(
        company_id=agent.company_id,
        agent_id=agent.account_id,
        badge=badge,
        earned_on=ground.day,
        ground=list(ground.refs),
        awarded_at=now,
    )


def _is_given(award: BadgeAward) -> bool:
    """False where another transaction has given it meanwhile, which the database waits to see."""
    try:
        with db.session.begin_nested():
            db.session.add(award)
            db.session.flush()
    except IntegrityError:
        return False
    return True


def _cause(award: BadgeAward) -> str:
    return f"badge:{award.public_id}"


def _tell(award: BadgeAward, agent: AgentProfile, now: datetime) -> None:
    """In the inbox alone: nobody needs an e-mail for it."""
    delay = timedelta(seconds=settings().notice_delay_seconds)
    params = {"badge": award.badge.value}
    notify(agent.account, NoticeKind.BADGE_GIVEN, params, "/badges", now, delay=delay, cause=_cause(award), email=False)


def take_back(agent: AgentProfile, ref: str, now: datetime) -> None:
    """What stood on `ref`, which turned out not to be so, stands on something else from now on, or goes.

    All other badges stay, whatever the rules would say today. Who was not told yet never hears of it.
    """
    shaken = [award for award in standing_awards(agent.account_id) if ref in award.ground]
    if not shaken:
        return
    found = earned(deeds_of(agent, counts_fitting=any(award.badge is Badge.ONE_OF_FEW for award in shaken)))
    for award in shaken:
        if (ground := found.get(award.badge)) is not None:
            award.ground, award.earned_on = list(ground.refs), ground.day
        else:
            award.taken_back_at, award.mistake = now, ref
            stop_notices(_cause(award), now)
    db.session.flush()


def award_missing(now: datetime) -> int:
    """Gives badges for what was done before there were any, or came in by another way; at most a batch of people.

    Whoever has attended something has the badge of a first, so it is enough to look for those who lack it.
    """
    held = lock_agents(agents_without(BATCH), skip_locked=True)
    for agent in db.session.scalars(select(AgentProfile).where(AgentProfile.account_id.in_(held))):
        renew(agent, now, tells=False)
    return len(held)
