"""Reads of consents, always as they stand at this moment: nothing keeps a copy of an answer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind
from volunteer_match.people.models import Account
from volunteer_match.recognition.consents.models import Consent


def has_consented(account: Account, kind: ConsentKind) -> bool:
    """Whether this person lets others see this now. Nobody who left does."""
    return kind in kinds_consented(account)


def kinds_consented(account: Account) -> frozenset[ConsentKind]:
    """Every consent of the person that stands now."""
    if account.deleted_at is not None:
        return frozenset()
    return frozenset(db.session.scalars(select(Consent.kind).where(*_stands(account.id))))


def is_consented_by(account_id: InstrumentedAttribute[Any], kind: ConsentKind) -> ColumnElement[bool]:
    """The same as a condition, for lists: `account_id` is the column that says whom a row is about."""
    return exists().where(Consent.account_id == account_id, Consent.kind == kind, Consent.withdrawn_at.is_(None))


def _stands(account_id: int) -> tuple[ColumnElement[bool], ...]:
    return Consent.account_id == account_id, Consent.withdrawn_at.is_(None)


def standing_consents(account_id: int) -> Sequence[Consent]:
    return db.session.scalars(select(Consent).where(*_stands(account_id))).all()


def history_of(account_id: int) -> Sequence[Consent]:
    """All spells of the person, the latest first."""
    newest = (Consent.given_at.desc(), Consent.id.desc())
    return db.session.scalars(select(Consent).where(Consent.account_id == account_id).order_by(*newest)).all()
