"""Who could come when, whatever is asked of them: time, weekly limits, claims that wait; then what is asked, put back.

For supply: the same agents are counted under many variants of one need, and their time is worked out once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from volunteer_match.glossary import Format
from volunteer_match.matching.facts import OpportunityFacts, Requirements, Settings
from volunteer_match.matching.gates import judge
from volunteer_match.matching.indexing import allowing, flexible, scheduled
from volunteer_match.matching.indexing.agents import FIRST_DAY, Agents
from volunteer_match.matching.indexing.assessed import Assessed, left_to_exactness, nobody
from volunteer_match.matching.indexing.bitmaps import flagged, slots_of
from volunteer_match.matching.indexing.columns import UNKNOWN_AGE
from volunteer_match.matching.indexing.times import times_of
from volunteer_match.matching.indexing.unpacking import unpacked
from volunteer_match.matching.intervals import Interval
from volunteer_match.matching.occasions import Occasion, case_of, occasions_of

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_NEAR = timedelta(days=390)
"""The clocks' table reaches 400 days; a later deadline is looked at up to here before exactness is asked."""


@dataclass(frozen=True, slots=True)
class Chances:
    """For each occasion (first axis) and each of `rows`: could they, if nothing was asked of them?"""

    rows: Ints
    could: Flags
    days: tuple[int, ...]
    """By occasion: the day that credentials must hold through, counted from 1970."""
    sessions: tuple[str, ...]

    def under(self, agents: Agents, need: OpportunityFacts, able: BitMap) -> Flags:
        """The same under what `need` asks; `able` are those whose skills, languages and standing suit."""
        suits = flagged(self.rows, able) & is_old_enough(agents, need, self.rows)
        holding = [holds(agents, need, self.rows, day) for day in self.days]
        return self.could & suits & np.array(holding, dtype=np.bool_).reshape(self.could.shape)


def chances(agents: Agents, need: OpportunityFacts, now: datetime, settings: Settings, who: BitMap) -> Chances:
    """Who of `who` could come to which occasion. The clocks must cover `now`."""
    bare = replace(need, requires=Requirements())
    occasions = occasions_of(bare, now)
    found = _assessed(agents, bare, settings, who, occasions)
    could = _could(agents, bare, settings, found, len(occasions))
    for place in np.flatnonzero(found.unsure).tolist():
        case = case_of(unpacked(agents, int(found.rows[place])), bare, now, settings, occasions=occasions)
        report = judge(case)
        could[:, place] = [
            report.passed if one.session is None else one.session in report.sessions for one in occasions
        ]
    days = tuple(one.day.toordinal() - FIRST_DAY for one in occasions)
    return Chances(found.rows, could, days, tuple(one.session for one in occasions if one.session is not None))


def _could(agents: Agents, bare: OpportunityFacts, settings: Settings, found: Assessed, occasions: int) -> Flags:
    """For each occasion and each agent; not yet for those who are unsure."""
    if bare.format is Format.FLEXIBLE:
        return found.sure[None, :].copy()
    if not len(found.doable):
        return np.zeros((occasions, len(found.rows)), dtype=np.bool_)
    return np.asarray(found.doable & allowing.may_claim(agents, bare, settings, found.rows))


def _assessed(
    agents: Agents, bare: OpportunityFacts, settings: Settings, who: BitMap, occasions: Sequence[Occasion]
) -> Assessed:
    found: Assessed | None = None
    if not who or not occasions:
        return nobody()
    if bare.format is Format.FLEXIBLE:
        found = _before_deadline(agents, bare, settings, who, occasions[0])
    elif (times := times_of(occasions, agents.clocks)) is not None:
        found = scheduled.assess(agents, bare, settings, who, times)
    return found or left_to_exactness(who)


def _before_deadline(
    agents: Agents, bare: OpportunityFacts, settings: Settings, who: BitMap, occasion: Occasion
) -> Assessed | None:
    """Beyond the clocks' table: who has the hours within a year has them; only the others are left to exactness."""
    span = occasion.span
    found = flexible.assess(agents, bare, settings, who, occasion)
    if found is not None or span is None or span.length <= _NEAR:
        return found
    sooner = replace(occasion, span=Interval(span.start, span.start + _NEAR))
    found = flexible.assess(agents, bare, settings, who, sooner)
    assert found is not None, "whole minutes within the table"
    offers = agents.columns.offered.take(found.rows) > 0
    return replace(found, unsure=found.unsure | (offers & ~found.sure))


def is_old_enough(agents: Agents, need: OpportunityFacts, rows: Ints) -> Flags:
    least, age = need.requires.minimum_age, agents.columns.age.take(rows)
    return (age >= least) & (age != UNKNOWN_AGE) if least else np.ones(len(rows), dtype=np.bool_)


def holds(agents: Agents, need: OpportunityFacts, rows: Ints, day: int) -> Flags:
    """Who holds all credentials asked for through a day, those included whose dates no column has."""
    found = allowing.holding(agents, need, rows, day)
    if need.requires.credentials:
        for place in np.flatnonzero(flagged(rows, agents.special)).tolist():
            irregular = agents.irregular[int(rows[place])]
            if irregular.credentials is not None:
                held = {
                    one.kind
                    for one in irregular.credentials
                    if one.expires is None or day <= one.expires.toordinal() - FIRST_DAY
                }
                found[place] = held.issuperset(need.requires.credentials)
    return found


def suited(agents: Agents, need: OpportunityFacts, able: BitMap, days: Sequence[int]) -> int:
    """How many have all that is asked, on the day of some occasion, whatever their time."""
    rows = slots_of(able)
    holding = [holds(agents, need, rows, day) for day in dict.fromkeys(days)]
    some = np.logical_or.reduce(holding) if holding else np.zeros(len(rows), dtype=np.bool_)
    return int((some & is_old_enough(agents, need, rows)).sum())
