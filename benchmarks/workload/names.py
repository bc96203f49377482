"""What the workload's agents and needs speak of."""

import numpy as np
from numpy.typing import NDArray

SKILLS = tuple(f"skill-{number}" for number in range(1500))
CAUSES = (
    "education", "health", "elderly", "disability", "refugees", "environment",
    "poverty", "animals", "arts", "heritage", "disaster-relief", "rights",
)  # fmt: skip
KINDS = {
    "tutoring": 24, "mentoring": 12, "interpreting": 10, "translation": 14, "befriending": 12,
    "administration": 10, "design": 6, "fundraising": 5, "research": 4, "helpline": 3,
}  # fmt: skip
"""Kinds of need with their relative frequency."""
WITH_MINORS = frozenset({"tutoring", "mentoring"})
PARTNERS = tuple(f"partner-{number}" for number in range(400))
INTERESTS = (
    *(f"cause:{name}" for name in CAUSES),
    *(f"kind:{name}" for name in KINDS),
    *(f"partner:{name}" for name in PARTNERS),
)
CREDENTIALS = {"background-check": 0.30, "safeguarding": 0.15, "data-protection": 0.20}
"""Kinds of credential with the share of agents that hold them."""
COMPANIES = {"atlas": 0.80, "beacon": 0.08, "cedar": 0.05, "delta": 0.04, "ember": 0.02, "fern": 0.01}


def popularity(count: int) -> NDArray[np.float64]:
    """Shares of `count` things: 1 ÷ (rank + 5), as in the law of Zipf and Mandelbrot; together 1."""
    shares: NDArray[np.float64] = 1 / (np.arange(count) + 6.0)
    return shares / shares.sum()
