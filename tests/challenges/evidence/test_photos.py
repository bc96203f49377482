"""A photo on its way: sent, seen by a coordinator, shown to colleagues or not, and gone."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.challenges.evidence import pictures
from tests.challenges.evidence.placing import add_challenge, add_entry
from tests.checked_client import CheckedClient
from tests.matches.acts import transaction
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.challenges.evidence.actions import accept_photo, keep_photo, refuse_photo
from volunteer_match.challenges.evidence.cleaner import clean
from volunteer_match.challenges.evidence.models import Photo
from volunteer_match.challenges.evidence.rules import MOST_AN_HOUR, PhotoRefusal
from volunteer_match.challenges.models import Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind, EntryState, PhotoReason, PhotoState
from volunteer_match.people.models import Attempt
from volunteer_match.people.personal_data.actions import delete_account
from volunteer_match.people.sign_in.queries import hash_token
from volunteer_match.recognition.consents.actions import choose_consents
from volunteer_match.refusals import Refused
from volunteer_match.retention import delete_outdated
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
MADE = clean(pictures.jpeg())
OTHER = clean(pictures.encoded(pictures.drawn().rotate(180), "PNG"))


def place(world: World, name: str = "agent") -> str:
    with transaction():
        return add_entry(world, add_challenge(world), name).public_id


def send(client: CheckedClient, entry: str, content: bytes, words: str = "Two lime trees") -> int:
    file = (io.BytesIO(content), "trees.png")
    return client.send(f"/challenge-entries/{entry}/photos", {"photo": file, "description": words}).status_code


def only_photo() -> Photo:
    return db.session.execute(select(Photo)).scalar_one()


def state_of(entry: str) -> EntryState:
    return db.session.execute(select(Entry.state).where(Entry.public_id == entry)).scalar_one()


def test_from_the_telephone_to_the_colleagues_and_away_again(app: Application, world: World, as_: As) -> None:
    with app.app_context():
        entry = place(world)
    agent, colleague, coordinator, stranger = map(as_, ("agent", "colleague", "coordinator", "stranger"))
    assert send(colleague, entry, pictures.jpeg()) == 404, "nobody adds to what another has logged"
    assert send(agent, entry, pictures.jpeg_with_place()) == 303
    assert send(agent, entry, pictures.jpeg_with_place()) == 303, "sent twice, kept once"
    assert send(agent, entry, b"<svg/>") == 422
    with app.app_context():
        photo = only_photo()
        assert (photo.state, photo.description, photo.width) == (PhotoState.UNSEEN, "Two lime trees", 200)
        challenge, picture = photo.entry.challenge.public_id, f"/photos/{photo.public_id}/picture"
        address, thumbnail = f"/photos/{photo.public_id}", f"/photos/{photo.public_id}/thumbnail"

    answer = agent.get(picture)
    assert list(pictures.webp_chunks(answer.data)) == ["VP8 "]
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    codes = {client: client.get(thumbnail).status_code for client in (agent, coordinator, colleague, stranger)}
    assert list(codes.values()) == [200, 200, 404, 404]
    assert as_("foreign_coordinator").get(picture).status_code == 404

    page = coordinator.get("/photos").get_data(as_text=True)
    assert "1 photo waits" in page
    assert 'alt="Two lime trees"' in page
    assert agent.send(f"{address}/acceptance").status_code == 404
    assert coordinator.send(f"{address}/acceptance").status_code == 303
    assert coordinator.send(f"{address}/acceptance").status_code == 303
    with app.app_context():
        assert state_of(entry) is EntryState.COUNTED
        seen = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "photo.accepted")
        assert db.session.scalar(seen) == 1

    shown_only_with_consent(app, world, as_, challenge, picture)
    taken_along_and_removed(app, agent, colleague, entry, address)


def shown_only_with_consent(app: Application, world: World, as_: As, challenge: str, picture: str) -> None:
    colleague, gallery = as_("colleague"), f"/challenges/{challenge}/photos"
    assert colleague.get(picture).status_code == 404, "accepted is not shown: that takes a yes"
    assert "No photos to see yet" in colleague.get(gallery).get_data(as_text=True)
    consent(app, world, ConsentKind.PHOTOS)
    assert colleague.get(picture).status_code == 200
    assert "A colleague" in colleague.get(gallery).get_data(as_text=True)
    consent(app, world, ConsentKind.PHOTOS, ConsentKind.NAME)
    assert "Agent S." in colleague.get(gallery).get_data(as_text=True)
    assert as_("stranger").get(gallery).status_code == 404
    consent(app, world)
    assert colleague.get(picture).status_code == 404, "withdrawn at once"


def taken_along_and_removed(
    app: Application, agent: CheckedClient, colleague: CheckedClient, entry: str, address: str
) -> None:
    told = json.loads(agent.get("/account/data/download").data)["tables"]["photos"]
    assert [row["description"] for row in told] == ["Two lime trees"]
    with agent.get("/account/data/photos") as answer, zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert [packed.read(name)[:4] for name in packed.namelist()] == [b"RIFF"]
    assert colleague.send(f"{address}/removal").status_code == 404
    assert agent.send(f"{address}/removal").status_code == 303
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Photo)) == 0
        assert state_of(entry) is EntryState.COUNTED, "a coordinator has seen it"


def consent(app: Application, world: World, *kinds: ConsentKind) -> None:
    with app.app_context(), transaction():
        choose_consents(world.account("agent"), set(kinds), world.now)


def test_a_no_asks_for_another_photo_and_erases_what_nobody_should_see(app: Application, world: World, as_: As) -> None:
    with app.app_context():
        entry = place(world)
        with transaction():
            address = f"/photos/{keep_photo(only_entry(), MADE, '', world.now).public_id}"
    coordinator = as_("coordinator")
    assert coordinator.send(f"{address}/refusal", {"reason": ""}).status_code == 422
    assert coordinator.send(f"{address}/refusal", {"reason": "private", "words": "A child"}).status_code == 303
    agent = as_("agent")
    assert "It shows other people or private things" in agent.get(f"/challenge-entries/{entry}/photos").text
    assert agent.get(f"{address}/picture").status_code == 404
    assert coordinator.send(f"{address}/acceptance").status_code == 409, "there is nothing left to accept"
    with app.app_context():
        assert only_photo().picture is None
        assert state_of(entry) is EntryState.QUESTIONED
        with transaction():
            second = keep_photo(only_entry(), OTHER, "", world.now)
            accept_photo(second, world.account("coordinator"), world.now)
        assert state_of(entry) is EntryState.COUNTED


def only_entry() -> Entry:
    return db.session.execute(select(Entry)).scalar_one()


def test_limits_own_photos_and_what_is_kept_how_long(app: Application, world: World, as_: As) -> None:
    with app.app_context():
        entry = place(world, "coordinator")
        with transaction():
            mine = keep_photo(only_entry(), MADE, "", world.now)
            mine.likeness = "1"
            for number in "23":
                keep_photo(only_entry(), MADE, "", world.now).likeness = number
            with pytest.raises(Refused, match="ENOUGH"):
                keep_photo(only_entry(), MADE, "", world.now)
            with pytest.raises(Refused, match="NOT_OWN"):
                accept_photo(mine, world.account("coordinator"), world.now)
            refuse_photo(mine, PhotoReason.UNCLEAR, "Too dark.", world.account("second_coordinator"), world.now)
            assert state_of(entry) is EntryState.WAITING, "two more may show it"
    assert "No photo waits for you" in as_("coordinator").get("/photos").text, "nobody decides on their own"
    with app.app_context():
        for days, left in ((29, 3), (31, 2), (366, 0)):
            with transaction():
                delete_outdated(world.now + timedelta(days=days))
            assert db.session.scalar(select(func.count()).select_from(Photo)) == left
        with transaction():
            keep_photo(only_entry(), MADE, "", world.now)
            delete_account(world.account("coordinator"), world.now)
        assert db.session.scalar(select(func.count()).select_from(Photo)) == 0


def test_too_many_files_are_refused_before_they_are_read(app: Application, world: World, as_: As) -> None:
    with app.app_context():
        entry = place(world)
        with transaction():
            key = hash_token(world.account("agent").public_id)
            db.session.add_all(Attempt(kind="photo", key_hash=key, at=world.now) for _ in range(MOST_AN_HOUR))
    agent = as_("agent")
    file = {"photo": (io.BytesIO(pictures.jpeg()), "x.jpg"), "description": "Trees"}
    answer = agent.send(f"/challenge-entries/{entry}/photos", file)
    assert answer.status_code == 422
    assert PhotoRefusal.TOO_MANY.sentence in answer.text
    assert 'value="Trees"' in answer.text, "what was typed is not lost"
    declared = {"CONTENT_LENGTH": "16000000", "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    assert agent.post(f"/challenge-entries/{entry}/photos", environ_overrides=declared).status_code == 413
