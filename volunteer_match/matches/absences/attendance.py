"""Who came to a session, said of everybody at once: all came, but for those who are named."""

from collections.abc import Mapping
from datetime import datetime

from volunteer_match.matches.absences.noting import Missed
from volunteer_match.matches.actions import complete, miss
from volunteer_match.matches.models import Match
from volunteer_match.matches.places import lock_agents
from volunteer_match.people.models import Account


def save_attendance(said: Mapping[Match, Missed | None], actor: Account, now: datetime) -> None:
    """None is "came". Everybody is locked before anybody is moved, so that two who save at once take turns."""
    lock_agents(match.agent_id for match in said)
    for match, missed in sorted(said.items(), key=lambda one: one[0].id):
        if missed is None:
            complete(match, actor, now)
        else:
            miss(match, actor, now, missed)
