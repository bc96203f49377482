"""One example for every action, so that its page can show the whole working. Pure."""

from decimal import Decimal

from volunteer_match.challenges.catalogue import Action, Input, InputKind

AMOUNTS = {"km": 10, "litres": 10, "minutes": 5, "hours": 8, "people": 2}
"""How much of a unit the example takes; of any other, one."""
READINGS = {"first": 1000, "middle": 1100, "last": 1180}
DAYS = {"first-day": 0, "middle-day": 14, "last-day": 28}


def example_of(action: Action) -> dict[str, Decimal]:
    """Inputs: ten kilometres, or a meter that went up by 100 in two weeks and by 80 in the next two."""
    return {wanted.name: _example(wanted, is_metered=action.is_metered) for wanted in action.inputs}


def _example(wanted: Input, *, is_metered: bool) -> Decimal:
    if is_metered:
        return Decimal(DAYS[wanted.name] if wanted.kind is InputKind.DATE else READINGS[wanted.name])
    return Decimal(AMOUNTS.get(wanted.unit, 1))
