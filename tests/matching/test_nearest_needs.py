"""What comes near an agent: as the reference has it, as long as all may be looked at; else the nearest of them."""

from datetime import datetime

from hypothesis import given

from tests.matching.test_index import World, worlds
from tests.matching.worlds import NOW, SETTINGS, agent, need
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Requirements, Settings
from volunteer_match.matching.index import Index
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.nearest import MOST
from volunteer_match.matching.nearest_needs import nearest_opportunities
from volunteer_match.matching.profile_gates import is_barred
from volunteer_match.matching.ranking import rank_opportunities


def _index(needs: list[OpportunityFacts]) -> Index:
    index = Index()
    for slot, one in enumerate(needs):
        index.put_opportunity(slot, one)
    return index


def _near(needs: list[OpportunityFacts], one: AgentFacts, now: datetime, settings: Settings, top: int) -> list[str]:
    found = nearest_opportunities(_index(needs), one, now, settings, top, range(len(needs)))
    return [each.opportunity for each in found]


@given(worlds())
def test_few_are_all_judged(world: World) -> None:
    agents, needs, now, settings = world
    for one in agents:
        open_to = [each for each in needs if not is_barred(one, each)]
        failed = rank_opportunities(one, open_to, now, settings).failed
        found = nearest_opportunities(_index(needs), one, now, settings, len(needs), range(len(needs)))
        assert found == failed


def test_of_many_the_nearest_are_judged() -> None:
    """The far ones come first and last, so that neither order of reading finds the near ones by luck."""
    far = [
        need(
            id=f"far{count}",
            requires=Requirements(
                languages={"pl": Proficiency.C1}, skills={"physics": SkillLevel.EXPERT}, minimum_age=99
            ),
        )
        for count in range(2 * MOST)
    ]
    near = [need(id=f"near{count}", requires=Requirements(languages={"pl": Proficiency.A1})) for count in range(3)]
    needs = [*far[:MOST], *near, *far[MOST:]]
    assert set(_near(needs, agent(), NOW, SETTINGS, 3)) == {"near0", "near1", "near2"}
    assert len(_near(needs, agent(), NOW, SETTINGS, 5 * MOST)) == MOST


def test_nothing_is_near_where_nothing_is() -> None:
    assert _near([], agent(), NOW, SETTINGS, 3) == []
