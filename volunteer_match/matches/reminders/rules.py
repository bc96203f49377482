"""When a reminder is due, and when it would say nothing new. Pure."""

from datetime import datetime, timedelta

from volunteer_match.notifications.kinds import NoticeKind

DAY_BEFORE, HOUR_BEFORE = timedelta(hours=24), timedelta(hours=1)
LEADS: dict[NoticeKind, timedelta] = {
    NoticeKind.REMINDER_DAY: DAY_BEFORE,
    NoticeKind.REMINDER_HOUR: HOUR_BEFORE,
}


def is_needed(kind: NoticeKind, since: datetime, starts_at: datetime, now: datetime) -> bool:
    """Whether an agent who was told the time last at `since` still needs this reminder, whose moment has come.

    Who was approved after that moment, or asked whether they still come, was told it just then. And where the worker
    stood still until the last hour, that hour's reminder says it all.
    """
    lead = LEADS[kind]
    is_overtaken = lead > HOUR_BEFORE and starts_at - now <= HOUR_BEFORE
    return since <= starts_at - lead and not is_overtaken


def reminder_cause(match_public_id: str) -> str:
    """The cause of a match's reminders: what ends or moves the match stops those that still wait."""
    return f"reminder:{match_public_id}"
