"""Giving and withdrawing. Both hold from the same moment on, for every page asks anew."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind
from volunteer_match.people.models import Account
from volunteer_match.recognition.consents.models import Consent
from volunteer_match.recognition.consents.queries import standing_consents
from volunteer_match.recognition.consents.rules import KINDS_OF


def choose_consents(account: Account, wanted: AbstractSet[ConsentKind], now: datetime) -> None:
    """From now on exactly the kinds in `wanted` stand, of those that this person is asked for.

    The others end as well: somebody whose role has changed must not go on showing what they can no longer see here.
    """
    standing = standing_consents(account.id)
    wanted = wanted & set(KINDS_OF[account.role])
    for consent in standing:
        if consent.kind not in wanted:
            consent.withdrawn_at = now
    added = wanted - {consent.kind for consent in standing}
    db.session.add_all(Consent(account_id=account.id, kind=kind, given_at=now) for kind in sorted(added))
    db.session.flush()
