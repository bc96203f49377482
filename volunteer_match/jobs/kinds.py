"""Every kind of job there is; jobs/registry.py says what each does. Pure."""

from enum import StrEnum


class JobKind(StrEnum):
    """Values are kept in rows: an old one is never given another meaning."""

    WEBHOOK = "webhook"
    """A message to a webhook of a company or team. Parameters: webhook (row number), topic, values of its words."""

    CALENDAR = "calendar"
    """A calendar that an agent subscribed to is asked for. Parameters: calendar (row number), today (where the
    agent is), whole (whether to ask for it even if it is the same)."""
