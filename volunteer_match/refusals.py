"""A rule's no. Pure code returns the member; an action raises Refused; a view shows the sentence."""

from enum import Enum
from typing import Any


class Refusal(Enum):
    """Base of every domain's refusals: each member's value is its English sentence, translated at the edge."""

    @property
    def sentence(self) -> str:
        return str(self.value)


class Refused(Exception):
    """An action was asked for something that a rule refuses. Nothing was written that is kept."""

    def __init__(self, refusal: Refusal, **params: Any) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal
        self.params = params
