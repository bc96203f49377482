"""Energy at home. Where the saving of a habit is not known from a good source, it counts as done, without a figure."""

from volunteer_match.challenges.catalogue.building import action, given, meter
from volunteer_match.challenges.catalogue.shapes import Ceiling, Theme

SAVED = "before / before-days * after-days - after"
KWH, LOADS = given("kwh"), given("loads")

ACTIONS = (
    meter("electricity-meter", Theme.ENERGY, "kwh", SAVED, energy="", carbon="* grid"),
    meter("gas-meter", Theme.ENERGY, "m3", SAVED, energy="* gas-m3 / gas-kwh", carbon="* gas-m3"),
    action(Theme.ENERGY, "kwh-saved", KWH, ceiling="20", energy="kwh", carbon="kwh * grid"),
    action(Theme.ENERGY, "own-solar", KWH, ceiling="40", energy="kwh", carbon="kwh * grid", evidence=True),
    action(
        Theme.ENERGY,
        "led",
        given("bulbs"),
        ceiling="10",
        why=Ceiling.ONCE,
        energy="bulbs * led-year",
        carbon="bulbs * led-year * grid",
        evidence=True,
    ),
    action(
        Theme.ENERGY, "line-dry", LOADS, ceiling="3", energy="loads * dryer-load", carbon="loads * dryer-load * grid"
    ),
    action(Theme.ENERGY, "heating-oil-saved", given("litres"), ceiling="20", carbon="litres * heating-oil"),
    action(Theme.ENERGY, "lpg-saved", given("kg"), ceiling="5", energy="kg * lpg / lpg-kwh", carbon="kg * lpg"),
    action(Theme.ENERGY, "cold-wash", LOADS, ceiling="4"),
    action(Theme.ENERGY, "full-dishwasher", LOADS, ceiling="3"),
    action(Theme.ENERGY, "cooler-home", given("days"), ceiling="1"),
    action(Theme.ENERGY, "warmer-cooling", given("days"), ceiling="1"),
    action(Theme.ENERGY, "fan-first", given("hours"), ceiling="24"),
    action(Theme.ENERGY, "standby-off", given("devices"), ceiling="10"),
    action(Theme.ENERGY, "lids-on", given("meals"), ceiling="3"),
    action(Theme.ENERGY, "draught-proof", given("places"), ceiling="5", why=Ceiling.ONCE),
    action(Theme.ENERGY, "insulate", given("rooms"), ceiling="3", why=Ceiling.ONCE, evidence=True),
)
