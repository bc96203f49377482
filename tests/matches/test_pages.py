"""The pages of claims and matches, in a client that looks at every page it fetches."""

import contextvars
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from tests.checked_client import CheckedClient
from tests.matches.acts import Acts, transaction
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, ReturnReason
from volunteer_match.matches import actions
from volunteer_match.matches.models import Claim, Concern, Match, Message
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.people.profile.models import Block
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


class OutsideClient(CheckedClient):
    """Sends each request from outside the test's own application context, as a browser does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.rollback()
        return contextvars.Context().run(super().open, *args, **kwargs)


@pytest.fixture
def signed(app: Application, as_: SignIn) -> SignIn:
    """Signs in and fetches a page, so that the client holds a valid token."""
    app.test_client_class = OutsideClient

    def sign_in(name: str) -> CheckedClient:
        client = as_(name)
        client.get("/no-such-page")
        return client

    return sign_in


def _claims_path(acts: Acts, need: str = "fractions") -> str:
    return f"/opportunities/{acts.world.ids[need]}/claims"


def _claim(client: CheckedClient, acts: Acts, need: str = "fractions", **data: object) -> TestResponse:
    path, values = _claims_path(acts, need), {"session": acts.session_ids(need), "note": "", **data}
    return client.send(path, values)


def test_a_claim_leads_to_the_match_and_can_be_undone(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client = signed("agent")
    response = _claim(client, acts)
    assert response.status_code == 303
    assert response.location == f"/matches/{acts.match().public_id}"
    html = client.get(response.location).get_data(as_text=True)
    assert "A coordinator looks at it next" in html
    assert "/withdrawal" in html
    assert "https://meet.example.org/room" not in html
    assert client.get("/commitments").status_code == 200
    claim = acts.match().claim
    assert claim is not None
    assert client.send(f"/claims/{claim.public_id}/withdrawal").status_code == 303
    assert acts.state() is MatchState.WITHDRAWN
    assert client.send(f"/claims/{claim.public_id}/restoration").status_code == 303
    assert acts.state() is MatchState.PENDING


def test_sent_twice_a_claim_answers_the_same(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client = signed("agent")
    assert _claim(client, acts).location == _claim(client, acts).location
    assert db.session.scalar(select(func.count()).select_from(Claim)) == 1


def test_the_loser_gets_409_with_a_way_on(acts: Acts, signed: SignIn) -> None:
    acts.add_need(sessions=2)
    acts.claim("colleague", sessions=acts.session_ids()[:1])
    client = signed("agent")
    response = _claim(client, acts)
    assert response.status_code == 409
    html = response.get_data(as_text=True)
    assert "See what else fits" in html
    assert "Join the waitlist" in html
    assert _claim(client, acts, free_only="y").status_code == 303
    assert acts.taken() == [1, 1]


def test_a_faulty_claim_keeps_what_was_typed(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client = signed("agent")
    response = _claim(client, acts, session=[], note="<b>I taught before</b>")
    assert response.status_code == 422
    html = response.get_data(as_text=True)
    assert "Choose at least one session" in html
    assert "&lt;b&gt;I taught before&lt;/b&gt;" in html
    assert _claim(client, acts, note="x" * 1001).status_code == 422


def test_htmx_gets_a_region_and_a_toast(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client = signed("agent")
    response = client.send(_claims_path(acts), {"session": acts.session_ids()}, headers=HTMX)
    html = response.get_data(as_text=True)
    assert response.status_code == 200
    assert f'id="claim-{acts.world.ids["fractions"]}"' in html
    assert "hx-partial" in html
    assert "<html" not in html
    lost = signed("colleague").send(_claims_path(acts), {"session": acts.session_ids()}, headers=HTMX)
    assert lost.status_code == 409
    assert "<html" not in lost.get_data(as_text=True)


def test_claim_of_several_sessions_has_its_own_page(acts: Acts, signed: SignIn) -> None:
    acts.add_need(sessions=3)
    client = signed("agent")
    response = _claim(client, acts, note="See you")
    assert "/claims/" in response.location
    assert client.get(response.location).get_data(as_text=True).count("Waiting for approval") == 3


def test_foreign_and_unknown_are_404(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.add_need("other")
    acts.add_need("hidden", partner="far_shore")
    acts.claim()
    match, claim = acts.match(), acts.match().claim
    assert claim is not None
    colleague, partner = signed("colleague"), signed("other_partner")
    for client in (colleague, partner, signed("stranger"), signed("foreign_coordinator")):
        assert client.get(f"/matches/{match.public_id}").status_code == 404
        assert client.get(f"/claims/{claim.public_id}").status_code == 404
        assert client.send(f"/matches/{match.public_id}/withdrawal").status_code == 404
        assert client.send(f"/claims/{claim.public_id}/approval").status_code == 404
        assert client.get(f"/concerns/new?match={match.public_id}").status_code == 404
    assert colleague.send(_claims_path(acts, "hidden"), {"session": acts.session_ids("hidden")}).status_code == 404
    assert colleague.send(_claims_path(acts), {"session": acts.session_ids("other")}).status_code == 404
    assert colleague.send("/opportunities/unknown/claims", {"session": ["x"]}).status_code == 404
    assert colleague.get("/approvals").status_code == 404
    assert signed("agent").send(f"/claims/{claim.public_id}/approval").status_code == 404


def test_a_coordinator_decides_and_takes_it_back(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim()
    claim = acts.match().claim
    assert claim is not None
    client = signed("coordinator")
    html = client.get("/approvals").get_data(as_text=True)
    assert "1 claim waits" in html
    assert "Fit" in html
    best = client.get(f"/claims/{claim.public_id}/next-best")
    assert "Colleague S." in best.get_data(as_text=True)
    assert client.send(f"/claims/{claim.public_id}/approval").status_code == 303
    assert client.send(f"/claims/{claim.public_id}/approval").status_code == 303
    assert acts.state() is MatchState.APPROVED
    empty = client.get("/approvals").get_data(as_text=True)
    assert "Nothing waits for you" in empty
    assert client.send(f"/claims/{claim.public_id}/reopening").status_code == 303
    assert acts.state() is MatchState.PENDING
    assert client.get(f"/claims/{claim.public_id}/return").status_code == 200
    assert client.send(f"/claims/{claim.public_id}/return", {"words": "kept"}).status_code == 422
    response = client.send(f"/claims/{claim.public_id}/return", {"reason": "timing", "words": "Next week?"})
    assert response.status_code == 303
    assert (acts.state(), acts.taken()) == (MatchState.RETURNED, [0])
    agent = signed("agent")
    assert "Next week?" in agent.get(f"/matches/{acts.match().public_id}").get_data(as_text=True)


def test_the_queue_answers_htmx_with_the_next_case(acts: Acts, signed: SignIn) -> None:
    acts.add_need("first")
    acts.add_need("second", starts_in=timedelta(days=5))
    acts.claim("agent", "first")
    acts.claim("colleague", "second", later=timedelta(seconds=1))
    client = signed("second_coordinator")
    claim = acts.match("agent", "first").claim
    assert claim is not None
    response = client.send(f"/claims/{claim.public_id}/approval", headers=HTMX)
    html = client.get(response.location, headers=HTMX).get_data(as_text=True)
    assert "Colleague S." in html
    assert "Agent S." not in html
    assert "hx-partial" in html
    assert "<html" not in html


def test_own_claims_are_neither_shown_nor_decidable(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim("coordinator")
    claim = acts.match("coordinator").claim
    assert claim is not None
    client = signed("coordinator")
    assert "Nothing waits for you" in client.get("/approvals").get_data(as_text=True)
    assert client.send(f"/claims/{claim.public_id}/approval").status_code == 404
    assert client.send(f"/claims/{claim.public_id}/return", {"reason": "timing"}).status_code == 404
    assert acts.state("coordinator") is MatchState.PENDING
    assert signed("second_coordinator").send(f"/claims/{claim.public_id}/approval").status_code == 303


def test_later_leaves_the_queue_of_one_coordinator_only(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim()
    claim = acts.match().claim
    assert claim is not None
    client = signed("coordinator")
    assert client.send(f"/claims/{claim.public_id}/snooze").status_code == 303
    assert "Nothing waits for you" in client.get("/approvals").get_data(as_text=True)
    assert "1 claim waits" in signed("second_coordinator").get("/approvals").get_data(as_text=True)
    client.send(f"/claims/{claim.public_id}/waking")
    assert "1 claim waits" in client.get("/approvals").get_data(as_text=True)


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
        assert partner.send(f"{path}/{verb}").status_code == 303
        assert acts.state() is state
        assert acts.match().agent.attended_total == attended
        assert partner.get(path).status_code == 200


def test_people_are_found_invited_and_answer(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.busy("colleague")
    coordinator = signed("second_coordinator")
    path = f"/opportunities/{acts.world.ids['fractions']}"
    html = coordinator.get(f"{path}/people").get_data(as_text=True)
    assert "2 people fit" in html
    assert "Nearly" in html
    assert "Elsewhere" not in html
    data = {"agent": acts.account("agent").public_id, "session": acts.session_ids()[0]}
    for _ in range(2):
        assert coordinator.send(f"{path}/invitations", data).status_code == 303
    assert "no answer yet" in coordinator.get(f"{path}/people").get_data(as_text=True)
    assert coordinator.send(f"{path}/invitations", {**data, "agent": "unknown"}).status_code == 404
    match_path = f"/matches/{acts.match().public_id}"
    assert signed("partner").get(match_path).status_code == 404
    agent = signed("agent")
    assert "Invitations" in agent.get("/commitments").get_data(as_text=True)
    for _ in range(2):
        assert agent.send(f"{match_path}/acceptance").status_code == 303
    assert (acts.state(), acts.taken()) == (MatchState.APPROVED, [1])


def test_invitations_are_declined_and_taken_back(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    coordinator, agent = signed("second_coordinator"), signed("agent")
    path = f"/opportunities/{acts.world.ids['fractions']}/invitations"
    data = {"agent": acts.account("agent").public_id, "session": acts.session_ids()[0]}
    coordinator.send(path, data)
    match_path = f"/matches/{acts.match().public_id}"
    assert agent.send(f"{match_path}/declination").status_code == 303
    coordinator.send(path, data)
    assert coordinator.send(f"{match_path}/rescission").status_code == 303
    assert acts.state() is MatchState.CANCELLED


def test_blocks_bar_until_they_are_lifted(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client = signed("second_coordinator")
    path = f"/people/{acts.account('agent').public_id}/blocks"
    assert client.get(path).status_code == 200
    assert client.send(path, {"reason": "x"}).status_code == 422
    assert client.send(path, {"reason": "x", "kind": "tutoring", "partner": "nobody"}).status_code == 422
    for _ in range(2):
        assert (
            client.send(path, {"kind": "tutoring", "reason": "See the report", "ends_on": "2099-01-01"}).status_code
            == 303
        )
    assert "See the report" in client.get(path).get_data(as_text=True)
    agent = signed("agent")
    assert _claim(agent, acts).status_code == 409
    block = db.session.scalars(select(Block)).one()
    assert client.send(f"/blocks/{block.public_id}/lifting").status_code == 303
    assert client.get(path).status_code == 200
    assert _claim(agent, acts).status_code == 303
    actions_seen = set(db.session.scalars(select(AuditEntry.action)))
    assert {"block.set", "block.lift", "block.read"} <= actions_seen
    own = f"/people/{acts.account('coordinator').public_id}/blocks"
    assert signed("coordinator").get(own).status_code == 404


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


def test_the_waitlist_from_the_page(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim("colleague")
    path, data = f"/opportunities/{acts.world.ids['fractions']}/waitlist", {"session": acts.session_ids()}
    client = signed("agent")
    response = client.send(path, data)
    assert response.status_code == 303
    assert "Number 1 of 1 on the waitlist" in client.get(response.location).get_data(as_text=True)


def test_a_claim_that_can_no_longer_be_taken_back_is_409(acts: Acts, signed: SignIn) -> None:
    acts.add_need(sessions=2)
    acts.claim()
    claim = acts.match().claim
    assert claim is not None
    path, client = f"/claims/{claim.public_id}", signed("agent")
    assert client.send(f"{path}/restoration").status_code == 409
    with transaction():
        db.session.execute(update(Match).values(state=MatchState.COMPLETED))
    assert client.send(f"{path}/withdrawal").status_code == 409
    assert signed("second_coordinator").send(f"{path}/reopening").status_code == 409
    assert signed("second_coordinator").send(f"{path}/return", {"reason": "timing"}).status_code == 409


def test_search_forgives_case_and_accents(acts: Acts, signed: SignIn) -> None:
    acts.add_need("matematicas", title="Matemáticas sin miedo")
    client = signed("coordinator")
    html = client.get("/search?q=MATEMATICAS").get_data(as_text=True)
    assert "Matemáticas sin miedo" in html
    assert "Colleague Surname" in client.get("/search?q=colleague").get_data(as_text=True)
    assert "Stranger" not in client.get("/search?q=stranger").get_data(as_text=True).split("<main")[1].split("found")[1]
    assert "Open Desk" in client.get("/search?q=open").get_data(as_text=True)
    assert client.get("/search?q=%00").status_code == 200


def test_everything_moves_only_by_rows_that_tell_who(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    with transaction():
        claim = acts.match().claim
        assert claim is not None
        actions.return_claim(claim, ReturnReason.TIMING, "Sorry", acts.account("coordinator"), acts.world.now)
    events = db.session.scalars(select(Match)).one().events
    assert [(event.actor_id, event.reason, event.note) for event in events] == [
        (acts.account("agent").id, None, ""),
        (acts.account("coordinator").id, ReturnReason.TIMING, "Sorry"),
    ]
