"""Reads links out of the outbox, as their receiver would."""

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.web.application import Application


def messages_to(app: Application, email: str, template: str) -> list[OutboxMessage]:
    """Messages of one kind to one address, oldest first."""
    with app.app_context():
        return list(
            db.session.scalars(
                select(OutboxMessage)
                .where(OutboxMessage.recipient == email, OutboxMessage.template == template)
                .order_by(OutboxMessage.id)
            )
        )


def newest_path(app: Application, email: str, template: str) -> str:
    """Where the link of the newest message of that kind leads."""
    path: str = messages_to(app, email, template)[-1].params["path"]
    return path
