"""What may be told where, in which form, and what an answer means. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

MOST_HEADING = 150
"""Slack refuses a longer header."""
FIRST_HOUR, LAST_HOUR = 9, 17
LEAST_TEAM = 5
"""A count in a smaller team would tell who it is."""
LONGEST_WAIT = timedelta(hours=6)
GIVES_UP = frozenset({400, 401, 403, 404, 405, 410, 413})
"""Asking again the same would be answered the same."""


class Flavour(StrEnum):
    SLACK = "slack"
    TEAMS = "teams"


class Topic(StrEnum):
    """What a webhook can be told. Values are kept in rows."""

    WAITING = "waiting"
    CONCERN = "concern"
    UNCOVERED = "uncovered"
    NOT_DONE = "not-done"
    TEAM_WEEK = "team-week"
    TEST = "test"


FOR_COORDINATORS = (Topic.WAITING, Topic.CONCERN, Topic.UNCOVERED, Topic.NOT_DONE)
FOR_TEAMS = (Topic.TEAM_WEEK,)


@dataclass(frozen=True, slots=True)
class Post:
    """What people read: a heading, a sentence or two, and a link with its words."""

    heading: str
    text: str
    link: str
    url: str


def _slack(post: Post) -> dict[str, Any]:
    """Slack's incoming webhooks: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks."""
    fallback = f"{post.heading}. {post.text}"
    for raw, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        fallback = fallback.replace(raw, safe)  # or a title could call everybody: <!channel>
    button = {"type": "button", "text": {"type": "plain_text", "text": post.link}, "url": post.url}
    return {
        "text": fallback,
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": post.heading[:MOST_HEADING]}},
            {"type": "section", "text": {"type": "plain_text", "text": post.text}},
            {"type": "actions", "elements": [button]},
        ],
    }


def _teams(post: Post) -> dict[str, Any]:
    """An adaptive card in the envelope that Workflows of Microsoft Teams take
    (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using).

    Text runs take words as they are; a text block would read Markdown out of a title.
    """

    def line(text: str, **style: str) -> dict[str, Any]:
        return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **style}]}

    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [line(post.heading, weight="Bolder", size="Medium"), line(post.text)],
        "actions": [{"type": "Action.OpenUrl", "title": post.link, "url": post.url}],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [attachment]}


def envelope(flavour: Flavour, post: Post) -> dict[str, Any]:
    """The body of the request, as JSON values."""
    return _slack(post) if flavour is Flavour.SLACK else _teams(post)


def masked(address: str) -> str:
    """ "hooks.slack.com/…a1b2": enough to know it again, too little to use it."""
    parts = urlsplit(address)
    return f"{parts.hostname}/…{address[-4:]}"


def is_time_to_tell(local: datetime, *, weekly: bool) -> bool:
    """News of the day come on working days from 9 to 17 o'clock, those of the week on Mondays."""
    day = local.weekday()
    return FIRST_HOUR <= local.hour < LAST_HOUR and (day == 0 if weekly else day < 5)


def wait_of(retry_after: str) -> timedelta | None:
    """What a Retry-After header in seconds asks for, 6 hours at most; None for anything else."""
    return (
        min(timedelta(seconds=int(retry_after)), LONGEST_WAIT)
        if retry_after.isdecimal() and len(retry_after) < 9
        else None
    )


def is_final(status: int) -> bool:
    """Whether it makes no sense to send the same again. A redirect is not followed."""
    return status in GIVES_UP or 300 <= status < 400
