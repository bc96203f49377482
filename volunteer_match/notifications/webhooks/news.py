"""What time asks webhooks to be told. Each piece of news has a key, so that it is told once."""

from datetime import datetime
from zoneinfo import ZoneInfo

from volunteer_match.notifications.webhooks.actions import post
from volunteer_match.notifications.webhooks.figures import (
    count_not_done,
    count_team,
    count_volunteering,
    count_waiting,
    uncovered_sessions,
)
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.notifications.webhooks.queries import webhooks_for
from volunteer_match.notifications.webhooks.rules import LEAST_TEAM, Topic, is_time_to_tell


def post_news(now: datetime) -> int:
    """Tells every webhook what is new for it, and returns how many messages that made."""
    return (
        sum(_post_count(webhook, Topic.WAITING, now) for webhook in webhooks_for(Topic.WAITING))
        + sum(_post_count(webhook, Topic.NOT_DONE, now) for webhook in webhooks_for(Topic.NOT_DONE))
        + sum(_post_uncovered(webhook, now) for webhook in webhooks_for(Topic.UNCOVERED))
        + sum(_post_week(webhook, now) for webhook in webhooks_for(Topic.TEAM_WEEK))
    )


def _post_count(webhook: Webhook, topic: Topic, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(webhook.company.time_zone))
    if not is_time_to_tell(local, weekly=False):
        return False
    count = (count_waiting if topic is Topic.WAITING else count_not_done)(webhook.company_id, now)
    return count > 0 and post(webhook, topic, {"count": count}, now, key=local.date().isoformat())


def _post_uncovered(webhook: Webhook, now: datetime) -> int:
    posted = 0
    for session in uncovered_sessions(webhook.company_id, now):
        assert session.starts_at is not None
        assert session.ends_at is not None
        values = {
            "title": session.opportunity.title,
            "opportunity": session.opportunity.public_id,
            "start": session.starts_at.isoformat(),
            "end": session.ends_at.isoformat(),
        }
        posted += post(webhook, Topic.UNCOVERED, values, now, key=session.public_id)
    return posted


def _post_week(webhook: Webhook, now: datetime) -> bool:
    assert webhook.team is not None
    local = now.astimezone(ZoneInfo(webhook.team.site.time_zone))
    if not is_time_to_tell(local, weekly=True) or count_team(webhook.team) < LEAST_TEAM:
        return False
    count = count_volunteering(webhook.team, now)
    return count > 0 and post(webhook, Topic.TEAM_WEEK, {"count": count}, now, key=local.date().isoformat())
