"""Food. A portion is the reference amount of a label: 114 g of meat before cooking, 35 g of dry beans."""

from volunteer_match.challenges.catalogue.building import action, given
from volunteer_match.challenges.catalogue.shapes import Action, Ceiling, Theme

MEALS, DAYS, KG = given("meals"), given("days"), given("kg")


def _instead(code: str, of: str) -> Action:
    carbon = f"meals * meat-portion * {of} - meals * pulse-portion * pulses"
    return action(Theme.FOOD, code, MEALS, ceiling="3", why=Ceiling.MEALS, carbon=carbon)


ACTIONS = (
    _instead("beans-not-beef", "beef"),
    _instead("beans-not-lamb", "lamb"),
    _instead("beans-not-pork", "pork"),
    _instead("beans-not-chicken", "chicken"),
    _instead("beans-not-fish", "fish"),
    action(
        Theme.FOOD,
        "chicken-not-beef",
        MEALS,
        ceiling="3",
        why=Ceiling.MEALS,
        carbon="meals * meat-portion * beef - meals * meat-portion * chicken",
    ),
    action(Theme.FOOD, "vegetarian-day", DAYS, ceiling="1", carbon="days * diet-meat - days * diet-vegetarian"),
    action(Theme.FOOD, "vegan-day", DAYS, ceiling="1", carbon="days * diet-meat - days * diet-vegan"),
    action(Theme.FOOD, "leftovers", KG, ceiling="3", why=Ceiling.HOUSEHOLD, carbon="kg * food-produced"),
    action(Theme.FOOD, "food-shared", KG, ceiling="20", why=Ceiling.GROUP, carbon="kg * food-produced", evidence=True),
    action(Theme.FOOD, "plant-milk", given("glasses"), ceiling="5"),
    action(Theme.FOOD, "in-season", MEALS, ceiling="3", why=Ceiling.MEALS),
    action(Theme.FOOD, "nothing-thrown-away", DAYS, ceiling="1"),
    action(Theme.FOOD, "tap-water", given("bottles"), ceiling="5"),
)
