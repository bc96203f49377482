"""Everything about me, to take along and to erase; worked out from the classes of the columns."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match import every_model
from volunteer_match.database import Keep
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches.models import Claim, Match, MatchEvent, Message
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.people.models import Account
from volunteer_match.people.personal_data.ownership import is_about_person, is_reached, tables
from volunteer_match.people.personal_data.queries import WITHHELD, told_columns
from volunteer_match.people.profile.models import AgentSkill, Credential
from volunteer_match.web.application import Application

assert every_model
As = Callable[[str], CheckedClient]
MARK = "unmistakable-words-of-mine"
TABLES = list(tables())


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_table_about_people_is_found_by_the_account(table: Any) -> None:
    assert is_reached(table, Account(id=1, email="a@example.org", public_id="abc"))


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_column_about_people_is_told_or_named_as_left_out(table: Any) -> None:
    about = {column.name for column in table.columns if is_about_person(column)}
    left_out = {column.name for column in table.columns if f"{table.name}.{column.name}" in WITHHELD}
    assert about == told_columns(table) | left_out


def fill(world: World) -> None:
    """A match with words of the agent's in every corner, and a past one."""
    agent, coordinator = world.account("agent"), world.account("coordinator")
    opportunity = world.add_opportunity()
    session = opportunity.sessions[0]
    claim = Claim(
        company_id=agent.company_id, agent_id=agent.id, opportunity_id=opportunity.id, note=MARK, created_at=world.now
    )
    db.session.add(claim)
    db.session.flush()
    match = Match(
        company_id=agent.company_id,
        agent_id=agent.id,
        opportunity_id=opportunity.id,
        session_id=session.id,
        claim_id=claim.id,
        state=MatchState.COMPLETED,
        state_since=world.now,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        created_at=world.now,
    )
    db.session.add(match)
    db.session.flush()
    event = {"match_id": match.id, "at": world.now, "to_state": MatchState.PENDING, "note": MARK}
    db.session.add_all(
        [
            MatchEvent(move=Move.CLAIM, actor_id=agent.id, **event),
            MatchEvent(move=Move.RETURN, actor_id=coordinator.id, **event),
            Message(match_id=match.id, author_id=agent.id, body=MARK, at=world.now),
            Credential(agent_id=agent.id, kind="background-check", reference=MARK, created_at=world.now),
            InboxNotice(account_id=agent.id, kind="x", params={"title": MARK}, created_at=world.now, due_at=world.now),
            InboxNotice(
                account_id=world.accounts["partner"],
                kind="match-coming",
                params={"person": "Agent S."},
                path=f"/matches/{match.public_id}",
                created_at=world.now,
                due_at=world.now,
            ),
            OutboxMessage(
                recipient=agent.email,
                template="notice",
                params={"title": MARK},
                message_id="<1@test>",
                created_at=world.now,
                due_at=world.now + timedelta(days=1),
            ),
        ]
    )
    agent.family_name = MARK


@pytest.fixture
def filled(app: Application, world: World) -> World:
    with app.app_context():
        begin_write(db.session)
        fill(world)
        db.session.commit()
    return world


def test_the_download_has_my_words_and_no_secrets(as_: As, filled: World) -> None:
    response = as_("agent").get("/account/data/download")
    data = json.loads(response.get_data(as_text=True))["tables"]
    assert "attachment" in response.headers["Content-Disposition"]
    assert data["accounts"][0]["email"] == filled.email("agent")
    assert data["claims"][0]["note"] == data["messages"][0]["body"] == MARK
    assert data["agent_skills"][0]["skill"] == "maths-tutoring"
    assert len(data["match_events"]) == 2
    text = response.get_data(as_text=True)
    assert "argon2" not in text
    assert "token_hash" not in json.dumps(data)


def test_the_download_has_nobody_elses_words(as_: As, filled: World) -> None:
    text = as_("colleague").get("/account/data/download").get_data(as_text=True)
    assert MARK not in text
    assert filled.email("agent") not in text


def everything() -> str:
    """Every value about people in the whole database, as one text."""
    values = [
        str(value)
        for table in TABLES
        for row in db.session.execute(select(*(c for c in table.columns if is_about_person(c)), *table.primary_key))
        for value in row
    ]
    return "\n".join(values)


def leave(client: CheckedClient, world: World, **data: str) -> int:
    return client.send("/account/deletion", {"password": world.password, "is_sure": "y", **data}).status_code


def test_deletion_erases_the_person_and_keeps_the_numbers(app: Application, as_: As, filled: World) -> None:
    client = as_("agent")
    assert leave(client, filled) == 303
    assert client.get("/account").location.startswith("/sign-in")
    with app.app_context():
        text = everything()
        assert MARK not in text
        assert "agent@example.org" not in text.splitlines()
        assert "Agent S." not in text
        assert db.session.scalar(select(func.count()).select_from(Match)) == 1
        assert db.session.scalar(select(func.count()).select_from(MatchEvent)) == 2
        mine = select(func.count()).select_from(AgentSkill).where(AgentSkill.agent_id == filled.accounts["agent"])
        assert db.session.scalar(mine) == 0
        account = filled.account("agent")
        assert account.deleted_at is not None
        assert (account.email, account.password_hash, account.given_name) == (None, None, "")


def test_deletion_touches_nobody_else(app: Application, as_: As, filled: World) -> None:
    leave(as_("agent"), filled)
    with app.app_context():
        assert filled.account("colleague").email == filled.email("colleague")
        assert db.session.scalar(select(func.count()).select_from(AgentSkill)) == 3


@pytest.mark.parametrize("wrong", [{"password": "not mine"}, {"is_sure": ""}])
def test_deletion_is_asked_twice(app: Application, as_: As, world: World, wrong: dict[str, str]) -> None:
    assert leave(as_("agent"), world, **wrong) == 422
    with app.app_context():
        assert world.account("agent").deleted_at is None


def test_the_last_administrator_stays(app: Application, as_: As, world: World) -> None:
    assert leave(as_("admin"), world) == 422
    with app.app_context():
        assert world.account("admin").deleted_at is None


def test_a_deleted_address_can_be_invited_again(app: Application, as_: As, world: World) -> None:
    assert leave(as_("agent"), world) == 303
    with app.app_context():
        assert db.session.scalar(select(Account).where(Account.email == world.email("agent"))) is None


def test_short_lived_classes_are_known() -> None:
    assert {column.info["keep"] for table in TABLES for column in table.columns} <= set(Keep)
