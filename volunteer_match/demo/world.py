"""Builds the demo world."""

from random import Random

from volunteer_match.demo.agents import make_agents
from volunteer_match.demo.casting import Casting
from volunteer_match.demo.company import read_blocks, read_company, read_concerns, read_partners, read_staff
from volunteer_match.demo.opportunities import read_opportunities
from volunteer_match.demo.plan import Storyteller, read_lines
from volunteer_match.demo.shape import DemoOpportunity, DemoPerson
from volunteer_match.demo.story import DemoMatch, DemoWorld
from volunteer_match.demo.variations import vary
from volunteer_match.glossary import Role

FEWEST_AGENTS = 200
"""The story needs a company of this size: fewer people would not have the languages and hours it asks for."""


def build_world(seed: int = 7, agents: int = 200, opportunities: int = 60) -> DemoWorld:
    """The world of these numbers, the same each time. Raises ValueError for fewer than 200 agents or 60 needs.

    The story (who claimed what, and what came of it) is that of the first 200 agents and 60 needs; what is beyond
    them makes the company and the choice larger.
    """
    partners = read_partners()
    written = read_opportunities({partner.key: partner for partner in partners})
    if agents < FEWEST_AGENTS or opportunities < len(written):
        raise ValueError(f"the demo world has at least {FEWEST_AGENTS} agents and {len(written)} opportunities")
    people = make_agents(seed, agents, partners)
    staff = read_staff()
    casting = Casting(Random(f"{seed} casting"), people[:FEWEST_AGENTS])
    matches = _story(seed, casting, written, staff)
    return DemoWorld(
        company=read_company(),
        staff=staff,
        partners=partners,
        agents=(*casting.agents, *people[FEWEST_AGENTS:]),
        opportunities=(*written, *vary(seed, opportunities - len(written), partners)),
        matches=matches,
        concerns=read_concerns(),
        blocks=read_blocks(),
    )


def _story(
    seed: int, casting: Casting, opportunities: tuple[DemoOpportunity, ...], staff: tuple[DemoPerson, ...]
) -> tuple[DemoMatch, ...]:
    """What happened; the agents of `casting` are those it happened to afterwards."""
    coordinators = [person.email for person in staff if person.role is Role.COORDINATOR]
    by_key = {opportunity.key: opportunity for opportunity in opportunities}
    teller = Storyteller(Random(f"{seed} story"), casting, by_key, coordinators)
    return tuple(match for line in read_lines() for match in teller.tell(line))
