"""A need that people see is changed, closed, cancelled; who has a place is respected and told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, OpportunityState
from volunteer_match.matches.models import Match
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.actions import derive_times_anew
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]


@pytest.fixture
def need(app: Application, world: World) -> str:
    """A need with two sessions of two places; the agent is approved for the first. Returns its address."""
    with app.app_context():
        begin_write(db.session)
        opportunity = world.add_opportunity(places=2, sessions=2)
        first = opportunity.sessions[0]
        first.taken = 1
        db.session.add(
            Match(
                company_id=world.ids["northwind"],
                agent_id=world.accounts["agent"],
                opportunity_id=opportunity.id,
                session_id=first.id,
                state=MatchState.APPROVED,
                state_since=world.now,
                starts_at=first.starts_at,
                ends_at=first.ends_at,
                created_at=world.now,
            )
        )
        db.session.commit()
        return f"/opportunities/{opportunity.public_id}"


def sessions() -> list[OpportunitySession]:
    return list(db.session.scalars(select(OpportunitySession).order_by(OpportunitySession.id)))


def match() -> Match:
    return db.session.scalars(select(Match)).one()


def told() -> list[str]:
    return list(db.session.scalars(select(InboxNotice.kind).order_by(InboxNotice.id)))


def session_fields(start: datetime, **changes: str) -> dict[str, str]:
    local = start.astimezone(ZoneInfo("Europe/London"))
    return {
        "day": local.date().isoformat(),
        "start": f"{local:%H:%M}",
        "minutes": "45",
        "places": "2",
        "time_zone": "Europe/London",
        **changes,
    }


def address_of(app: Application, need: str, index: int) -> str:
    with app.app_context():
        return f"{need}/sessions/{sessions()[index].public_id}"


def test_moving_a_session_is_looked_at_first_and_asks_for_a_new_yes(app: Application, need: str, as_: SignIn) -> None:
    client, address = as_("partner"), address_of(app, need, 0)
    client.get(f"{address}/edit")
    start = (datetime.now(UTC) + timedelta(days=20)).replace(minute=0, second=0, microsecond=0)
    look = client.send(f"{address}/edit", session_fields(start)).get_data(as_text=True)
    assert "Change it, and ask 1 person" in look
    with app.app_context():
        assert sessions()[0].starts_at != start, "nothing is saved before they are sure"
    assert client.send(f"{address}/edit", session_fields(start, back="1")).status_code == 200
    assert client.send(f"{address}/edit", session_fields(start, sure="1")).status_code == 303
    with app.app_context():
        assert sessions()[0].starts_at == start
        assert (match().starts_at, match().ends_at) == (start, start + timedelta(minutes=45))
        assert match().confirm_by is not None
        assert told() == ["match-asked-again"]
        page = f"/matches/{match().public_id}"
    assert "is asked again because of what changed" in client.get(page).get_data(as_text=True)
    assert "Asked again" in client.get(f"{need}/people-coming").get_data(as_text=True)
    agent = as_("agent")
    asked = agent.get(page).get_data(as_text=True)
    assert "Can you still come?" in asked
    assert "What changed" in asked
    assert agent.send(f"{page}/confirmation").status_code == 303
    assert "Said yes again" in client.get(f"{need}/people-coming").get_data(as_text=True)


def test_whoever_has_promised_something_else_then_gives_the_place_back(
    app: Application, need: str, as_: SignIn, world: World
) -> None:
    with app.app_context():
        begin_write(db.session)
        second = sessions()[1]
        db.session.add(
            Match(
                company_id=world.ids["northwind"],
                agent_id=world.accounts["agent"],
                opportunity_id=second.opportunity_id,
                session_id=second.id,
                state=MatchState.PENDING,
                state_since=world.now,
                starts_at=second.starts_at,
                ends_at=second.ends_at,
                created_at=world.now,
            )
        )
        second.taken = 1
        db.session.commit()
        clash = second.starts_at
        assert clash is not None
    client, address = as_("partner"), address_of(app, need, 0)
    twice = client.send(f"{address}/edit", session_fields(clash, sure="1"))
    assert twice.status_code == 422
    assert "Another session of this need" in twice.get_data(as_text=True)
    answer = client.send(f"{address}/edit", session_fields(clash + timedelta(minutes=30), sure="1"))
    assert answer.status_code == 303
    with app.app_context():
        states = db.session.scalars(select(Match.state).order_by(Match.session_id)).all()
        assert states == [MatchState.RETURNED, MatchState.PENDING]
        assert [row.taken for row in sessions()] == [0, 1]
        assert told() == ["session-clashes", "match-not-coming"], "their colleague at the organisation hears of it too"


def test_places_are_not_taken_from_people(app: Application, need: str, as_: SignIn) -> None:
    with app.app_context():
        begin_write(db.session)
        sessions()[0].taken = 2
        sessions()[0].minutes = 45
        start = sessions()[0].starts_at
        assert start is not None
        sessions()[0].ends_at = start + timedelta(minutes=45)
        db.session.commit()
    answer = as_("partner").send(f"{address_of(app, need, 0)}/edit", session_fields(start, places="1"))
    assert answer.status_code == 422
    assert "More people have a place" in answer.get_data(as_text=True)


def test_cancelling_a_session_ends_its_matches_only(app: Application, need: str, as_: SignIn) -> None:
    client, address = as_("partner"), address_of(app, need, 0)
    assert "1 person has a place" in client.get(f"{address}/cancellation").get_data(as_text=True)
    assert client.send(f"{address}/cancellation", {"reason": ""}).status_code == 422
    for _ in range(2):
        assert client.send(f"{address}/cancellation", {"reason": "The school is closed."}).status_code == 303
    with app.app_context():
        assert [row.cancelled_at is None for row in sessions()] == [False, True]
        assert match().state is MatchState.CANCELLED
        assert told() == ["match-cancelled"]


def test_cancelling_the_need_tells_everybody_once(app: Application, need: str, as_: SignIn) -> None:
    client = as_("partner")
    assert client.get(f"{need}/cancellation").status_code == 200
    for _ in range(2):
        assert client.send(f"{need}/cancellation", {"reason": "We have moved."}).status_code == 303
    page = client.get(need).get_data(as_text=True)
    assert "We have moved." in page
    assert client.get(f"{need}/edit/what").status_code == 409
    with app.app_context():
        assert db.session.scalars(select(Opportunity)).one().state is OpportunityState.CANCELLED
        assert match().state is MatchState.CANCELLED
        assert told() == ["match-cancelled"]


def test_a_session_that_was_given_stays_when_the_rest_is_cancelled(
    app: Application, need: str, as_: SignIn, world: World
) -> None:
    with app.app_context():
        begin_write(db.session)
        past = world.now - timedelta(days=1)
        for row in (sessions()[0], match()):
            row.starts_at, row.ends_at = past, past + timedelta(hours=1)
        db.session.commit()
    assert as_("partner").send(f"{need}/cancellation", {"reason": "We stop."}).status_code == 303
    with app.app_context():
        assert match().state is MatchState.APPROVED
        assert [row.cancelled_at is None for row in sessions()] == [True, False]


def test_closing_keeps_people_and_opening_again_works(app: Application, need: str, as_: SignIn) -> None:
    client = as_("partner")
    for path, state in (("closure", OpportunityState.CLOSED), ("publication", OpportunityState.PUBLISHED)):
        for _ in range(2):
            assert client.send(f"{need}/{path}").status_code == 303
        with app.app_context():
            assert db.session.scalars(select(Opportunity)).one().state is state
            assert match().state is MatchState.APPROVED
        assert client.get(need).status_code == 200


def test_who_is_coming_has_first_names_and_no_contact(need: str, as_: SignIn) -> None:
    client = as_("partner")
    for path in ("people-coming", "people-coming/print"):
        text = client.get(f"{need}/{path}").get_data(as_text=True)
        assert "Agent S." in text
        assert "Maths tutoring: Advanced" in text
        assert "agent@example.org" not in text
        assert "Surname" not in text.split("<main", 1)[1]
    assert "Came" not in client.get(f"{need}/people-coming").get_data(as_text=True)


def test_attendance_is_asked_once_the_session_has_begun(app: Application, need: str, as_: SignIn, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        past = world.now - timedelta(hours=1)
        for row in (sessions()[0], match()):
            row.starts_at, row.ends_at = past, past + timedelta(hours=1)
        db.session.commit()
        came, said = f"/matches/{match().public_id}/completion", f"said-{match().public_id}"
    client = as_("partner")
    assert said in client.get(f"{need}/people-coming").get_data(as_text=True)
    assert client.send(came).status_code == 303
    assert "Didn" in client.get(f"{need}/people-coming").get_data(as_text=True)


def test_times_are_derived_anew(app: Application, need: str) -> None:
    with app.app_context():
        begin_write(db.session)
        before = sessions()[0].starts_at
        assert before is not None
        for row in (sessions()[0], match()):
            row.starts_at = before + timedelta(hours=1)
            row.ends_at = before + timedelta(hours=2)
        db.session.flush()
        now = datetime.now(UTC)
        assert derive_times_anew(now) == 1
        assert derive_times_anew(now) == 0
        assert sessions()[0].starts_at == match().starts_at == before
