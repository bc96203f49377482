"""The supply meter: round figures for partners who write a need, exact ones for coordinators."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from tests.checked_client import CheckedClient
from tests.opportunities.test_posting import begin, when_fields, who_fields
from tests.world import World
from volunteer_match.availability.models import AvailabilityWindow
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.supply.models import SupplyQuestions
from volunteer_match.matches.supply.source import snapshot
from volunteer_match.opportunities.models import Opportunity, OpportunitySkill
from volunteer_match.organisations.queries import verifying_companies
from volunteer_match.people.profile.models import AgentLanguage, AgentSkill
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "aside#supply"}
FEW = "(?:fewer than 5|about 10)"


@pytest.fixture(autouse=True)
def fresh(app: Application) -> Iterator[None]:
    """No index and no answer of another test."""
    _forget(app)
    yield
    _forget(app)


def _forget(app: Application) -> None:
    app.extensions.pop("supply", None)
    app.extensions.pop("supply_answers", None)


def always_free(app: Application, world: World, *names: str) -> None:
    """These people are free at all hours."""
    with app.app_context():
        begin_write(db.session)
        for name in names:
            agent = world.account(name).id
            db.session.execute(delete(AvailabilityWindow).where(AvailabilityWindow.agent_id == agent))
            db.session.add_all(
                AvailabilityWindow(agent_id=agent, day=day, start_minute=0, end_minute=1440) for day in range(7)
            )
            note_change("agent", agent, world.now)
        db.session.commit()


def questions(app: Application) -> list[int]:
    with app.app_context():
        return list(db.session.scalars(select(SupplyQuestions.asked)))


def test_a_partner_sees_round_figures_without_script_and_nothing_is_lost(
    app: Application, world: World, as_: SignIn
) -> None:
    client = as_("partner")
    address = begin(client)
    assert "See how many could" in client.get(f"{address}/edit/who").get_data(as_text=True)
    answer = client.send(f"{address}/supply/who", who_fields(**{"skills-0-skill": "Maths tutoring"}))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert re.search(f"{FEW} ", page, re.IGNORECASE), "the blur may make about 10 of a few"
    assert "Maths tutoring, Intermediate or above" in page
    assert re.search(f"{FEW} more at Beginner; {FEW} more without it", page)
    assert 'value="Maths tutoring"' in page
    with app.app_context():
        need = db.session.scalar(select(Opportunity).order_by(Opportunity.id.desc()).limit(1))
        assert need is not None
        assert "maths-tutoring" not in [row.skill.code for row in need.skills]


def test_with_script_only_the_meter_comes_and_says_so_once(app: Application, world: World, as_: SignIn) -> None:
    client = as_("partner")
    address = begin(client)
    page = client.get(f"{address}/edit/when").get_data(as_text=True)
    assert f'data-hx-post="{address}/supply/when"' in page
    answer = client.send(f"{address}/supply/when", when_fields(), headers=HTMX)
    fragment = answer.get_data(as_text=True)
    assert "<h1" not in fragment
    assert fragment.count('hx-target="#status"') == 1
    assert "could come to at least one session" in fragment


def test_what_is_still_being_typed_asks_nothing_and_is_no_fault(app: Application, world: World, as_: SignIn) -> None:
    client = as_("partner")
    address = begin(client)
    answer = client.send(f"{address}/supply/who", who_fields(**{"skills-0-skill": "Mat"}))
    assert answer.status_code == 200
    assert "We don" not in answer.get_data(as_text=True)
    answer = client.send(f"{address}/supply/when", when_fields(day="tomorrow", minutes=""))
    assert answer.status_code == 200
    assert "Enter" not in answer.get_data(as_text=True)


def test_an_unverified_partner_reads_why_there_is_no_figure(app: Application, world: World, as_: SignIn) -> None:
    client = as_("other_partner")
    address = begin(client)
    page = client.get(f"{address}/edit/who").get_data(as_text=True)
    assert "Once a company has verified your organisation" in page
    assert 'data-hx-trigger="load' not in page
    answer = client.send(f"{address}/supply/who", who_fields()).get_data(as_text=True)
    assert "Once a company has verified your organisation" in answer
    assert questions(app) == []


def test_only_people_of_companies_that_verified_the_partner_count(app: Application, world: World, as_: SignIn) -> None:
    with app.app_context():
        taken = snapshot(world.now)
        partner = world.account("partner").membership
        assert partner is not None
        counted = taken.of_companies(verifying_companies(partner.partner_id))
        assert world.account("agent").id in counted
        assert world.account("stranger").id not in counted


def test_the_same_question_is_counted_once_and_past_the_limit_the_last_figures_stay(
    app: Application, world: World, as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SUPPLY_QUESTIONS", 2)
    client = as_("partner")
    address = begin(client)
    for _time in range(3):
        client.send(f"{address}/supply/who", who_fields())
    assert questions(app) == [1]
    client.send(f"{address}/supply/who", who_fields(**{"skills-0-level": "3"}))
    assert questions(app) == [2]
    page = client.send(f"{address}/supply/who", who_fields(**{"skills-0-level": "4"})).get_data(as_text=True)
    assert questions(app) == [2]
    assert "has asked as often as it can today" in page
    assert "Maths tutoring, Advanced or above" in page
    assert "See how many could" not in page


@pytest.mark.parametrize("name", ["coordinator", "agent", "other_partner", "stranger"])
def test_nobody_else_asks_about_a_partners_need(app: Application, world: World, as_: SignIn, name: str) -> None:
    address = begin(as_("partner"))
    assert as_(name).send(f"{address}/supply/who", who_fields()).status_code == 404
    assert as_(name).send(f"{address}/supply/when", when_fields()).status_code == 404


def publish(app: Application, as_: SignIn) -> str:
    client = as_("partner")
    address = begin(client)
    client.send(f"{address}/edit/who", who_fields())
    client.send(f"{address}/edit/when", when_fields())
    client.send(f"{address}/publication")
    return address


def make_able(app: Application, world: World, name: str, level: int) -> None:
    """Free at all hours, English at B2, and maths tutoring at a level."""
    always_free(app, world, name)
    with app.app_context():
        begin_write(db.session)
        agent = world.account(name).id
        wanted: Any = db.session.scalar(select(OpportunitySkill.skill_id).order_by(OpportunitySkill.id.desc()).limit(1))
        db.session.execute(delete(AgentSkill).where(AgentSkill.agent_id == agent))
        db.session.execute(delete(AgentLanguage).where(AgentLanguage.agent_id == agent))
        db.session.add(AgentSkill(agent_id=agent, skill_id=wanted, level=level, is_wanted=False))
        db.session.add(AgentLanguage(agent_id=agent, tag="en", level=4, evidence=""))
        note_change("agent", agent, world.now)
        db.session.commit()


def test_a_coordinator_sees_exact_figures_on_the_board_and_the_need(
    app: Application, world: World, as_: SignIn
) -> None:
    address = publish(app, as_)
    make_able(app, world, "agent", 2)
    make_able(app, world, "colleague", 1)
    make_able(app, world, "stranger", 4)
    client = as_("coordinator")
    board = client.get("/opportunities?q=").get_data(as_text=True)
    assert "2 people could do it" in board, "one of the staff volunteers too"
    page = client.get(address).get_data(as_text=True)
    assert '<span class="figure">2</span>' in page
    assert "1 more at Beginner; 1 more without it" in page
    assert "supply-title" not in as_("partner").get(address).get_data(as_text=True)


def test_exact_figures_follow_a_change_of_the_need(app: Application, world: World, as_: SignIn) -> None:
    address = publish(app, as_)
    make_able(app, world, "agent", 2)
    make_able(app, world, "colleague", 1)
    client = as_("coordinator")
    assert '<span class="figure">2</span>' in client.get(address).get_data(as_text=True)
    as_("partner").send(f"{address}/edit/who", who_fields(**{"skills-0-level": "1"}))
    assert '<span class="figure">3</span>' in client.get(address).get_data(as_text=True)


def test_the_snapshot_is_kept_for_an_hour(app: Application, world: World) -> None:
    with app.app_context():
        first = snapshot(world.now)
        assert snapshot(world.now + timedelta(minutes=59)) is first
        assert snapshot(world.now + timedelta(minutes=61)) is not first
