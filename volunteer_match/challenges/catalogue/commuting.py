"""Ways to work and elsewhere."""

from volunteer_match.challenges.catalogue.building import action, given
from volunteer_match.challenges.catalogue.shapes import Theme

KM = given("km")
ACTIONS = (
    action(Theme.COMMUTING, "cycle", KM, ceiling="60", carbon="km * car"),
    action(Theme.COMMUTING, "bus", KM, ceiling="150", carbon="km * car - km * bus"),
)
