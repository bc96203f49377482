"""A large company is ranked by the index: the same people, in the same order, with the same reasons."""

import pytest

from tests.matches.acts import Acts, transaction
from tests.world import World
from volunteer_match.availability.actions import set_windows
from volunteer_match.availability.rules import WeeklyWindow
from volunteer_match.extensions import db
from volunteer_match.matches import ranking
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.ranking import Best, best_besides, best_for
from volunteer_match.organisations.models import Company
from volunteer_match.people.profile.models import AgentLanguage, AgentSkill

EVERYBODY = 1_000


@pytest.fixture
def crowd(acts: Acts) -> Acts:
    """Agents of every kind: two who fit, one without hours, one who holds too little, one who speaks nothing."""
    for name in ("busy", "beginner", "silent", "blank"):
        acts.add_volunteer(name)
    acts.add_need()
    with transaction():
        set_windows(acts.world.accounts["busy"], [WeeklyWindow(0, 0, 15)], acts.world.now)
        for name, tables in (("silent", [AgentLanguage]), ("blank", [AgentLanguage, AgentSkill])):
            for table in tables:
                for row in db.session.query(table).filter_by(agent_id=acts.world.accounts[name]):
                    db.session.delete(row)
        db.session.query(AgentSkill).filter_by(agent_id=acts.world.accounts["beginner"]).update({"level": 1})
    return acts


def _best(crowd: Acts, monkeypatch: pytest.MonkeyPatch, few: int) -> Best:
    monkeypatch.setattr(ranking, "FEW", few)
    company = db.session.get_one(Company, crowd.world.ids["northwind"])
    return best_for(crowd.need(), company, crowd.world.now, EVERYBODY, EVERYBODY)


def test_index_and_reference_agree(crowd: Acts, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    by_reference, by_index = (_best(crowd, monkeypatch, few) for few in (EVERYBODY, 0))
    assert by_index.ranked == by_reference.ranked
    assert by_index.passing == by_reference.passing == len(by_index.ranked) > 1
    near = [one.agent for one in by_index.failed]
    far = crowd.account("blank").public_id
    assert near == [one.agent for one in by_reference.failed if one.agent != far], "who misses two is not near"
    assert len(near) == 3


def test_the_next_best_leave_one_out(crowd: Acts, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    company = db.session.get_one(Company, world.ids["northwind"])
    need = crowd.need()
    facts = opportunity_facts([need.id], world.now)[need.id]
    found = []
    for few in (EVERYBODY, 0):
        monkeypatch.setattr(ranking, "FEW", few)
        found.append(best_besides(facts, company, world.accounts["agent"], world.now, 3))
    assert found[0] == found[1]
    assert crowd.account("agent").public_id not in [one.agent for one in found[0]]
