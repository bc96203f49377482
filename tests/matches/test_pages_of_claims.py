"""Claims by form, what the loser sees, and what is not theirs."""

from sqlalchemy import func, select

from tests.matches.acts import Acts, transaction
from tests.matches.browsing import HTMX, SignIn, claim_by_form, claims_path
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, ReturnReason
from volunteer_match.matches import actions
from volunteer_match.matches.models import Claim, Match


def test_a_claim_leads_to_the_match_and_can_be_undone(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client = signed("agent")
    response = claim_by_form(client, acts)
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
    assert claim_by_form(client, acts).location == claim_by_form(client, acts).location
    assert db.session.scalar(select(func.count()).select_from(Claim)) == 1


def test_the_loser_gets_409_with_a_way_on(acts: Acts, signed: SignIn) -> None:
    acts.add_need(sessions=2)
    acts.claim("colleague", sessions=acts.session_ids()[:1])
    client = signed("agent")
    response = claim_by_form(client, acts)
    assert response.status_code == 409
    html = response.get_data(as_text=True)
    assert "See what else fits" in html
    assert "Join the waitlist" in html
    assert claim_by_form(client, acts, free_only="y").status_code == 303
    assert acts.taken() == [1, 1]


def test_a_faulty_claim_keeps_what_was_typed(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client = signed("agent")
    response = claim_by_form(client, acts, session=[], note="<b>I taught before</b>")
    assert response.status_code == 422
    html = response.get_data(as_text=True)
    assert "Choose at least one session" in html
    assert "&lt;b&gt;I taught before&lt;/b&gt;" in html
    assert claim_by_form(client, acts, note="x" * 1001).status_code == 422


def test_htmx_gets_a_region_and_a_toast(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client = signed("agent")
    response = client.send(claims_path(acts), {"session": acts.session_ids()}, headers=HTMX)
    html = response.get_data(as_text=True)
    assert response.status_code == 200
    assert f'id="claim-{acts.world.ids["fractions"]}"' in html
    assert "hx-partial" in html
    assert "<html" not in html
    lost = signed("colleague").send(claims_path(acts), {"session": acts.session_ids()}, headers=HTMX)
    assert lost.status_code == 409
    assert "<html" not in lost.get_data(as_text=True)


def test_claim_of_several_sessions_has_its_own_page(acts: Acts, signed: SignIn) -> None:
    acts.add_need(sessions=3)
    client = signed("agent")
    response = claim_by_form(client, acts, note="See you")
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
    assert colleague.send(claims_path(acts, "hidden"), {"session": acts.session_ids("hidden")}).status_code == 404
    assert colleague.send(claims_path(acts), {"session": acts.session_ids("other")}).status_code == 404
    assert colleague.send("/opportunities/unknown/claims", {"session": ["x"]}).status_code == 404
    assert colleague.get("/approvals").status_code == 404
    assert signed("agent").send(f"/claims/{claim.public_id}/approval").status_code == 404


def test_the_waitlist_from_the_page(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    acts.claim("colleague")
    path, data = f"/opportunities/{acts.world.ids['fractions']}/waitlist", {"session": acts.session_ids()}
    client = signed("agent")
    response = client.send(path, data)
    assert response.status_code == 303
    assert "Number 1 of 1 on the waitlist" in client.get(response.location).get_data(as_text=True)


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
