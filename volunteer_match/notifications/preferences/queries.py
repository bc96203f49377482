"""Reads of what people chose."""

from volunteer_match.extensions import db
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.models import NoticePreferences
from volunteer_match.notifications.preferences.rules import QuietHours, Wish


def wish_of(account_id: int) -> Wish:
    """What the account chose, or the defaults."""
    row = db.session.get(NoticePreferences, account_id)
    if row is None:
        return Wish()
    is_quiet = row.quiet_from is not None and row.quiet_to is not None
    return Wish(
        # A group of an older version may be gone.
        muted=frozenset(NoticeGroup(code) for code in row.muted if code in set(NoticeGroup)),
        quiet=QuietHours(row.quiet_from, row.quiet_to) if is_quiet else None,  # type: ignore[arg-type]
        digest_day=row.digest_day,
        digest_hour=row.digest_hour,
    )
