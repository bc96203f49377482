"""What all agents did before: attended and missed, faded to the day of `now`, as arrays."""

from datetime import datetime
from typing import NamedTuple

import numpy as np
from sqlalchemy import func, select

from volunteer_match.database.expressions import day_of
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.facts.record import COUNTS, MILLION, fading_millionths
from volunteer_match.matches.keeping.texts import numbers_in, spans, strung
from volunteer_match.matches.models import Match
from volunteer_match.matching.index import Index
from volunteer_match.matching.tables import Floats, Ints


class Records(NamedTuple):
    """For each state the agents (ascending, each once) and their faded counts."""

    attended: tuple[Ints, Floats]
    missed: tuple[Ints, Floats]


def read_records(now: datetime) -> Records:
    """The records of all agents who have one."""
    found: dict[MatchState, list[tuple[Ints, Ints]]] = {MatchState.COMPLETED: [], MatchState.NO_SHOW: []}
    for span in spans():
        days = day_of(func.coalesce(Match.ends_at, Match.state_since))
        for state, agents, dates in db.session.execute(
            select(Match.state, strung(Match.agent_id), strung(days))
            .where(span.holds(Match.agent_id), COUNTS)
            .group_by(Match.state)
        ):
            found[state].append((numbers_in(agents), numbers_in(dates)))
    today = now.date().toordinal()
    return Records(*(_summed(pieces, today) for pieces in found.values()))


def _summed(pieces: list[tuple[Ints, Ints]], today: int) -> tuple[Ints, Floats]:
    empty = np.zeros(0, dtype=np.int64)
    agents = np.concatenate([empty, *(agent for agent, _ in pieces)])
    ages = np.maximum(today - np.concatenate([empty, *(day for _, day in pieces)]), 0)
    counts = np.array([fading_millionths(age) for age in range(int(ages.max(initial=0)) + 1)], dtype=np.int64)
    each, place = np.unique(agents, return_inverse=True)
    sums = np.zeros(len(each), dtype=np.int64)
    np.add.at(sums, place, counts[ages])
    return each, sums / MILLION


def of_each(slots: Ints, agents: Ints, values: Floats | Ints, otherwise: int = 0) -> Floats:
    """The values of `agents` where `slots` name them, else `otherwise`. Whole numbers stay exact up to 2⁵³."""
    highest = int(max(slots.max(initial=0), agents.max(initial=0)))
    column = np.full(highest + 1, otherwise, dtype=np.float64)
    column[agents] = values
    return column[slots]


def fade(index: Index, records: Records) -> None:
    """Puts the records of a new day in place of yesterday's."""
    columns = index.agents.columns
    slots = np.arange(len(columns))
    columns.put_records(slots, of_each(slots, *records.attended), of_each(slots, *records.missed))
