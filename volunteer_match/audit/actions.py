"""Writes the audit log. An entry is part of the transaction of what it tells."""

from datetime import datetime
from typing import Any

from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.people.models import Account


def record(
    action: str,
    actor: Account | None,
    now: datetime,
    *,
    subject: Any = None,
    company_id: int | None = None,
    **details: Any,
) -> None:
    """Adds an entry such as `record("partner.verify", actor, now, subject=partner, verdict="verified")`.

    `subject` is a row with a public id. `details` are codes, numbers and public ids: never names or free text.
    """
    db.session.add(
        AuditEntry(
            at=now,
            company_id=company_id if company_id is not None else (actor.company_id if actor else None),
            actor_id=actor.id if actor else None,
            action=action,
            subject_type=type(subject).__name__ if subject is not None else "",
            subject_id=getattr(subject, "public_id", ""),
            details=details,
        )
    )
