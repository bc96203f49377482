"""Telling people: rows in the inbox and in the outbox, in the transaction of their cause. Nothing is sent here."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from volunteer_match.database import new_public_id
from volunteer_match.extensions import db
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.people.models import Account


def queue_email(
    recipient: str,
    template: str,
    params: dict[str, Any],
    now: datetime,
    *,
    account: Account | None = None,
    company_id: int | None = None,
    delay: timedelta = timedelta(),
    cause: str = "",
) -> OutboxMessage:
    """Puts an e-mail into the outbox. `template` is a folder of templates/email/; params are JSON values.

    `company_id` is needed only where there is no account yet. `path` among the params becomes a whole address.
    """
    public_id = new_public_id()
    message = OutboxMessage(
        public_id=public_id,
        account_id=account.id if account else None,
        company_id=account.company_id if account else company_id,
        recipient=recipient,
        locale=account.locale if account else "en",
        template=template,
        params=params,
        # Stable over retries: a server that got it twice can tell.
        message_id=f"<{public_id}@volunteer-match>",
        cause=cause,
        created_at=now,
        due_at=now + delay,
    )
    db.session.add(message)
    return message


def notify(
    account: Account,
    kind: str,
    params: dict[str, Any],
    path: str,
    now: datetime,
    *,
    delay: timedelta = timedelta(),
    cause: str = "",
    email: bool = True,
) -> None:
    """Tells one person in their inbox and, unless `email` is False, by e-mail from templates/email/notice.

    `kind` is a member of notifications.kinds.NoticeKind; `path` is where the notice leads. With a `delay` both wait
    that long, so that `stop_notices(cause)` can stop them.
    """
    if not account.is_active:
        return
    db.session.add(
        InboxNotice(
            account_id=account.id,
            kind=kind,
            params=params,
            path=path,
            cause=cause,
            created_at=now,
            due_at=now + delay,
        )
    )
    if email and account.email:
        notice = {"kind": kind, "params": params, "path": path, "name": account.given_name}
        queue_email(account.email, "notice", notice, now, account=account, delay=delay, cause=cause)


def stop_notices(cause: str, now: datetime) -> int:
    """Stops what still waits under `cause`; returns how many messages and notices that were."""
    stopped = 0
    for table, done in ((InboxNotice, InboxNotice.due_at <= now), (OutboxMessage, OutboxMessage.sent_at.is_not(None))):
        result = db.session.execute(
            update(table).where(table.cause == cause, table.stopped_at.is_(None), ~done).values(stopped_at=now)
        )
        stopped += result.rowcount  # type: ignore[attr-defined]
    return stopped


def forget_person(paths: Sequence[str]) -> None:
    """Takes the name of somebody who left out of other people's notices, which are known by where they lead."""
    for notice in db.session.scalars(select(InboxNotice).where(InboxNotice.path.in_(paths))):
        if "person" in notice.params:
            notice.params = {**notice.params, "person": "—"}
