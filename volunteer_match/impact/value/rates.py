"""Reads the rates that travel with the package. Pure; read once a process."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Basis(StrEnum):
    STATUTORY_MINIMUM = "statutory-minimum"
    """What the law asks to be paid at least for an hour: a careful floor."""
    VOLUNTEER_HOUR = "volunteer-hour"
    """An institution's yearly figure for an hour of volunteering."""


@dataclass(frozen=True, slots=True)
class Rate:
    """An hour in a country, from `since` up to but without `until`."""

    country: str
    since: date
    until: date
    amount: Decimal
    currency: str
    basis: Basis
    source: str

    def value_of(self, minutes: int) -> Decimal:
        return self.amount * minutes / 60


@cache
def read_rates() -> tuple[Rate, ...]:
    raw = tomllib.loads(files("volunteer_match.impact.value").joinpath("rates.toml").read_text("utf-8"))
    return tuple(
        Rate(
            one["country"],
            one["since"],
            one.get("until", date(one["since"].year + 1, 1, 1)),
            Decimal(one["amount"]),
            one["currency"],
            Basis(one["basis"]),
            one["source"],
        )
        for one in raw["rate"]
    )


def find_rate(country: str, month: date) -> Rate | None:
    """The rate of a month (its first day); None where no source is known."""
    return next((rate for rate in read_rates() if rate.country == country and rate.since <= month < rate.until), None)
