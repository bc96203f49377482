"""What may be said of figures that are published. Pure."""

from datetime import date, timedelta
from decimal import Decimal

from volunteer_match.impact.suppression import SMALL


def participation(people: int, members: int, fewest_apart: int) -> Decimal | None:
    """The share of a group that took part, over some months; None where it would tell of few that they did not.

    `fewest_apart` is how many did not take part, in the month in which these were the fewest.
    """
    if fewest_apart < SMALL:
        return None
    return (Decimal(people) / members).quantize(Decimal("0.001"))


def last_months(today: date, number: int) -> list[date]:
    """First days of so many months up to this one, oldest first."""
    months = [today.replace(day=1)]
    while len(months) < number:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def scale_top(highest: float) -> int:
    """Where a chart's scale ends: the next 1, 2 or 5 with noughts, at least 2."""
    top = 1
    while True:
        for step in (1, 2, 5):
            if step * top >= max(highest, 2):
                return step * top
        top *= 10
