"""Remembers weeks that left no time: shifts are kept for a month, a row of weeks may be longer."""

from datetime import date

from volunteer_match.challenges.boards.models import FrozenWeek
from volunteer_match.challenges.boards.streaks.queries import counted_weeks, weeks_without_time
from volunteer_match.challenges.boards.streaks.rules import gap, week_of
from volunteer_match.challenges.models import Participation
from volunteer_match.database.writing import insert_unless_there
from volunteer_match.extensions import db


def keep_frozen(participation: Participation, day: date) -> None:
    """Something was logged for `day`: the weeks since the last that counted are judged while it can be known."""
    weeks = gap(counted_weeks(participation), week_of(day))
    for week in weeks_without_time(participation, weeks):
        insert_unless_there(db.session, FrozenWeek, ["agent_id", "week"], agent_id=participation.agent_id, week=week)
