"""Tells everybody concerned what has changed, once, and asks for a new yes where it is more than words."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.promises.actions import ask_again
from volunteer_match.notifications.actions import notify, stop_notices
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.opportunities.changing.queries import recent_topics, still_held
from volunteer_match.opportunities.changing.terms import Change, Topic
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.web.application import settings

FOR_APPROVED_ONLY = frozenset({Topic.HOW_TO_JOIN})


def spread_changes(opportunity: Opportunity, changes: Sequence[Change], actor: Account, now: datetime) -> None:
    """Everybody who holds a place hears of it: with a question, where they must say yes again. Written down before."""
    if not changes:
        return
    lock_agents(match.agent_id for match in still_held(opportunity.id, now))
    held = still_held(opportunity.id, now)
    if any(change.asks for change in changes):
        ask_again(held, actor, now)
    else:
        _tell(opportunity, held, changes, now)


def _tell(opportunity: Opportunity, held: Iterable[Match], changes: Sequence[Change], now: datetime) -> None:
    """Changes that follow each other within the notice delay are told as one."""
    delay = timedelta(seconds=settings().notice_delay_seconds)
    topics = recent_topics(opportunity, now - delay) | {change.topic for change in changes}
    named = {
        "title": opportunity.title,
        "title_language": opportunity.language,
        "partner": opportunity.partner.name,
    }
    for match in {match.agent_id: match for match in held}.values():
        is_approved = match.state is MatchState.APPROVED
        told = sorted(topic.value for topic in topics if is_approved or topic not in FOR_APPROVED_ONLY)
        cause = f"need-changed:{opportunity.id}:{match.agent_id}"
        stop_notices(cause, now)
        if told:
            params = named | {"topics": told}
            path = f"/matches/{match.public_id}"
            notify(match.agent.account, NoticeKind.NEED_CHANGED, params, path, now, delay=delay, cause=cause)
