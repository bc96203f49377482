"""Ways to work and elsewhere, against the same way alone in an average car."""

from volunteer_match.challenges.catalogue.building import action, given
from volunteer_match.challenges.catalogue.shapes import Action, Ceiling, Theme

KM = given("km")


def _ride(code: str, ceiling: str, carbon: str) -> Action:
    return action(Theme.COMMUTING, code, KM, ceiling=ceiling, why=Ceiling.DISTANCE, carbon=carbon)


ACTIONS = (
    _ride("walk", "30", "km * car"),
    _ride("cycle", "100", "km * car"),
    _ride("bus", "200", "km * car - km * bus"),
    _ride("coach", "800", "km * car - km * coach"),
    _ride("train", "800", "km * car - km * train"),
    _ride("tram", "100", "km * car - km * tram"),
    _ride("metro", "100", "km * car - km * metro"),
    _ride("motorbike", "200", "km * car - km * motorbike"),
    _ride("electric-car", "300", "km * car - km * electric-car * grid"),
    action(
        Theme.COMMUTING,
        "car-share",
        KM,
        given("people", least="2"),
        ceiling="300",
        why=Ceiling.DISTANCE,
        carbon="km * car - km * car / people",
    ),
    action(
        Theme.COMMUTING,
        "home-day",
        KM,
        given("hours"),
        ceiling="150",
        why=Ceiling.DISTANCE,
        carbon="km * car - hours * home-hour",
    ),
    _ride("train-not-plane", "2000", "km * flight - km * train"),
    _ride("call-not-plane", "4000", "km * flight"),
    action(Theme.COMMUTING, "e-bike", KM, ceiling="100", why=Ceiling.DISTANCE),
    action(Theme.COMMUTING, "gentle-driving", KM, ceiling="300", why=Ceiling.DISTANCE),
)
