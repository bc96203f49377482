"""Telling people: rows in the inbox and in the outbox, in the transaction of their cause. Nothing is sent here."""

from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from volunteer_match.database import new_public_id
from volunteer_match.extensions import db
from volunteer_match.notifications.kinds import NoticeGroup, NoticeKind
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.notifications.preferences.queries import wish_of
from volunteer_match.notifications.preferences.rules import is_mailed, send_at
from volunteer_match.people.models import Account
from volunteer_match.web.locale import SOURCE

Letter = tuple[str, dict[str, Any]]
"""A folder of templates/email/ and the params of its texts."""


def queue_email(
    recipient: str,
    template: str,
    params: dict[str, Any],
    now: datetime,
    *,
    account: Account | None = None,
    company_id: int | None = None,
    locale: str = SOURCE,
    delay: timedelta = timedelta(),
    cause: str = "",
    group: NoticeGroup | None = None,
) -> OutboxMessage:
    """Puts an e-mail into the outbox. `template` is a folder of templates/email/; params are JSON values.

    `company_id` and `locale` are needed only where there is no account yet. `path` among the params becomes a whole
    address. A `group` can be switched off by a link in the e-mail; whether it is, the caller has looked.
    """
    public_id = new_public_id()
    message = OutboxMessage(
        public_id=public_id,
        account_id=account.id if account else None,
        company_id=account.company_id if account else company_id,
        recipient=recipient,
        locale=account.locale if account else locale,
        template=template,
        group=group,
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
    letter: Letter | None = None,
) -> None:
    """Tells one person in their inbox and by e-mail, unless `email` is False or they chose none of this kind.

    `kind` is a member of notifications.kinds.NoticeKind; `path` is where the notice leads. With a `delay` both wait
    that long, so that `stop_notices(cause)` can stop them. The e-mail waits for the end of quiet hours as well, unless
    it presses; `letter` is one with more to say than the notice's sentence.
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
    if email:
        usual = "notice", {"kind": kind, "params": params, "path": path, "name": account.given_name}
        _mail(account, NoticeKind(kind), letter or usual, params.get("start"), now, delay, cause)


def _mail(
    account: Account, kind: NoticeKind, letter: Letter, start: str | None, now: datetime, delay: timedelta, cause: str
) -> None:
    wish = wish_of(account.id)
    if not account.email or not is_mailed(kind, wish.muted):
        return
    starts_at = datetime.fromisoformat(start) if start else None
    due = send_at(kind, starts_at, now + delay, wish.quiet, account.time_zone)
    template, params = letter
    group = None if kind.is_always_mailed else kind.group
    queue_email(account.email, template, params, now, account=account, delay=due - now, cause=cause, group=group)


def stop_notices(cause: str, now: datetime) -> int:
    """Stops what still waits under `cause`; returns how many people had not been told anything.

    An e-mail may wait for the end of quiet hours when its notice is in the inbox already: it is stopped, but the
    person has read the news.
    """
    stopped = 0
    for table, done in ((InboxNotice, InboxNotice.due_at <= now), (OutboxMessage, OutboxMessage.sent_at.is_not(None))):
        result = db.session.execute(
            update(table).where(table.cause == cause, table.stopped_at.is_(None), ~done).values(stopped_at=now)
        )
        stopped += result.rowcount if table is InboxNotice else 0  # type: ignore[attr-defined]
    return stopped


def is_out(cause: str, now: datetime) -> bool:
    """Whether anybody could read of it by now: in the inbox, for a mail may wait for its server much longer."""
    seen = select(InboxNotice.id).where(
        InboxNotice.cause == cause, InboxNotice.due_at <= now, InboxNotice.stopped_at.is_(None)
    )
    return db.session.scalar(seen.limit(1)) is not None


def forget_person(paths: Sequence[str]) -> None:
    """Takes the name of somebody who left out of other people's notices, which are known by where they lead."""
    for notice in db.session.scalars(select(InboxNotice).where(InboxNotice.path.in_(paths))):
        if "person" in notice.params:
            notice.params = {**notice.params, "person": "—"}


def forget_volunteer(match_ids: Set[str], paths: Sequence[str]) -> None:
    """Takes the name of somebody who left out of the lines about who is coming; matches by their public ids."""
    is_line = InboxNotice.kind == NoticeKind.SESSION_COMING_UP
    for notice in db.session.scalars(select(InboxNotice).where(is_line, InboxNotice.path.in_(paths))):
        people = notice.params["people"].items()
        notice.params = {**notice.params, "people": {key: "—" if key in match_ids else name for key, name in people}}
