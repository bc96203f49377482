"""Challenges on the pages: made, opened, joined, logged, corrected, asked about; with and without a fragment."""

import re
from datetime import timedelta

from tests.challenges.deeds import KWH, SOLAR, TREE, ChallengeDeeds, kwh, worth
from tests.matches.browsing import SignIn
from volunteer_match.challenges.models import Challenge, Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState, EntryState

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_a_coordinator_makes_one_from_a_template(deeds: ChallengeDeeds, signed: SignIn) -> None:
    staff = signed("coordinator")
    assert "/challenges/new/home-energy" in staff.get("/challenges/new").get_data(as_text=True)
    new = staff.get("/challenges/new/home-energy").get_data(as_text=True)
    chosen = re.findall(r'name="actions" value="([^"]+)" checked', new)
    assert KWH in chosen
    form = {
        "title": "Together 100 kWh",
        "form": "together",
        "measure": "energy",
        "goal": "100",
        "starts_on": deeds.today.isoformat(),
        "ends_on": (deeds.today - timedelta(days=1)).isoformat(),
        "time_zone": "Asia/Manila",
        "actions": [KWH, TREE],
    }
    bad = staff.send("/challenges/new/home-energy", form)
    assert bad.status_code == 422
    assert "Together 100 kWh" in bad.get_data(as_text=True), "nothing typed is lost"
    answer = staff.send(
        "/challenges/new/home-energy", {**form, "ends_on": (deeds.today + timedelta(days=6)).isoformat()}
    )
    assert answer.status_code == 303
    made = db.session.query(Challenge).one()
    here = f"/challenges/{made.public_id}"
    assert (made.goal, {one.action: one.daily_ceiling for one in made.actions}[KWH]) == (100_000, 20_000)
    assert answer.location == f"{here}/draft"
    agent = signed("agent")
    assert agent.get(here).status_code == 404, "a draft is for coordinators"
    assert "Together 100 kWh" not in agent.get("/challenges").get_data(as_text=True)
    limits = {f"ceiling-{KWH}": "8", f"ceiling-{TREE}": "3"}
    asked = staff.get(f"{here}/limits").get_data(as_text=True)
    assert all(words in asked for words in ("Up to 20 kWh a day", "Up to 50 trees a day")), "the unit in words"
    assert staff.send(f"{here}/limits", {**limits, f"ceiling-{KWH}": "0"}).status_code == 422
    assert staff.send(f"{here}/limits", limits).status_code == 303
    assert staff.send(f"{here}/edit", {**form, "ends_on": form["starts_on"]}).status_code == 303
    page = staff.get(f"{here}/draft").get_data(as_text=True)
    assert "100 kWh" in page
    assert staff.send(f"{here}/opening").status_code == 303
    assert staff.send(f"{here}/opening").status_code == 404, "it is open, so it is no draft"
    db.session.rollback()
    assert {one.action: (one.daily_ceiling, one.asks_evidence) for one in made.actions} == {
        KWH: (8000, False),
        TREE: (3000, False),
    }
    assert "Together 100 kWh" in agent.get("/challenges").get_data(as_text=True)
    assert signed("stranger").get(here).status_code == 404
    assert staff.get(f"{here}/closing").status_code == 200
    assert staff.send(f"{here}/closing").status_code == 303
    db.session.rollback()
    assert made.state is ChallengeState.CLOSED


def test_an_agent_joins_logs_and_corrects(deeds: ChallengeDeeds, signed: SignIn) -> None:
    here, agent = f"/challenges/{deeds.opened().public_id}", signed("agent")
    form = f"{here}/actions/{KWH}"
    assert agent.get(form).status_code == 404, "who is not in can't log"
    assert agent.send(f"{here}/participation").status_code == 303
    page = agent.get(here).get_data(as_text=True)
    assert form in page
    assert "Figures show from five people on" in page
    step = agent.get(form, headers=FRAGMENT).get_data(as_text=True)
    assert "<html" not in step
    token = re.findall(r'name="token" value="([^"]+)"', step)[0]
    today = deeds.today.isoformat()
    for wrong in ({"input-kwh": "21"}, {"input-kwh": "many"}, {"input-kwh": "NaN"}, {}):
        assert agent.send(form, {"token": token, "day": today, **wrong}).status_code == 422, wrong
    inside = agent.send(form, {"token": token, "day": today, "input-kwh": "21"}, headers=FRAGMENT)
    assert 'id="challenge"' in inside.get_data(as_text=True), "the whole block comes back, with the form open"
    for _ in range(2):
        answer = agent.send(form, {"token": token, "day": today, "input-kwh": "4,5"})
        assert answer.status_code == 303
    entry = db.session.query(Entry).one()
    shown = agent.get(answer.location).get_data(as_text=True)
    assert "Logged: " in shown
    assert "4.5 kWh" in shown
    assert "How this is worked out" in shown
    own = f"/challenge-entries/{entry.public_id}"
    assert 'value="4.5"' in agent.get(f"{own}/correction").get_data(as_text=True)
    assert agent.send(f"{own}/correction", {"input-kwh": "x"}).status_code == 422
    assert agent.send(f"{own}/correction", {"input-kwh": "6"}).status_code == 303
    assert signed("colleague").get(own).status_code == 404
    assert deeds.shown().watt_hours == 6000
    assert signed("agent").send(f"{own}/withdrawal").status_code == 303
    assert signed("agent").send(f"{own}/withdrawal").status_code == 409
    assert signed("agent").send(f"{here}/leaving").status_code == 303
    db.session.rollback()
    assert deeds.part().left_at is not None


def test_a_coordinator_decides_on_the_pages(deeds: ChallengeDeeds, signed: SignIn) -> None:
    here = f"/challenges/{deeds.opened().public_id}"
    deeds.join()
    entry = deeds.log(worth(SOLAR, {"kwh": "30"}), SOLAR)
    deeds.log(kwh(1))
    own, number = f"/challenge-entries/{entry.public_id}", entry.id
    staff = signed("coordinator")
    assert own in staff.get(f"{here}/entries").get_data(as_text=True)
    assert len(re.findall("/challenge-entries/", staff.get(f"{here}/entries?show=all").get_data(as_text=True))) == 2
    assert staff.send(f"{own}/question", {"question-words": ""}).status_code == 422
    assert staff.send(f"{own}/question", {"question-words": "Is it yours?"}).status_code == 303
    assert "Is it yours?" in signed("agent").get(own).get_data(as_text=True)
    assert signed("foreign_coordinator").send(f"{own}/acceptance").status_code == 404
    staff = signed("coordinator")
    assert staff.send(f"{own}/acceptance").status_code == 303
    assert staff.send(f"{own}/acceptance").status_code == 409
    assert staff.send(f"{own}/refusal", {"refusal-words": "No", "refuse-words": "No"}).status_code == 303
    db.session.rollback()
    assert db.session.get_one(Entry, number).state is EntryState.REFUSED
