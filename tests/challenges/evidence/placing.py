"""Something logged that waits for its photo."""

from datetime import timedelta

from tests.world import World
from volunteer_match.challenges.actions import join
from volunteer_match.challenges.effects import Worth
from volunteer_match.challenges.entries import begin_entry
from volunteer_match.challenges.models import Challenge, ChallengeAction, Entry
from volunteer_match.challenges.totals import Totals
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeForm, ChallengeState, Measure


def add_challenge(world: World) -> Challenge:
    day = world.now.date()
    challenge = Challenge(
        company_id=world.ids["northwind"],
        template="",
        title="A greener street",
        form=ChallengeForm.TOGETHER,
        measure=Measure.TREES,
        time_zone="Asia/Manila",
        starts_on=day - timedelta(days=1),
        ends_on=day + timedelta(days=6),
        state=ChallengeState.OPEN,
        created_at=world.now,
        actions=[ChallengeAction(action="town-tree", daily_ceiling=9_000, asks_evidence=True)],
    )
    db.session.add(challenge)
    db.session.flush()
    return challenge


def add_entry(world: World, challenge: Challenge, name: str = "agent") -> Entry:
    """Two trees of this person, which count once a coordinator has seen the photo."""
    profile = world.account(name).profile
    assert profile is not None
    joined = join(challenge, profile, world.now)
    working = {"country": "PH", "grams": None, "watt_hours": None, "millilitres": None, "trees": 2, "steps": []}
    worth = Worth({"count": "2"}, 2_000, Totals(trees=2), "1", working)
    return begin_entry(joined, challenge.actions[0], world.now.date(), worth, f"token-{name}", world.now)
