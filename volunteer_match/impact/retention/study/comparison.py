"""Participants beside their controls: two curves, the difference after twelve months and how sure it is. Pure."""

import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import CensoredData, ecdf, norm
from scipy.stats import t as student

from volunteer_match.impact.retention.study.cohort import (
    NEVER,
    YEAR,
    Cohort,
    Floats,
    Ints,
    People,
    build,
    complete_from,
)
from volunteer_match.impact.retention.study.controls import Hazards, curve, mean_variance, measure, set_variances

FEWEST = 50
"""Fewer participants or controls than this are not compared."""
FEWEST_IN_SET = 10
"""A participant with fewer controls at that tenure is left out: such a set soon runs out of people."""
CONFIDENCE = 0.95
MONTHS: Ints = np.round(np.arange(13) * YEAR / 12).astype(np.int64)
"""The days after the first participation at which curves are read: no step shows the day of one person."""


class TooFew(StrEnum):
    """Why there is no comparison."""

    NOBODY_LEFT = "nobody-left"
    NO_YEAR = "no-year"
    PARTICIPANTS = "participants"
    CONTROLS = "controls"


@dataclass(frozen=True, slots=True)
class Curve:
    """Shares still employed at MONTHS, with a band of 95 % at each, and how many were at risk."""

    stays: Floats
    low: Floats
    high: Floats
    at_risk: Ints

    @property
    def people(self) -> int:
        return int(self.at_risk[0])


@dataclass(frozen=True, slots=True)
class Counts:
    """Participants of the list, and how many of them there is no figure for: not a year ago yet, no match."""

    took_part: int
    too_recent: int
    unmatched: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`difference` is the share of participants who stayed twelve months less that of their controls."""

    participants: Curve
    controls: Curve
    difference: float
    low: float
    high: float
    counts: Counts


@dataclass(frozen=True, slots=True)
class Refused:
    """No comparison; `controls` is 0 where it did not come to that."""

    reason: TooFew
    counts: Counts
    participants: int = 0
    controls: int = 0


@dataclass(frozen=True, slots=True)
class Matched:
    """Participants that are compared, as places in the table of hazards, and everybody's cohort."""

    cohort: Cohort
    hazards: Hazards
    who: Ints
    places: Ints
    counts: Counts


def compare(people: People, as_of: int) -> Comparison | Refused:
    """The study of a list that was made on the day `as_of`. Asks for FEWEST people in both groups."""
    found = find_sets(people, as_of)
    return found if isinstance(found, Refused) else compare_sets(found)


def find_sets(people: People, as_of: int) -> Matched | Refused:
    """Everybody who can be compared, before it is asked whether they are enough."""
    watched_from = complete_from(people, as_of)
    if watched_from is None:
        return Refused(TooFew.NOBODY_LEFT, Counts(0, 0, 0))
    return draw_sets(build(people, as_of, watched_from))


def compare_sets(found: Matched) -> Comparison | Refused:
    """What `compare` does, for the participants of `found`."""
    controls = controls_at_risk(found)
    sizes = (len(found.who), int(controls[0]))
    if sizes[0] < FEWEST:
        return Refused(TooFew.PARTICIPANTS, found.counts, *sizes)
    if sizes[1] < FEWEST:
        return Refused(TooFew.CONTROLS, found.counts, *sizes)
    return _compared(found, controls)


def draw_sets(cohort: Cohort) -> Matched | Refused:
    """Participants whose stratum was watched from their first participation to a year after it, with enough controls.

    Who left on that very day is in neither group: both begin with people who are there the day after.
    """
    first, last = cohort.first[cohort.stratum], cohort.last[cohort.stratum]
    took_part = cohort.began < NEVER
    begun = took_part & (cohort.began >= first)
    recent = begun & (cohort.began + YEAR > last)
    who = np.flatnonzero(begun & ~recent & (cohort.left > cohort.began))
    if not who.size:
        return Refused(TooFew.NO_YEAR, Counts(int(took_part.sum()), int(recent.sum()), 0))
    stratum, began = cohort.stratum[who], cohort.began[who]
    hazards = measure(cohort, stratum, began)
    places = hazards.places(stratum, began)
    is_matched = hazards.at_risk[places + 1] >= FEWEST_IN_SET
    # A set that runs out of people by taking part, before the year is over, says nothing about its end.
    end = places + YEAR
    ran_out = (hazards.at_risk[end] == 0) & (curve(hazards, places, np.array([YEAR]))[:, 0] > 0)
    is_matched &= ~ran_out
    counts = Counts(int(took_part.sum()), int(recent.sum()), int((~is_matched).sum()))
    return Matched(cohort, hazards, who[is_matched], places[is_matched], counts)


