"""Keeping webhooks, and telling them: a job for each, in the transaction of the cause."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.jobs.actions import enqueue
from volunteer_match.jobs.kinds import JobKind
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.notifications.webhooks.queries import webhooks_for
from volunteer_match.notifications.webhooks.rules import Flavour, Topic
from volunteer_match.organisations.models import Team
from volunteer_match.people.models import Account


@dataclass(frozen=True, slots=True)
class WebhookValues:
    """What is chosen; an empty `address` keeps the one that is there."""

    name: str
    flavour: Flavour
    address: str = field(repr=False)
    topics: tuple[Topic, ...]


def _keep(webhook: Webhook, values: WebhookValues) -> None:
    webhook.name, webhook.flavour = values.name, values.flavour.value
    webhook.topics = [topic.value for topic in values.topics]
    if values.address and values.address != webhook.address:
        webhook.address, webhook.answered_at, webhook.answer = values.address, None, ""


def add_webhook(team: Team | None, values: WebhookValues, actor: Account, now: datetime) -> Webhook:
    """For a team of the actor's company, or (None) for its coordinators; it is written to in the actor's language."""
    webhook = Webhook(
        company_id=actor.company_id,
        team_id=team.id if team else None,
        locale=actor.locale,
        address="",
        answer="",
        created_at=now,
    )
    _keep(webhook, values)
    db.session.add(webhook)
    db.session.flush()
    record("webhook.add", actor, now, subject=webhook, topics=webhook.topics)
    return webhook


def edit_webhook(webhook: Webhook, values: WebhookValues, actor: Account, now: datetime) -> None:
    _keep(webhook, values)
    record("webhook.edit", actor, now, subject=webhook, topics=webhook.topics)


def remove_webhook(webhook: Webhook, actor: Account, now: datetime) -> None:
    """It is told nothing more; its address is deleted a day later."""
    webhook.removed_at = now
    record("webhook.remove", actor, now, subject=webhook)


def restore_webhook(webhook: Webhook, actor: Account, now: datetime) -> None:
    webhook.removed_at = None
    record("webhook.restore", actor, now, subject=webhook)


def note_answer(webhook: Webhook, answer: str, now: datetime) -> None:
    """Keeps what came of the newest message."""
    webhook.answered_at, webhook.answer = now, answer


def post(webhook: Webhook, topic: Topic, values: dict[str, Any], now: datetime, *, key: str = "") -> bool:
    """Has one webhook told, once for each `key`; `values` hold nothing about a person."""
    params = {"webhook": webhook.id, "topic": topic.value, "values": values}
    whole_key = f"{webhook.id}:{topic.value}:{key}" if key else ""
    return enqueue(JobKind.WEBHOOK, params, now, key=whole_key, company_id=webhook.company_id)


def announce(company_ids: Iterable[int], topic: Topic, values: dict[str, Any], now: datetime, *, key: str = "") -> int:
    """Has every webhook of these companies told that wants to hear of `topic`; returns how many those are."""
    webhooks = [webhook for company_id in company_ids for webhook in webhooks_for(topic, company_id)]
    return sum(post(webhook, topic, values, now, key=key) for webhook in webhooks)
