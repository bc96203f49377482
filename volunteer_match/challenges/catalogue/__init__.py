"""The catalogue of actions and templates of challenges, and what an action comes to. Pure."""

from volunteer_match.challenges.catalogue import commuting, energy, food, things, trees, waste, water
from volunteer_match.challenges.catalogue.shapes import Action, Ceiling, Input, InputKind, Template, Theme
from volunteer_match.challenges.catalogue.templates import templates_of
from volunteer_match.challenges.catalogue.working import Effect, Step, UsedPart, UsedTerm, work_out

_ROOMS = (energy, trees, waste, commuting, water, food, things)
_ALL = tuple(each for room in _ROOMS for each in room.ACTIONS)
ACTIONS: dict[str, Action] = {each.code: each for each in _ALL}
TEMPLATES: dict[str, Template] = templates_of(_ALL)

__all__ = [
    "ACTIONS",
    "TEMPLATES",
    "Action",
    "Ceiling",
    "Effect",
    "Input",
    "InputKind",
    "Step",
    "Template",
    "Theme",
    "UsedPart",
    "UsedTerm",
    "work_out",
]