def controls_at_risk(found: Matched) -> Ints:
    """How many different people are in a risk set so many months after it was drawn; one may be in many sets."""
    longest = days_as_control(found)
    return np.array([(longest >= day).sum() for day in np.maximum(MONTHS, 1)], dtype=np.int64)


def days_as_control(found: Matched) -> Ints:
    """For everybody of the cohort, how long the earliest set that could hold them watches them; below 1: not at all."""
    cohort = found.cohort
    earliest = np.full(len(cohort.first), NEVER)
    np.minimum.at(earliest, cohort.stratum[found.who], cohort.began[found.who])
    longest: Ints = cohort.exit - earliest[cohort.stratum]
    return longest


def _compared(found: Matched, controls: Ints) -> Comparison:
    cohort = found.cohort
    stayed = cohort.left[found.who] - cohort.began[found.who]
    sets = curve(found.hazards, found.places, MONTHS)
    variances = [mean_variance(found.hazards, found.places, sets[:, k], int(day)) for k, day in enumerate(MONTHS)]
    difference = (stayed > YEAR) - sets[:, -1]
    middle, size = float(difference.mean()), len(found.who)
    # Pairing each participant with their set takes out what differs between strata. That spread holds the noise of the
    # sets once for each, less what all share: it is taken out, for the last term counts it with its overlaps.
    noise = float(set_variances(found.hazards, found.places, sets[:, -1], YEAR).mean()) - variances[-1]
    spread = max(float(difference.var(ddof=1)) - noise, 0.0)
    error = float(np.sqrt(spread / size + variances[-1]))
    reach = float(student.ppf((1 + CONFIDENCE) / 2, size - 1)) * error
    low, high = log_log_band(sets.mean(axis=0), np.array(variances))
    return Comparison(
        kaplan_meier(stayed),
        Curve(sets.mean(axis=0), low, high, controls),
        middle,
        max(middle - reach, -1.0),
        min(middle + reach, 1.0),
        found.counts,
    )


def kaplan_meier(stayed: Ints) -> Curve:
    """The curve of the participants; `stayed` in days, watched for a year each."""
    times = np.minimum(stayed, YEAR)
    found = ecdf(CensoredData.right_censored(times, stayed > YEAR)).sf
    with warnings.catch_warnings():
        # Where nobody has left yet the band is not defined; it is drawn from the first leaver on.
        warnings.simplefilter("ignore", RuntimeWarning)
        band = found.confidence_interval(CONFIDENCE, method="log-log")
        low, high = band.low.evaluate(MONTHS), band.high.evaluate(MONTHS)
    stays = found.evaluate(MONTHS)
    at_risk = np.array([(stayed >= max(day, 1)).sum() for day in MONTHS])
    return Curve(stays, _defined(low, stays), _defined(high, stays), at_risk)


def _defined(band: Floats, stays: Floats) -> Floats:
    return np.where(np.isfinite(band) & (stays < 1), band, stays)


def log_log_band(stays: Floats, variances: Floats) -> tuple[Floats, Floats]:
    """The band of a mean of curves from the variance of that mean, on the scale of log(-log S), which keeps within 0
    and 1 (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 2nd edition, section 1.4).
    """
    inside = (stays > 0) & (stays < 1)
    safe = np.where(inside, stays, 0.5)
    reach = float(norm.ppf((1 + CONFIDENCE) / 2)) * np.sqrt(variances) / np.abs(safe * np.log(safe))
    low, high = safe ** np.exp(reach), safe ** np.exp(-reach)
    return np.where(inside, low, stays), np.where(inside, high, stays)
