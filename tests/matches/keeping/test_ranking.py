"""A large company is ranked by the index: the same people, in the same order, with the same reasons."""

import pytest

from tests.matches.acts import Acts, transaction
from tests.world import World
from volunteer_match.availability.actions import set_windows
from volunteer_match.availability.rules import WeeklyWindow
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches import open_needs, ranking
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.open_needs import sort_needs
from volunteer_match.matches.ranking import Best, best_besides, best_for, rank_for_each
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


def test_many_needs_are_ranked_alike(crowd: Acts, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd.add_need("easy", skill_level=1)
    company = db.session.get_one(Company, world.ids["northwind"])
    wanted = [(crowd.need(name), top) for name, top in (("fractions", 1), ("easy", 9))]
    found = []
    for few in (EVERYBODY, 0):
        monkeypatch.setattr(ranking, "FEW", few)
        found.append([(need.title, ranked) for need, ranked in rank_for_each(wanted, company, world.now)])
    assert found[0] == found[1]
    assert [len(ranked) for _, ranked in found[1]] == [1, 4]


def test_index_and_database_sort_needs_alike(crowd: Acts, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, asks in (("hard", {"skill_level": 4}), ("harder", {"skill_level": 4, "language_level": 6}), ("easy", {})):
        crowd.add_need(name, **asks)
    with transaction():
        note_change("opportunity", crowd.need("easy").id, world.now)
    keys = [crowd.need(name).id for name in ("fractions", "hard", "harder", "easy")]
    found = []
    for few in (EVERYBODY, 0):
        monkeypatch.setattr(open_needs, "FEW", few)
        found.append(sort_needs(crowd.account("agent"), keys, world.now, 3, lambda failing, _: failing - {keys[1]}))
    assert found[0] == found[1]
    assert set(found[1].fitting) == {keys[0], keys[3]}
    assert [one.opportunity for one in found[1].near] == [crowd.need("harder").public_id]


def test_what_this_transaction_changed_counts(crowd: Acts, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_needs, "FEW", 0)
    key = crowd.need().id

    def fitting() -> tuple[int, ...]:
        return sort_needs(crowd.account("agent"), [key], world.now, 3, lambda failing, _: failing).fitting

    assert fitting() == (key,)
    begin_write(db.session)
    crowd.need().sessions[0].taken = 1
    note_change("opportunity", key, world.now)
    db.session.flush()
    assert fitting() == ()
    db.session.rollback()
    assert fitting() == (key,)
