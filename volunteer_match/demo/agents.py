"""The company's agents: one written by hand, the others drawn."""

from collections.abc import Iterator, Mapping
from itertools import count, cycle
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

Name = tuple[str, str]

WEEKLY_LIMITS: dict[int | None, float] = {60: 8, 120: 27, 180: 25, 240: 20, 360: 8, None: 12}
LIVES_ELSEWHERE = {"manila": "Asia/Dubai", "bogota": "America/New_York", "krakow": "Europe/Lisbon"}


def make_agents(seed: int, size: int, partners: tuple[DemoPartner, ...]) -> list[DemoAgent]:
    """`size` agents in order of their number; the first is the showcase. Nobody changes when more are asked for."""
    names = {pool: _names(seed, pool) for pool in read_table("names")}
    sites = _sites(seed)
    causes = sorted({partner.cause for partner in partners})
    keys = [partner.key for partner in partners if partner.is_verified]
    agents = [_showcase()]
    for number in range(2, size + 1):
        rng, site = Random(f"{seed} agent {number}"), next(sites)
        languages = draw_languages(rng, site)
        pool = f"{site['key']}-{languages[0].tag}"
        name = next(names[pool if pool in names else site["key"]])
        agents.append(_agent(rng, number, site, name, languages, draw_interests(rng, causes, keys)))
    return agents


def email_of(number: int) -> str:
    """agent@demo.test, then agent002@demo.test and so on."""
    return "agent@demo.test" if number == 1 else f"agent{number:03d}@demo.test"


def _sites(seed: int) -> Iterator[Mapping[str, Any]]:
    """A site for each further agent: hundred by hundred in the sites' shares, shuffled."""
    hundred = [site for site in read_table("sites")["site"] for _ in range(site["share"])]
    for block in count(1):
        Random(f"{seed} sites {block}").shuffle(hundred)
        yield from hundred


def _names(seed: int, pool: str) -> Iterator[Name]:
    """Pairs of names; in a large company some people share theirs."""
    table = read_table("names")[pool]
    pairs = [(given, family) for given in table["given"] for family in table["family"]]
    pairs = [pair for pair in pairs if pair != ("Maricel", "Santos")]
    Random(f"{seed} names {pool}").shuffle(pairs)
    return cycle(pairs)


def _agent(
    rng: Random,
    number: int,
    site: Mapping[str, Any],
    name: Name,
    languages: tuple[DemoLanguage, ...],
    interests: tuple[str, ...],
) -> DemoAgent:
    backgrounds, pattern = draw_backgrounds(rng), draw_pattern(rng, site)
    skills = draw_skills(rng, backgrounds)
    return DemoAgent(
        number=number,
        email=email_of(number),
        given_name=name[0],
        family_name=name[1],
        site=site["key"],
        team=rng.choice(site["teams"]),
        time_zone=LIVES_ELSEWHERE.get(site["key"], site["time_zone"]) if happens(rng, 3) else site["time_zone"],
        is_adult=True,
        weekly_limit_minutes=pick(rng, WEEKLY_LIMITS),
        joined_days_ago=rng.randint(*pick(rng, {(3, 30): 15, (70, 500): 85})),
        skills=skills,
        wants=draw_wants(rng, skills),
        languages=languages,
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
