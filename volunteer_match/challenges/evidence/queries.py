"""Reads of photos. The pictures themselves are read by `read_picture` alone, one at a time."""

from collections.abc import Iterator, Sequence
from typing import Literal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.challenges.evidence.models import Photo
from volunteer_match.challenges.evidence.policy import PhotoFacts, may_see_photo
from volunteer_match.challenges.evidence.rules import TAKES_PHOTOS
from volunteer_match.challenges.models import Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind, PhotoState
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.consents.queries import has_consented, is_consented_by

GALLERY = 24
"""Photos on one page of a challenge."""


def _photos() -> Select[Photo]:
    return select(Photo).options(
        joinedload(Photo.entry).joinedload(Entry.challenge),
        joinedload(Photo.agent).joinedload(AgentProfile.account),
    )


def find_photo(public_id: str, viewer: Account) -> Photo | None:
    """The photo, if this person may see it now."""
    mine = Photo.public_id == public_id, Photo.company_id == viewer.company_id
    photo = db.session.scalar(_photos().where(*mine))
    if photo is None:
        return None
    facts = PhotoFacts(
        is_own=photo.agent_id == viewer.id,
        is_staff=is_staff(viewer.role),
        state=photo.state,
        entry_state=photo.entry.state,
        has_consent=has_consented(photo.agent.account, ConsentKind.PHOTOS),
    )
    return photo if may_see_photo(facts) else None


def read_picture(photo: Photo, size: Literal["picture", "thumbnail"]) -> bytes | None:
    """A WebP file; None where it was erased."""
    content = db.session.scalar(select(getattr(Photo, size)).where(Photo.id == photo.id))
    return bytes(content) if content is not None else None


def photos_of(entry: Entry) -> Sequence[Photo]:
    """All photos of one entry, the oldest first."""
    return db.session.scalars(_photos().where(Photo.entry_id == entry.id).order_by(Photo.id)).all()


def waiting_photos(coordinator: Account) -> Sequence[Photo]:
    """What nobody has looked at yet in this company, the oldest first, without one's own."""
    return db.session.scalars(
        _photos()
        .join(Photo.entry)
        .where(
            Photo.company_id == coordinator.company_id,
            Photo.state == PhotoState.UNSEEN,
            Photo.agent_id != coordinator.id,
            Entry.state.in_(TAKES_PHOTOS),
        )
        .order_by(Photo.created_at, Photo.id)
    ).all()


def twins_of(photo: Photo) -> Sequence[Photo]:
    """Other photos of the company that show the same picture, the newest first; a handful at most."""
    same = Photo.company_id == photo.company_id, Photo.likeness == photo.likeness, Photo.entry_id != photo.entry_id
    return db.session.scalars(_photos().where(*same).order_by(Photo.id.desc()).limit(5)).all()


def gallery_of(challenge_id: int, page: int) -> tuple[Sequence[tuple[Photo, bool]], bool]:
    """A page (from 1) of the photos that everybody in the company may see, the newest first, each with whether the
    name may stand beside it; and whether there are more.
    """
    rows = db.session.execute(
        _photos()
        .add_columns(is_consented_by(Photo.agent_id, ConsentKind.NAME))
        .join(Photo.entry)
        .where(
            Entry.challenge_id == challenge_id,
            Entry.state.in_(TAKES_PHOTOS),
            Photo.state == PhotoState.ACCEPTED,
            is_consented_by(Photo.agent_id, ConsentKind.PHOTOS),
        )
        .order_by(Photo.id.desc())
        .offset((page - 1) * GALLERY)
        .limit(GALLERY + 1)
    ).all()
    return [(photo, is_named) for photo, is_named in rows[:GALLERY]], len(rows) > GALLERY


def count_kept(entry: Entry) -> int:
    """Photos of the entry that were not refused."""
    kept = select(func.count()).select_from(Photo).where(Photo.entry_id == entry.id)
    return db.session.scalar(kept.where(Photo.state != PhotoState.REFUSED)) or 0


def find_twin(entry: Entry, likeness: str) -> Photo | None:
    """The same picture on the same entry: the form was sent twice."""
    return db.session.scalar(
        select(Photo).where(Photo.entry_id == entry.id, Photo.likeness == likeness, Photo.state != PhotoState.REFUSED)
    )


def has_photos(account: Account) -> bool:
    return db.session.scalar(select(Photo.id).where(Photo.agent_id == account.id).limit(1)) is not None


def own_pictures(account: Account) -> Iterator[tuple[str, bytes]]:
    """A name and the picture of each photo of one's own, one in memory at a time."""
    mine = select(Photo.id, Photo.public_id, Photo.created_at).where(
        Photo.agent_id == account.id, Photo.picture.is_not(None)
    )
    for photo_id, public_id, at in db.session.execute(mine.order_by(Photo.id)).all():
        content = db.session.scalar(select(Photo.picture).where(Photo.id == photo_id))
        if content is not None:
            yield f"{at:%Y-%m-%d}-{public_id}.webp", bytes(content)
