"""Water. Tap water also carries the carbon of supplying and treating it, hot water the energy of heating it."""

from volunteer_match.challenges.catalogue.building import action, given, meter
from volunteer_match.challenges.catalogue.shapes import Ceiling, Theme

MINUTES, LITRES = given("minutes"), given("litres")
SAVED = "before / before-days * after-days * litres-of-m3 - after * litres-of-m3"
SHOWER = "minutes * shower-flow"


def _in_and_out(litres: str) -> str:
    """The carbon of supplying and of treating so much water."""
    return f"{litres} * water-supply + {litres} * water-treatment"


ACTIONS = (
    action(
        Theme.WATER,
        "shorter-shower",
        MINUTES,
        ceiling="20",
        water=SHOWER,
        energy=f"{SHOWER} * hot-water",
        carbon=f"{SHOWER} * hot-water * grid + {_in_and_out(SHOWER)}",
    ),
    action(
        Theme.WATER,
        "shorter-shower-gas",
        MINUTES,
        ceiling="20",
        water=SHOWER,
        energy=f"{SHOWER} * hot-water",
        carbon=f"{SHOWER} * hot-water * gas-kwh + {_in_and_out(SHOWER)}",
    ),
    action(
        Theme.WATER,
        "saving-shower-head",
        MINUTES,
        ceiling="60",
        why=Ceiling.HOUSEHOLD,
        water="minutes * shower-standard - minutes * shower-saving",
        energy="minutes * shower-standard * hot-water - minutes * shower-saving * hot-water",
    ),
    action(
        Theme.WATER, "shower-not-bath", given("baths"), MINUTES, ceiling="2", water=f"baths * bath - baths * {SHOWER}"
    ),
    action(
        Theme.WATER,
        "tap-off",
        MINUTES,
        ceiling="20",
        water="minutes * tap-flow",
        carbon=_in_and_out("minutes * tap-flow"),
    ),
    action(
        Theme.WATER,
        "drip-fixed",
        given("taps"),
        ceiling="3",
        why=Ceiling.ONCE,
        water="taps * drip-year",
        carbon=_in_and_out("taps * drip-year"),
        evidence=True,
    ),
    action(
        Theme.WATER,
        "rainwater",
        LITRES,
        ceiling="500",
        why=Ceiling.HOUSEHOLD,
        water="litres",
        carbon="litres * water-supply",
    ),
    action(Theme.WATER, "water-reused", LITRES, ceiling="200", water="litres", carbon="litres * water-supply"),
    meter("water-meter", Theme.WATER, "m3", SAVED, water="", carbon="* water-supply"),
    action(Theme.WATER, "garden-mulch", given("beds"), ceiling="5", why=Ceiling.ONCE),
    action(Theme.WATER, "bucket-wash", given("vehicles"), ceiling="2"),
)
