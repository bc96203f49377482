"""The pages of substitutes: "I can't make it", the ask, and the coordinators' queue."""

from sqlalchemy import select

from tests.matches.acts import Acts
from tests.matches.browsing import SignIn
from tests.matches.cover.covers import Covers
from volunteer_match.extensions import db
from volunteer_match.glossary import CoverEnding, MatchState
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest


def test_from_i_cant_make_it_to_a_substitute(covers: Covers, acts: Acts, signed: SignIn) -> None:
    agent, colleague, partner = signed("agent"), signed("colleague"), signed("partner")
    mine = f"/matches/{acts.match().public_id}"
    people = f"/opportunities/{acts.world.ids['fractions']}/people-coming"
    assert f'href="{mine}/cover"' in agent.get("/commitments").text
    assert f'href="{mine}/cover"' in agent.get(mine).text
    assert "Ask for a substitute" in agent.get(f"{mine}/cover").text
    assert agent.send(f"{mine}/cover", {}).status_code == 422
    assert agent.send(f"{mine}/cover", {"choice": "ask"}).location == f"{mine}/cover"
    assert "2 people are asked" in agent.get(f"{mine}/cover").text
    assert "Looking for a substitute" in agent.get("/commitments").text
    assert "Is looking for a substitute" in partner.get(people).text
    asked = f"/cover-asks/{covers.ask_of('colleague').public_id}"
    assert colleague.get(asked).status_code == 404
    covers.reach()
    assert asked in colleague.get("/commitments").text
    assert "Yes, I stand in" in colleague.get("/for-you").text
    shown = colleague.get(asked).text
    assert "How it fits you" in shown
    assert "Yes, I stand in" in shown
    assert agent.get(asked).status_code == 404
    answer = colleague.send(f"{asked}/acceptance", {})
    assert (answer.status_code, acts.state("colleague")) == (303, MatchState.APPROVED)
    assert answer.location == f"/matches/{acts.match('colleague').public_id}"
    assert "Stands in for Agent S." in partner.get(people).text
    assert "You said yes" in colleague.get(asked).text
    assert agent.get(f"{mine}/cover").location == mine
    handed_over = agent.get(mine).text
    assert "Somebody else has the place now" in handed_over
    assert "Undo the withdrawal" not in handed_over
    assert agent.send(f"{mine}/cover", {"choice": "ask"}).status_code == 409


def test_not_this_time_and_the_place_given_back_after_all(covers: Covers, acts: Acts, signed: SignIn) -> None:
    agent, colleague = signed("agent"), signed("colleague")
    mine = f"/matches/{acts.match().public_id}"
    covers.request()
    covers.reach()
    asked = f"/cover-asks/{covers.ask_of('colleague').public_id}"
    assert colleague.send(f"{asked}/declination", {}).location == "/commitments"
    assert "not this time" in colleague.get(asked).text
    assert agent.send(f"{mine}/cover/withdrawal", {}).location == mine
    assert covers.the_request().ending is CoverEnding.TAKEN_BACK
    assert agent.send(f"{mine}/cover", {"choice": "give-back"}).location == mine
    assert (acts.state(), acts.taken()) == (MatchState.WITHDRAWN, [0])


def test_a_coordinator_sees_what_nobody_covers_and_asks_somebody(covers: Covers, acts: Acts, signed: SignIn) -> None:
    acts.busy("colleague")
    acts.busy("coordinator")
    covers.request()
    acts.free("colleague")
    staff = signed("second_coordinator")
    request = f"/cover-requests/{db.session.scalar(select(CoverRequest.public_id))}"
    queue = staff.get("/cover-requests").text
    assert "Nobody has said yes" in queue
    assert request in queue
    assert "Colleague S." in staff.get(request).text
    data = {"agent": acts.account("colleague").public_id}
    assert signed("foreign_coordinator").send(f"{request}/asks", data).status_code == 404
    assert staff.send(f"{request}/asks", {}).status_code == 422
    assert staff.send(f"{request}/asks", {"agent": acts.account("stranger").public_id}).status_code == 404
    assert staff.send(f"{request}/asks", data).location == request
    assert staff.send(f"{request}/asks", data).location == request
    ask = db.session.execute(select(CoverAsk)).scalar_one()
    assert ask.asked_by is not None
    assert ask.asked_by.id == acts.world.accounts["second_coordinator"]
    covers.yes("colleague")
    assert "Covered" in staff.get("/cover-requests").text
    assert staff.send(f"{request}/asks", {"agent": acts.account("coordinator").public_id}).status_code == 409
