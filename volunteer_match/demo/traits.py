"""What an agent brings, drawn from where they live and what they did before: skills, languages, credentials, wishes."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from volunteer_match.demo.chance import LEVELS, PROFICIENCIES, happens, level_between, pick
from volunteer_match.demo.files import read_table
from volunteer_match.demo.shape import DemoCredential, DemoLanguage, DemoSkill
from volunteer_match.glossary import Kind, Verdict

EVERYBODYS_CREDENTIALS = {"data-protection-training": 45, "background-check": 22, "confidentiality-agreement": 25}
NEVER_EXPIRES = {"confidentiality-agreement", "interpreting-certificate", "translation-diploma", "teaching-certificate"}
REFUSAL = "The photograph can't be read. Please send the page with the date once more."
EVIDENCE = ("Company speaking test", "Company writing and speaking test", "Certificate seen by the trainer")


def draw_backgrounds(rng: Random) -> list[Mapping[str, Any]]:
    """One to three lives that somebody had before this work."""
    backgrounds = read_table("backgrounds")["background"]
    weights = {name: background["weight"] for name, background in backgrounds.items()}
    names = {pick(rng, weights) for _ in range(pick(rng, {1: 45, 2: 40, 3: 15}))}
    return [backgrounds[name] for name in sorted(names)]


def draw_skills(rng: Random, backgrounds: list[Mapping[str, Any]]) -> tuple[DemoSkill, ...]:
    """What the work teaches and what came before; of two levels of a skill the higher one."""
    drawn: dict[str, str] = {}
    for skill, draw in read_table("backgrounds")["everyone"].items():
        if happens(rng, draw["chance"]):
            drawn[skill] = level_between(rng, draw["levels"])
    for background in backgrounds:
        for skill, bounds in background["skills"].items():
            if happens(rng, 85):
                level = level_between(rng, bounds)
                drawn[skill] = max(level, drawn.get(skill, level), key=LEVELS.index)
    return tuple(DemoSkill(skill, level) for skill, level in drawn.items())


def draw_wants(rng: Random, held: tuple[DemoSkill, ...]) -> tuple[str, ...]:
    """Up to two skills to learn, taken from what colleagues can do."""
    known = {skill.skill for skill in held}
    backgrounds = read_table("backgrounds")["background"].values()
    others = sorted({skill for background in backgrounds for skill in background["skills"]} - known)
    return tuple(rng.sample(others, pick(rng, {0: 45, 1: 35, 2: 20})))


def draw_languages(rng: Random, site: Mapping[str, Any]) -> tuple[DemoLanguage, ...]:
    """A mother tongue and what else is spoken at the site."""
    mother_tongue = pick(rng, site["mother_tongues"])
    languages = [DemoLanguage(mother_tongue, "native", False, "")]
    for draw in site["languages"]:
        if draw["tag"] != mother_tongue and happens(rng, draw["chance"]):
            level = rng.choice(draw["levels"])
            is_tested = happens(rng, draw["tested"])
            languages.append(DemoLanguage(draw["tag"], level, is_tested, rng.choice(EVIDENCE) if is_tested else ""))
    return tuple(sorted(languages, key=lambda language: -PROFICIENCIES.index(language.level)))


def draw_credentials(rng: Random, backgrounds: list[Mapping[str, Any]]) -> tuple[DemoCredential, ...]:
    """Mostly good ones; some that wait for a coordinator, end soon, have ended, or were refused."""
    chances: dict[str, int] = dict(EVERYBODYS_CREDENTIALS)
    for background in backgrounds:
        for kind, percent in background["credentials"].items():
            chances[kind] = max(percent, chances.get(kind, 0))
    return tuple(_credential(rng, kind) for kind, percent in chances.items() if happens(rng, percent))


def _credential(rng: Random, kind: str) -> DemoCredential:
    reference = f"{kind.split('-')[0][:3].upper()}-{rng.randint(100000, 999999)}"
    verdict = pick(rng, {Verdict.VERIFIED: 84, None: 13, Verdict.REFUSED: 3})
    until = rng.randint(*pick(rng, {(45, 700): 86, (4, 28): 10, (-20, -2): 4}))
    expires_in = None if kind in NEVER_EXPIRES else until
    return DemoCredential(kind, reference, expires_in, verdict, REFUSAL if verdict is Verdict.REFUSED else "")


def draw_interests(rng: Random, causes: list[str], partners: list[str]) -> tuple[str, ...]:
    """Up to three causes, two kinds and one partner."""
    return (
        *(f"cause:{cause}" for cause in rng.sample(causes, rng.randint(0, 3))),
        *(f"kind:{kind.value}" for kind in rng.sample(list(Kind), rng.randint(0, 2))),
        *_favourite(rng, partners),
    )


def _favourite(rng: Random, partners: list[str]) -> Iterator[str]:
    if happens(rng, 20):
        yield f"partner:{rng.choice(partners)}"
