"""Further needs for a larger demo world, put together from subjects, people and times that go together."""

from collections.abc import Iterator, Mapping
from itertools import islice
from random import Random
from typing import Any

from volunteer_match.demo.files import read_table
from volunteer_match.demo.opportunities import opportunity_from
from volunteer_match.demo.shape import DemoOpportunity, DemoPartner

Choice = tuple[Mapping[str, Any], str, Mapping[str, Any], Mapping[str, Any]]
"""A family of needs, a partner's key, what it is about, and for whom."""


def vary(seed: int, size: int, partners: tuple[DemoPartner, ...]) -> tuple[DemoOpportunity, ...]:
    """`size` published needs, none the same as another. More of them leave the first ones as they were."""
    by_key = {partner.key: partner for partner in partners}
    return tuple(
        _need(Random(f"{seed} need {number}"), number, choice, round_, by_key[choice[1]])
        for number, (round_, choice) in enumerate(islice(_choices(seed), size), start=1)
    )


def _choices(seed: int) -> Iterator[tuple[int, Choice]]:
    """Every possible choice in shuffled order, round after round."""
    choices: list[Choice] = [
        (family, partner, what, whom)
        for family in read_table("variations")["family"]
        for partner in family["partners"]
        for what in family["what"]
        for whom in family["whom"]
    ]
    round_ = 1
    while True:
        Random(f"{seed} needs {round_}").shuffle(choices)
        yield from ((round_, choice) for choice in choices)
        round_ += 1


def _need(rng: Random, number: int, choice: Choice, round_: int, partner: DemoPartner) -> DemoOpportunity:
    family, _, what, whom = choice
    title = _sentence(family["title"].format(what=what["text"], whom=whom["text"]))
    languages = whom.get("language") or what.get("language") or family["language"]
    preferred = [skill for skill in rng.sample(family["prefers"], rng.randint(0, 2)) if skill != what["skill"]]
    entry = {
        "key": f"more-{number:04d}",
        "kind": family["kind"],
        "title": title if round_ == 1 else f"{title}, group {round_}",
        "description": _sentence(family["description"].strip().format(what=what["text"], whom=whom["text"])),
        "requires": {"skills": {what["skill"]: what["level"]}, "languages": languages},
        "prefers": {"skills": dict.fromkeys(preferred, "beginner")},
        "credentials": family.get("credentials", ()),
        "second_adult": family.get("second_adults", {}).get(partner.key, ""),
        "how_to_join": family["how_to_join"],
        "meeting": family.get("meeting", "described"),
        "posted": rng.randint(1, 40),
        **_time(rng, family),
    }
    return opportunity_from(entry, partner)


def _time(rng: Random, family: Mapping[str, Any]) -> dict[str, Any]:
    """Weekly sessions, all still to come, or a deadline. Whoever meets others at a set time is an adult."""
    minutes, places = rng.choice(family["minutes"]), rng.randint(*family["places"])
    if "hours" not in family:
        return {"flexible": {"minutes": minutes, "deadline": rng.randint(*family["deadline"]), "places": places}}
    sessions = {
        "day": rng.randint(1, 14),
        "on": rng.choice(family["days"]),
        "at": rng.choice(family["hours"]),
        "minutes": minutes,
        "places": places,
        "weekly": rng.randint(*family["weeks"]),
    }
    return {"minimum_age": 18, "sessions": [sessions]}


def _sentence(text: str) -> str:
    """The text with a capital at its start, whatever was put there."""
    return text[:1].upper() + text[1:]
