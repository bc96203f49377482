"""Settings in a file of facts."""

from collections.abc import Mapping

from volunteer_match.matching.facts import Settings, Weights
from volunteer_match.matching.levels import DEFAULT_ILR, Proficiency
from volunteer_match.matching.reading import values
from volunteer_match.matching.reading.places import Place

KEYS = ("pending_cap", "company_weekly_limit_minutes", "fairness", "attention", "seed", "weights", "ilr")
_HOUSE = Settings()
_MOST_POINTS = 1000
_MOST_SEED = 2**63 - 1
_share = values.number(0, 1)


def settings(place: Place) -> Settings:
    """The settings; what is left out or at fault is as the house has it. `ilr` replaces single lines of its table."""
    record = place.record(KEYS)
    cap = _HOUSE.pending_cap if "pending_cap" not in record.places else record.find("pending_cap", values.count)
    return Settings(
        pending_cap=cap,
        company_weekly_limit_minutes=record.find(
            "company_weekly_limit_minutes", values.whole(0, values.MINUTES_A_WEEK)
        ),
        fairness=record.read("fairness", _share, _HOUSE.fairness),
        attention=record.read("attention", _share, _HOUSE.attention),
        seed=record.read("seed", values.whole(-_MOST_SEED, _MOST_SEED), _HOUSE.seed),
        weights=record.read("weights", _weights, _HOUSE.weights),
        ilr=record.read("ilr", _ilr, _HOUSE.ilr),
    )


def _weights(place: Place) -> Weights:
    record = place.record(("skills", "languages", "availability", "interest", "reliability"))
    points = values.whole(0, _MOST_POINTS)
    return Weights(
        skills=record.read("skills", points, _HOUSE.weights.skills),
        languages=record.read("languages", points, _HOUSE.weights.languages),
        availability=record.read("availability", points, _HOUSE.weights.availability),
        interest=record.read("interest", points, _HOUSE.weights.interest),
        reliability=record.read("reliability", points, _HOUSE.weights.reliability),
    )


def _ilr(place: Place) -> Mapping[int, Proficiency]:
    """An object such as `{"2": "B1"}`: the level of CEFR that a level of the Roundtable is compared as."""
    record = place.record([str(level) for level in DEFAULT_ILR])
    cefr = values.proficiency({})
    return {level: record.read(str(level), cefr, standard) for level, standard in DEFAULT_ILR.items()}
