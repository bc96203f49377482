"""Something logged that waits for its photo."""

from tests.challenges import placing
from tests.world import World
from volunteer_match.challenges.actions import join
from volunteer_match.challenges.effects import Worth
from volunteer_match.challenges.entries import begin_entry
from volunteer_match.challenges.models import Challenge, ChallengeAction, Entry
from volunteer_match.challenges.totals import Totals
from volunteer_match.glossary import Measure


def add_challenge(world: World) -> Challenge:
    action = ChallengeAction(action="town-tree", daily_ceiling=9_000, asks_evidence=True)
    return placing.add_challenge(world, measure=Measure.TREES, actions=[action])


def add_entry(world: World, challenge: Challenge, name: str = "agent") -> Entry:
    """Two trees of this person, which count once a coordinator has seen the photo."""
    profile = world.account(name).profile
    assert profile is not None
    joined = join(challenge, profile, world.now)
    working = {"country": "PH", "grams": None, "watt_hours": None, "millilitres": None, "trees": 2, "steps": []}
    worth = Worth({"count": "2"}, 2_000, Totals(trees=2), "1", working)
    return begin_entry(joined, challenge.actions[0], world.now.date(), worth, f"token-{name}", world.now)
