"""Reads of thanks. Only a coordinator sees what nobody has accepted yet, and its writer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind, KudosState
from volunteer_match.people.models import Account
from volunteer_match.recognition.consents.queries import is_consented_by
from volunteer_match.recognition.kudos.models import Kudos
from volunteer_match.recognition.kudos.rules import AGAIN_AFTER, DAY, Written

NAMES = (joinedload(Kudos.receiver), joinedload(Kudos.author), joinedload(Kudos.partner))
NEWEST = (Kudos.created_at.desc(), Kudos.id.desc())
PAGE_SIZE = 20
DECIDED_SHOWN = 10


def received_by(account_id: int) -> Sequence[Kudos]:
    """What reached this person, the latest first."""
    mine = select(Kudos).where(Kudos.receiver_id == account_id, Kudos.state == KudosState.SHOWN)
    return db.session.scalars(mine.options(*NAMES).order_by(*NEWEST)).all()


def written_by(account_id: int) -> Sequence[Kudos]:
    mine = select(Kudos).where(Kudos.author_id == account_id)
    return db.session.scalars(mine.options(*NAMES).order_by(*NEWEST)).all()


def find_written(public_id: str, author: Account) -> Kudos | None:
    return db.session.scalar(select(Kudos).where(Kudos.public_id == public_id, Kudos.author_id == author.id))


def find_received(public_id: str, receiver: Account) -> Kudos | None:
    shown = select(Kudos).where(Kudos.public_id == public_id, Kudos.state == KudosState.SHOWN)
    return db.session.scalar(shown.where(Kudos.receiver_id == receiver.id))


def lately_written(author_id: int, receiver_id: int, now: datetime) -> Written:
    """What came back was no thanks yet, and may be written anew."""
    sent = select(func.count()).where(Kudos.author_id == author_id, Kudos.state != KudosState.RETURNED)
    to_them = sent.where(
        Kudos.receiver_id == receiver_id, Kudos.created_at > now - AGAIN_AFTER, Kudos.state != KudosState.WITHDRAWN
    )
    today = sent.where(Kudos.created_at > now - DAY)
    return Written(today=db.session.scalar(today) or 0, to_them=db.session.scalar(to_them) or 0)


def _seen_by_staff(coordinator: Account) -> Select[Kudos]:
    return select(Kudos).where(Kudos.company_id == coordinator.company_id, Kudos.state != KudosState.WITHDRAWN)


def find_of_company(public_id: str, coordinator: Account) -> Kudos | None:
    return db.session.scalar(_seen_by_staff(coordinator).where(Kudos.public_id == public_id).options(*NAMES))


def waiting_for(coordinator: Account) -> Sequence[Kudos]:
    """Those that wait for a decision in the company, the longest first."""
    waiting = _seen_by_staff(coordinator).where(Kudos.state == KudosState.WAITING)
    return db.session.scalars(waiting.options(*NAMES).order_by(Kudos.created_at, Kudos.id)).all()


def decided_lately(coordinator: Account) -> Sequence[Kudos]:
    decided = _seen_by_staff(coordinator).where(Kudos.decided_at.is_not(None), Kudos.state != KudosState.WAITING)
    return db.session.scalars(decided.options(*NAMES).order_by(Kudos.decided_at.desc()).limit(DECIDED_SHOWN)).all()


def _on_wall(company_id: int) -> tuple[ColumnElement[bool], ...]:
    """Accepted, wanted by the receiver in general and for these, and of somebody who is still here."""
    return (
        Kudos.company_id == company_id,
        Kudos.state == KudosState.SHOWN,
        Kudos.is_kept_private.is_(False),
        is_consented_by(Kudos.receiver_id, ConsentKind.WALL),
        Kudos.receiver.has(Account.deactivated_at.is_(None) & Account.deleted_at.is_(None)),
    )


def count_on_wall(company_id: int) -> int:
    return db.session.scalar(select(func.count()).select_from(Kudos).where(*_on_wall(company_id))) or 0


def wall_of(company_id: int, page: int) -> list[tuple[Kudos, bool]]:
    """One page of the wall, the latest first, each with whether its writer lets others see their name."""
    is_named = func.coalesce(is_consented_by(Kudos.author_id, ConsentKind.NAME), False)
    rows = select(Kudos, is_named).where(*_on_wall(company_id)).options(*NAMES).order_by(*NEWEST)
    return [
        (kudos, bool(named))
        for kudos, named in db.session.execute(rows.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    ]


def find_readable(public_id: str, viewer: Account) -> Kudos | None:
    """Thanks that this person may read, and so report: what reached them, and the wall of their company."""
    mine = and_(Kudos.receiver_id == viewer.id, Kudos.state == KudosState.SHOWN)
    seen = mine if viewer.company_id is None else or_(mine, and_(*_on_wall(viewer.company_id)))
    return db.session.scalar(select(Kudos).where(Kudos.public_id == public_id, seen).options(*NAMES))
