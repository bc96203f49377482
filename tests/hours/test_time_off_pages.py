"""Volunteer time off on the pages: terms are set, an agent asks, a coordinator decides, payroll learns."""

from datetime import timedelta

from tests.hours.test_time_off import HOUR, TimeOff, off
from tests.matches.acts import transaction
from tests.matches.browsing import SignIn
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.glossary import TimeOffState
from volunteer_match.hours.time_off.actions import take_due
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.organisations.models import Site

assert off, "the fixture"
TERMS = {"yearly_hours": "16", "first_month": "1", "carried_hours": "4", "automatic_hours": "2"}
PAGE = "/volunteer-time-off"


def _request() -> TimeOffRequest:
    return db.session.query(TimeOffRequest).order_by(TimeOffRequest.id.desc()).first()  # type: ignore[return-value]


def test_from_the_terms_to_payroll(off: TimeOff, signed: SignIn) -> None:
    """By the clock of today: requests are for ten days ahead."""
    agent, coordinator, admin = signed("agent"), signed("coordinator"), signed("admin")
    off.world.now = off.account("agent").created_at
    with transaction():
        off.profile().site_id = off.world.ids["northwind_site"]
    assert "Your site gives none yet" in agent.get(PAGE).get_data(as_text=True)
    site = db.session.get_one(Site, off.world.ids["northwind_site"]).public_id
    terms = f"/administration/sites/{site}/volunteer-time-off"
    assert admin.send(terms, {**TERMS, "yearly_hours": "-1"}).status_code == 422
    assert admin.send(terms, TERMS).status_code == 303
    day = (off.world.now + timedelta(days=10)).date().isoformat()
    wish = {"day": day, "start": "20:00", "end": "00:00", "note": "=Tutoring"}
    assert agent.send(PAGE, {**wish, "end": "20:05"}).status_code == 422
    assert agent.send(PAGE, wish).status_code == 303
    asked = _request()
    assert (asked.minutes, asked.state, asked.ends_at - asked.starts_at) == (240, TimeOffState.REQUESTED, 4 * HOUR)
    address = f"{PAGE}/requests/{asked.public_id}"
    assert "Agent S., 4 h" in coordinator.get(f"{PAGE}/requests").get_data(as_text=True)
    assert coordinator.send(f"{address}/refusal", {"refuse-reason": ""}).status_code == 422
    assert coordinator.send(f"{address}/refusal", {"refuse-reason": "Year’s end"}).status_code == 303
    assert "Year’s end" in agent.get(PAGE).get_data(as_text=True)
    assert coordinator.send(f"{address}/approval").status_code == 303
    assert coordinator.send(f"{address}/adjustment", {"adjust-hours": "1", "adjust-reason": "x"}).status_code == 409
    assert signed("foreign_coordinator").get(address).status_code == 404
    with transaction():
        assert take_due(_request().ends_at) == 1
    days = {"first": day, "last": (off.world.now + timedelta(days=12)).date().isoformat()}
    assert "Agent Surname" in coordinator.get(f"{PAGE}/payroll", query_string=days).get_data(as_text=True)
    made = coordinator.send(f"{PAGE}/payroll", days)
    assert made.status_code == 303
    assert coordinator.send(f"{PAGE}/payroll", days).location == made.location, "nothing has changed"
    lines = coordinator.get(made.location).get_data(as_text=True).split("\r\n")
    assert lines[1] == f"Agent Surname,Manila,{_request().day},4.0,,4.0"
    adjustment = {"adjust-hours": "1", "adjust-minutes": "30", "adjust-reason": "It ended early"}
    assert coordinator.send(f"{address}/adjustment", adjustment).status_code == 303
    again = coordinator.get(coordinator.send(f"{PAGE}/payroll", days).location).get_data(as_text=True)
    assert f"Agent Surname,Manila,{_request().day},1.5,4.0,-2.5" in again
    actions = {entry.action for entry in db.session.query(AuditEntry)}
    assert {"time-off.terms", "time-off.refuse", "time-off.approve", "time-off.adjust", "time-off.export"} <= actions


def test_asking_from_the_page_of_a_match_and_withdrawing(off: TimeOff, signed: SignIn) -> None:
    off.world.now = off.account("agent").created_at
    off.give()
    off.add_need()
    off.claim()
    match_id, agent = off.match().public_id, signed("agent")
    page = agent.get(PAGE, query_string={"match": match_id}).get_data(as_text=True)
    assert f'selected value="{match_id}"' in page
    zone_day = off.match().starts_at
    assert zone_day is not None
    local = zone_day + 8 * HOUR
    form = {
        "day": local.date().isoformat(),
        "start": f"{local:%H:%M}",
        "end": f"{local + HOUR:%H:%M}",
        "match": match_id,
    }
    assert agent.send(PAGE, form).status_code == 303
    asked = _request()
    assert (asked.starts_at, asked.match_id, asked.state) == (zone_day, off.match().id, TimeOffState.APPROVED)
    assert signed("colleague").send(f"{PAGE}/{asked.public_id}/withdrawal").status_code == 404
    assert agent.send(f"{PAGE}/{asked.public_id}/withdrawal").status_code == 303
    db.session.rollback()
    assert _request().state is TimeOffState.WITHDRAWN
    grant = {"hours": "1", "direction": "more", "reason": "Thanks"}
    person = f"{PAGE}/people/{off.account('agent').public_id}"
    coordinator = signed("coordinator")
    assert coordinator.send(f"{person}/allowance", {**grant, "direction": ""}).status_code == 422
    assert coordinator.send(f"{person}/allowance", {**grant, "direction": "less", "hours": "12"}).status_code == 422
    assert coordinator.send(f"{person}/allowance", grant).status_code == 303
    assert "Thanks" in coordinator.get(person).get_data(as_text=True)
