"""Giving and withdrawing. Both hold from the same moment on, for every page asks anew."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from volunteer_match.challenges.boards.actions import follow_consent
from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind
from volunteer_match.people.models import Account
from volunteer_match.recognition.consents.models import Consent
from volunteer_match.recognition.consents.queries import standing_consents
from volunteer_match.recognition.consents.rules import KINDS_OF


def give_consent(account: Account, kind: ConsentKind, now: datetime) -> Consent:
    """The consent that stands from now on; one that stands already is left as it is."""
    found = next((one for one in standing_consents(account.id) if one.kind is kind), None)
    if found is None:
        found = Consent(account_id=account.id, kind=kind, given_at=now)
        db.session.add(found)
        db.session.flush()
    return found


def withdraw_consent(account: Account, kind: ConsentKind, now: datetime) -> None:
    for consent in standing_consents(account.id):
        if consent.kind is kind:
            consent.withdrawn_at = now
    db.session.flush()


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
    follow_consent(account.id)
