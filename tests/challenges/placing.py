"""An open challenge of the world's company, put there as rows."""

from datetime import timedelta
from typing import Any

from tests.world import World
from volunteer_match.challenges.models import Challenge
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeForm, ChallengeState, Measure


def add_challenge(world: World, **columns: Any) -> Challenge:
    """A contest by carbon, from forty days ago until twenty days ahead, unless `columns` say otherwise."""
    today = world.now.date()
    values = {
        "company_id": world.ids["northwind"],
        "template": "",
        "title": "Lights out",
        "form": ChallengeForm.CONTEST,
        "measure": Measure.CARBON,
        "time_zone": "Asia/Manila",
        "starts_on": today - timedelta(days=40),
        "ends_on": today + timedelta(days=20),
        "state": ChallengeState.OPEN,
        "created_at": world.now,
    }
    challenge = Challenge(**values | columns)
    db.session.add(challenge)
    db.session.flush()
    return challenge
