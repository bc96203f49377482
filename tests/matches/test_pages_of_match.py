"""The page of one match, how to join, questions, attendance, concerns."""

import pytest
from sqlalchemy import func, select, update

from tests.matches.acts import Acts, transaction
from tests.matches.browsing import SignIn
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches import actions
from volunteer_match.matches.models import Concern, Match, Message
from volunteer_match.notifications.models import InboxNotice


def test_how_to_join_is_for_the_approved_only(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim()
    secret = "https://meet.example.org/room"
    path = f"/matches/{acts.match().public_id}"
    agent = signed("agent")
    assert secret not in agent.get(path).get_data(as_text=True)
    with transaction():
        claim = acts.match().claim
        assert claim is not None
        actions.approve_claim(claim, acts.account("coordinator"), acts.world.now)
    assert secret in agent.get(path).get_data(as_text=True)
    assert secret not in signed("coordinator").get(path).get_data(as_text=True)
    assert "Agent S." in signed("partner").get(path).get_data(as_text=True)
    assert "Agent Surname" not in signed("partner").get(path).get_data(as_text=True)


def test_questions_are_answered_without_private_contact(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim()
    path = f"/matches/{acts.match().public_id}"
    agent = signed("agent")
    agent.get(path)
    refused = agent.send(f"{path}/messages", {"body": "Write me at agent@example.org"})
    assert refused.status_code == 422
    assert "Write me at agent@example.org" in refused.get_data(as_text=True)
    assert agent.send(f"{path}/messages", {"body": "Call 020 7946 0958"}).status_code == 422
    for _ in range(2):
        assert agent.send(f"{path}/messages", {"body": "Do I need a <b>camera</b>?"}).status_code == 303
    assert "&lt;b&gt;camera&lt;/b&gt;" in signed("partner").get(path).get_data(as_text=True)
    assert db.session.scalar(select(func.count()).select_from(Message)) == 1
    kinds = set(db.session.scalars(select(InboxNotice.kind)))
    assert "message-posted" in kinds


def test_partners_say_no_and_say_who_came(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim("agent")
    partner = signed("partner")
    claim, path = acts.match().claim, f"/matches/{acts.match().public_id}"
    assert claim is not None
    assert partner.send(f"{path}/completion").status_code == 409
    assert partner.get(f"/claims/{claim.public_id}/return").status_code == 200
    response = partner.send(f"/claims/{claim.public_id}/return", {"reason": "another-chosen"})
    assert response.location == path
    assert acts.state() is MatchState.RETURNED
    assert partner.send(f"/claims/{claim.public_id}/reopening").status_code == 404


def test_what_came_can_be_confirmed_and_corrected(acts: Acts, signed: SignIn) -> None:
    acts.add_need(flexible=True)
    acts.claim()
    path = f"/matches/{acts.match().public_id}"
    with transaction():
        claim = acts.match().claim
        assert claim is not None
        actions.approve_claim(claim, acts.account("coordinator"), acts.world.now)
    partner = signed("partner")
    for verb, state, attended in (
        ("completion", MatchState.COMPLETED, 1),
        ("absence", MatchState.NO_SHOW, 0),
        ("completion", MatchState.COMPLETED, 1),
        ("correction", MatchState.APPROVED, 0),
    ):
        said = {"reason": "did-not-come"} if verb == "absence" else {}
        assert partner.send(f"{path}/{verb}", said).status_code == 303
        assert acts.state() is state
        assert acts.match().agent.attended_total == attended
        assert partner.get(path).status_code == 200


def test_concerns_reach_coordinators_and_nobody_concerned(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim("coordinator")
    match = acts.match("coordinator")
    partner = signed("partner")
    path = f"/concerns/new?match={match.public_id}"
    assert partner.get(path).status_code == 200
    data = {"match": match.public_id, "body": "They were late and rude."}
    assert partner.send("/concerns/new", data).status_code == 422
    for _ in range(2):
        assert partner.send("/concerns/new", {**data, "category": "behaviour"}).status_code == 303
    concern = db.session.scalars(select(Concern)).one()
    concerned, other = signed("coordinator"), signed("second_coordinator")
    assert "How somebody behaved" not in concerned.get("/concerns").get_data(as_text=True)
    assert concerned.get(f"/concerns/{concern.public_id}").status_code == 404
    assert "How somebody behaved" in other.get("/concerns").get_data(as_text=True)
    assert "late and rude" in other.get(f"/concerns/{concern.public_id}").get_data(as_text=True)
    assert other.send(f"/concerns/{concern.public_id}/handling").status_code == 422
    assert other.send(f"/concerns/{concern.public_id}/handling", {"outcome": "Talked."}).status_code == 303
    assert "Talked." in other.get(f"/concerns/{concern.public_id}").get_data(as_text=True)
    told = set(db.session.scalars(select(InboxNotice.account_id).where(InboxNotice.kind == "concern-raised")))
    assert acts.account("coordinator").id not in told
    assert acts.account("second_coordinator").id in told


def test_a_need_can_be_reported_by_everybody_who_sees_it(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    public_id = acts.world.ids["fractions"]
    for name in ("agent", "partner", "coordinator"):
        client = signed(name)
        assert client.get(f"/concerns/new?opportunity={public_id}").status_code == 200
        data = {"opportunity": public_id, "category": "misleading", "body": f"From {name}"}
        assert client.send("/concerns/new", data).status_code == 303
    assert signed("other_partner").get(f"/concerns/new?opportunity={public_id}").status_code == 404
    assert {c.company_id for c in db.session.scalars(select(Concern))} == {acts.world.ids["northwind"]}


@pytest.mark.parametrize("state", list(MatchState))
def test_the_page_of_a_match_in_every_state_for_everybody(acts: Acts, signed: SignIn, state: MatchState) -> None:
    acts.add_need()
    acts.claim()
    with transaction():
        db.session.execute(update(Match).values(state=state))
    path = f"/matches/{acts.match().public_id}"
    for name in ("agent", "second_coordinator"):
        assert signed(name).get(path).status_code == 200
    assert signed("agent").get("/commitments").status_code == 200
    hidden = state in (MatchState.INVITED, MatchState.DECLINED, MatchState.WAITLISTED)
    assert signed("partner").get(path).status_code == (404 if hidden else 200)
