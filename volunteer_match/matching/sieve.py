"""A quick sieve before the gates: it may let too many through, and never too few."""

from volunteer_match.matching.facts import AgentFacts, OpportunityFacts
from volunteer_match.matching.levels import language_meets


def might_pass(agent: AgentFacts, opportunity: OpportunityFacts) -> bool:
    """False only for an agent who surely fails a gate: not active, or without a required skill or language."""
    requires = opportunity.requires
    return (
        agent.active
        and all(agent.skills.get(skill, 0) >= level for skill, level in requires.skills.items())
        and all(
            any(held >= level and language_meets(tag, asked) for tag, held in agent.languages.items())
            for asked, level in requires.languages.items()
        )
    )
