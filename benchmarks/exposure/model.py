"""What the simulation assumes, and where that comes from. All of it is an option of the command.

- **Looking.** Agents read their list from the top and stop somewhere: the chance to look at card r is r^−bias. With
  bias 1 this is the examination propensity that Joachims, Swaminathan and Schnabel simulate with (Unbiased
  Learning-to-Rank with Biased Feedback, WSDM 2017); that people scan lists from the top down was seen in eye tracking
  (Joachims, Granka, Pan, Hembrooke, Gay, SIGIR 2005).
- **Direct visits.** About 30 % of the visits to VolunteerMatch come by a link to one opportunity and pass the ranking
  by (Manshadi, Rodilitz, Saban, Suresh, Online Matching with Multi-Channel Traffic, 2022).
- **Choosing.** Of the cards looked at and of doing nothing, the agent takes what has the highest utility: fit, the
  need's own attraction (normal, so popularity is log-normal and skewed), and a Gumbel draw for taste: a multinomial
  logit (McFadden 1974). Visits are log-normal over agents: few come often.
- **Asking.** Coordinators have time for some needs only; half of their looks go to needs as they are, half to those
  that attract most (the partners who call). They invite the first of the list, three for each free place and ten at
  most. Who is asked decides by the same utility as somebody who looks at that one card.
- **Scarcity.** Fewer agents come than there are places, as where SmartSort was tried: otherwise every need is filled
  and no order matters. Lists have about ten cards: a quarter of the needs is done in one's own time, six of ten ask
  no skill.
- **Nothing favours fairness.** Being asked often makes nobody less willing (`fatigue` 0, though Manshadi and Rodilitz,
  Online Policies for Efficient Volunteer Crowdsourcing, 2022, have volunteers tire of notifications), a need's
  attraction does not grow with its success, and nobody leaves.

The question is that of SmartSort (Manshadi, Rodilitz, Saban, Suresh, Redesigning VolunteerMatch's Search Algorithm,
2023): there a penalty after each connection raised the weekly number of opportunities with a connection by 8 to 9 %.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Model:
    """Parameters; every one of them is an option of the command."""

    agents: int = 400
    """How many there are at the end; half of them from the beginning, the others arrive evenly over the weeks."""
    needs_per_week: float = 25
    weeks: int = 12
    visits_per_week: float = 0.15
    """Of one agent, on average."""
    visits_spread: float = 1.0
    """Deviation of the logarithm of the agents' rates of visits."""
    position_bias: float = 1.0
    direct: float = 0.3
    """Share of visits that go straight to one need."""
    taste_for_fit: float = 0.5
    """Utility of ten points of fit."""
    attraction_spread: float = 1.0
    """Deviation of the needs' own attraction."""
    reluctance: float = 1.0
    """Utility of doing nothing: 1 leaves a lone card of common attraction and 70 points a chance of 27 %."""
    fatigue: float = 0.0
    """What each ask in the last 7 days takes off the utility of a further one."""
    looks_per_week: float = 8
    """How often coordinators look for people for some need."""
    asks_per_place: int = 3
    asks_per_look: int = 10
    flexible: float = 0.25
    """Share of needs that are done in one's own time before a deadline."""
    without_skill: float = 0.6
    """Share of needs that ask no skill."""
    places_more: float = 0.5
    """Chance of a further place: 0.5 makes 2 places on average."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One way to order: factors as in matching's settings (1 is off), and the cap of asks a week (None is none)."""

    name: str
    fairness: float = 1.0
    attention: float = 1.0
    cap: int | None = None
    memory_days: int = 7
    """For how long an ask counts in an agent's factor. The cap always counts 7 days."""


PLAIN = Arm("plain")
FAIR = Arm("fair", fairness=0.9, attention=0.95, cap=3)
CAP_ONLY = Arm("cap only", cap=3)
FACTORS_ONLY = Arm("factors only", fairness=0.9, attention=0.95)

COMPARED = (FAIR, CAP_ONLY, FACTORS_ONLY)
"""What is compared with PLAIN."""

SCENARIOS = {
    "usual": {},
    "busy": {"looks_per_week": 40.0, "visits_per_week": 0.5, "needs_per_week": 60.0},
    "self-service": {"looks_per_week": 0.0},
    "many places": {"places_more": 0.9},
    "tired": {"looks_per_week": 40.0, "visits_per_week": 0.5, "needs_per_week": 60.0, "fatigue": 0.5},
}
"""Other circumstances, by what differs from the model: more of everything; agents alone, as on VolunteerMatch, without
coordinators; ten places a need; busy, with people who mind being asked often. All are reported."""

FRONTIER = tuple(
    Arm(f"{fairness} / {attention}, {days} days", fairness, attention, cap=3, memory_days=days)
    for fairness, attention, days in (
        (1.0, 1.0, 7),
        (0.95, 0.975, 7),
        (0.9, 0.95, 7),
        (0.8, 0.9, 7),
        (0.5, 0.7, 7),
        (0.95, 0.975, 84),
        (0.9, 0.95, 28),
        (0.9, 0.95, 84),
        (0.8, 0.9, 28),
    )
)
"""Pairs of fairness and attention, from off to far beyond strong; and asks that are remembered for longer."""
