"""Energy at home."""

from volunteer_match.challenges.catalogue.building import action, given, meter
from volunteer_match.challenges.catalogue.shapes import Theme

SAVED = "before / before-days * after-days - after"

ACTIONS = (
    meter("electricity-meter", "kwh", SAVED, energy="", carbon="* grid"),
    meter("gas-meter", "m3", SAVED, energy="* gas-m3 / gas-kwh", carbon="* gas-m3"),
    action(Theme.ENERGY, "kwh-saved", given("kwh"), ceiling="20", energy="kwh", carbon="kwh * grid"),
)
