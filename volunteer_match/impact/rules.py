"""What may be said of figures that are published. Pure."""

from decimal import Decimal

from volunteer_match.impact.suppression import SMALL


def participation(people: int, members: int, fewest_apart: int) -> Decimal | None:
    """The share of a group that took part, over some months; None where it would tell of few that they did not.

    `fewest_apart` is how many did not take part, in the month in which these were the fewest.
    """
    if fewest_apart < SMALL:
        return None
    return (Decimal(people) / members).quantize(Decimal("0.001"))
