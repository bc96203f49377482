"""The company's agents: one written by hand, the others drawn."""

from collections.abc import Mapping
from random import Random
from typing import Any

from volunteer_match.demo.chance import happens, pick
from volunteer_match.demo.files import read_table
from volunteer_match.demo.hours import draw_exceptions, draw_pattern, shifts_of, windows_of
from volunteer_match.demo.shape import (
    DemoAgent,
    DemoCredential,
    DemoException,
    DemoLanguage,
    DemoPartner,
    DemoSkill,
)
from volunteer_match.demo.traits import (
    draw_backgrounds,
    draw_credentials,
    draw_interests,
    draw_languages,
    draw_skills,
    draw_wants,
)
from volunteer_match.glossary import Verdict

WEEKLY_LIMITS: dict[int | None, float] = {60: 8, 120: 27, 180: 25, 240: 20, 360: 8, None: 12}
LIVES_ELSEWHERE = {"manila": "Asia/Dubai", "bogota": "America/New_York", "krakow": "Europe/Lisbon"}


def make_agents(rng: Random, count: int, partners: tuple[DemoPartner, ...]) -> list[DemoAgent]:
    """`count` agents in order of their number; the first is the showcase."""
    names = {site["key"]: _names(rng, site["key"], count) for site in read_table("sites")["site"]}
    causes = sorted({partner.cause for partner in partners})
    keys = [partner.key for partner in partners if partner.is_verified]
    agents = [_showcase()]
    for number, site in enumerate(_sites(rng, count - 1), start=2):
        given, family = names[site["key"]].pop()
        agents.append(_agent(rng, number, site, (given, family), draw_interests(rng, causes, keys)))
    return agents[:count]


def email_of(number: int) -> str:
    """agent@demo.test, then agent002@demo.test and so on."""
    return "agent@demo.test" if number == 1 else f"agent{number:03d}@demo.test"


def _sites(rng: Random, count: int) -> list[Mapping[str, Any]]:
    """A site for each agent, in the sites' shares, shuffled."""
    sites = read_table("sites")["site"]
    total = sum(site["share"] for site in sites)
    spread = [site for site in sites for _ in range(count * site["share"] // total + 1)]
    rng.shuffle(spread)
    return spread[:count]


def _names(rng: Random, site: str, count: int) -> list[tuple[str, str]]:
    """Enough pairs of names; in a large company some people share theirs, as they do."""
    table = read_table("names")[site]
    pairs = [(given, family) for given in table["given"] for family in table["family"]]
    pairs = [pair for pair in pairs if pair != ("Maricel", "Santos")]
    rng.shuffle(pairs)
    return pairs * (count // len(pairs) + 1)


def _agent(
    rng: Random, number: int, site: Mapping[str, Any], name: tuple[str, str], interests: tuple[str, ...]
) -> DemoAgent:
    backgrounds, pattern = draw_backgrounds(rng), draw_pattern(rng, site)
    skills = draw_skills(rng, backgrounds)
    lives_elsewhere = site["key"] in LIVES_ELSEWHERE and happens(rng, 3)
    return DemoAgent(
        number=number,
        email=email_of(number),
        given_name=name[0],
        family_name=name[1],
        site=site["key"],
        team=rng.choice(site["teams"]),
        time_zone=LIVES_ELSEWHERE[site["key"]] if lives_elsewhere else site["time_zone"],
        is_adult=True,
        weekly_limit_minutes=pick(rng, WEEKLY_LIMITS),
        joined_days_ago=rng.randint(*pick(rng, {(3, 30): 15, (70, 500): 85})),
        skills=skills,
        wants=draw_wants(rng, skills),
        languages=draw_languages(rng, site),
        windows=windows_of(pattern, rng),
        shifts=shifts_of(pattern),
        exceptions=draw_exceptions(rng),
        interests=interests,
        credentials=draw_credentials(rng, backgrounds),
    )


def _showcase() -> DemoAgent:
    table = read_table("showcase")
    pattern = {**table["shift"], "free": table["free"]["work"], "off": table["free"]["off"]}
    site = next(site for site in read_table("sites")["site"] if site["key"] == table["site"])
    return DemoAgent(
        number=1,
        email=email_of(1),
        given_name=table["given"],
        family_name=table["family"],
        site=table["site"],
        team=table["team"],
        time_zone=site["time_zone"],
        is_adult=True,
        weekly_limit_minutes=table["weekly_limit"],
        joined_days_ago=table["joined"],
        skills=tuple(DemoSkill(skill, level) for skill, level in table["skills"].items()),
        wants=tuple(table["wants"]),
        languages=tuple(_showcase_language(entry) for entry in table["language"]),
        windows=windows_of(pattern),
        shifts=shifts_of(pattern),
        exceptions=tuple(DemoException(entry["day"], None, None, False) for entry in table["exception"]),
        interests=tuple(table["interests"]),
        credentials=tuple(_showcase_credential(entry) for entry in table["credential"]),
    )


def _showcase_language(entry: Mapping[str, Any]) -> DemoLanguage:
    evidence = entry.get("evidence", "")
    return DemoLanguage(entry["tag"], entry["level"], bool(evidence), evidence)


def _showcase_credential(entry: Mapping[str, Any]) -> DemoCredential:
    verdict = Verdict(entry["verdict"]) if "verdict" in entry else None
    return DemoCredential(entry["kind"], f"{entry['kind'][:3].upper()}-204417", entry.get("expires"), verdict)
