"""The pages of coordinators: the queue, people, blocks, search."""

from datetime import timedelta

from sqlalchemy import select, update

from tests.matches.acts import Acts, transaction
from tests.matches.browsing import HTMX, SignIn, claim_by_form
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match
from volunteer_match.people.profile.models import Block


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
    assert claim_by_form(agent, acts).status_code == 409
    block = db.session.scalars(select(Block)).one()
    assert client.send(f"/blocks/{block.public_id}/lifting").status_code == 303
    assert client.get(path).status_code == 200
    assert claim_by_form(agent, acts).status_code == 303
    actions_seen = set(db.session.scalars(select(AuditEntry.action)))
    assert {"block.set", "block.lift", "block.read"} <= actions_seen
    own = f"/people/{acts.account('coordinator').public_id}/blocks"
    assert signed("coordinator").get(own).status_code == 404


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
