"""What a webhook is told, in its language, and what its answer means in the reader's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import force_locale, gettext, ngettext
from flask_babel import lazy_gettext as _

from volunteer_match.integrations.outside import OutsideRefusal
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.notifications.webhooks.rules import Flavour, Post, Topic
from volunteer_match.web.application import settings
from volunteer_match.web.times import format_span, zone_label

FLAVOURS: dict[Flavour, Any] = {Flavour.SLACK: _("Slack"), Flavour.TEAMS: _("Microsoft Teams")}
TOPICS: dict[Topic, Any] = {
    Topic.WAITING: _("Claims that wait for approval"),
    Topic.CONCERN: _("A concern was raised"),
    Topic.UNCOVERED: _("A place came free for tomorrow or today"),
    Topic.NOT_DONE: _("Messages and jobs that failed for good"),
    Topic.TEAM_WEEK: _("How many of the team volunteer this week"),
    Topic.TEST: _("Test"),
}
HINTS: dict[Topic, Any] = {
    Topic.WAITING: _("How many, once a day at 9 o’clock, Monday to Friday."),
    Topic.CONCERN: _("At once, and without a word of what it is about."),
    Topic.UNCOVERED: _("Within the hour, when somebody can’t come and nobody else has the place."),
    Topic.NOT_DONE: _("How many, once a day."),
    Topic.TEAM_WEEK: _("On Mondays at 9 o’clock. Only the number, and only for teams of five or more."),
}


def _waiting(count: int) -> tuple[str, str, str, str]:
    heading = ngettext("%(num)s claim waits for approval", "%(num)s claims wait for approval", count)
    return heading, gettext("Somebody hopes for an answer."), gettext("Open approvals"), "/approvals"


def _uncovered(values: Mapping[str, Any], zone: str) -> tuple[str, str, str, str]:
    start, end = (datetime.fromisoformat(str(values[name])) for name in ("start", "end"))
    when = f"{format_span(start, end, zone)} ({zone_label(zone, start)})"
    text = gettext("%(title)s, %(when)s. Maybe you know somebody who can step in.", title=values["title"], when=when)
    return gettext("A place is not covered"), text, gettext("Find people"), f"/opportunities/{values['opportunity']}"


def _not_done(count: int) -> tuple[str, str, str, str]:
    heading = ngettext("%(num)s message or job failed for good", "%(num)s messages or jobs failed for good", count)
    return (
        heading,
        gettext("An administrator can have it tried again."),
        gettext("Open administration"),
        "/administration",
    )


def _team_week(count: int) -> tuple[str, str, str, str]:
    heading = ngettext("%(num)s of you volunteers this week", "%(num)s of you volunteer this week", count)
    return (
        heading,
        gettext("Thank you! There is more to do for whoever has an hour."),
        gettext("See what fits you"),
        "/",
    )


def _words(topic: Topic, values: Mapping[str, Any], zone: str) -> tuple[str, str, str, str]:
    count = int(values.get("count", 0))
    match topic:
        case Topic.WAITING:
            return _waiting(count)
        case Topic.CONCERN:
            text = gettext("Its text is not in this message. Please look at it soon.")
            return gettext("A concern was raised"), text, gettext("Open concerns"), "/concerns"
        case Topic.UNCOVERED:
            return _uncovered(values, zone)
        case Topic.NOT_DONE:
            return _not_done(count)
        case Topic.TEAM_WEEK:
            return _team_week(count)
        case Topic.TEST:
            text = gettext("Messages of Volunteer Match will arrive here.")
            return gettext("This is a test"), text, gettext("Open Volunteer Match"), "/"


def write_post(webhook: Webhook, topic: Topic, values: Mapping[str, Any]) -> Post:
    """Needs an application context; works without a request."""
    zone = webhook.team.site.time_zone if webhook.team else webhook.company.time_zone
    with force_locale(webhook.locale):
        heading, text, link, path = _words(topic, values, zone)
    return Post(heading, text, link, settings().base_url + path)


def answer_words(answer: str) -> str:
    """What is kept of an answer, in words; "HTTP 200" stays as it is."""
    known = OutsideRefusal.__members__.get(answer)
    return gettext(known.sentence) if known else answer
