"""Reads of webhooks."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.notifications.webhooks.rules import Topic
from volunteer_match.organisations.models import Team


def _in_use() -> Select[Webhook]:
    both = joinedload(Webhook.team).joinedload(Team.site), joinedload(Webhook.company)
    return select(Webhook).options(*both).where(Webhook.removed_at.is_(None)).order_by(Webhook.name, Webhook.id)


def list_webhooks(company_id: int | None) -> list[Webhook]:
    """Of the coordinators and of all teams."""
    return list(db.session.scalars(_in_use().where(Webhook.company_id == company_id)))


def find_webhook(public_id: str, company_id: int | None) -> Webhook | None:
    return db.session.scalar(_in_use().where(Webhook.public_id == public_id, Webhook.company_id == company_id))


def find_removed(public_id: str, company_id: int | None) -> Webhook | None:
    removed = Webhook.public_id == public_id, Webhook.company_id == company_id, Webhook.removed_at.is_not(None)
    return db.session.scalar(select(Webhook).where(*removed))


def find_by_number(number: int) -> Webhook | None:
    """By its row number, for jobs."""
    return db.session.scalar(_in_use().where(Webhook.id == number))


def webhooks_for(topic: Topic, company_id: int | None = None) -> list[Webhook]:
    """Those that are told of `topic`: of one company, or of all. There are few: JSON is read here, not searched."""
    query = _in_use() if company_id is None else _in_use().where(Webhook.company_id == company_id)
    return [webhook for webhook in db.session.scalars(query) if topic.value in webhook.topics]
