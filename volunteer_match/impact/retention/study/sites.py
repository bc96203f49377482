"""Which sites may be looked at alone: enough people there and in the rest, so that nobody can subtract. Pure."""

from collections.abc import Mapping

import numpy as np

from volunteer_match.impact.retention.study.cohort import Flags
from volunteer_match.impact.retention.study.comparison import FEWEST, Matched, days_as_control

Sizes = Mapping[int, tuple[int, int]]


def sizes_of(found: Matched) -> dict[int, tuple[int, int]]:
    """Participants and controls by site; both groups are made of strata, and a stratum lies in one site."""
    cohort = found.cohort
    site, is_control = cohort.site[cohort.stratum], days_as_control(found) >= 1
    return {
        int(each): (int((site[found.who] == each).sum()), int((is_control & (site == each)).sum()))
        for each in np.unique(site)
    }


def offered(sizes: Sizes) -> list[int]:
    """Sites with enough of both, the largest first, whose total leaves nothing or enough for the rest."""
    shown = [site for site, both in sizes.items() if min(both) >= FEWEST]
    shown.sort(key=lambda site: (-sizes[site][0], site))
    while shown and not _is_safe([both for site, both in sizes.items() if site not in shown]):
        shown.pop()
    return shown


def _is_safe(rest: list[tuple[int, int]]) -> bool:
    """Whether what is left of the company, once the shown sites are taken away, is nobody or enough of both."""
    participants, controls = sum(both[0] for both in rest), sum(both[1] for both in rest)
    return participants == controls == 0 or min(participants, controls) >= FEWEST


def at_site(found: Matched, site: int) -> Matched:
    """The same study of one site."""
    here: Flags = found.cohort.site[found.cohort.stratum[found.who]] == site
    return Matched(found.cohort, found.hazards, found.who[here], found.places[here], found.counts)
