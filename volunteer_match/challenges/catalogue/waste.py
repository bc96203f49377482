"""Waste. Recycling counts what a kilogram made new costs, less what it costs made from what was collected."""

from volunteer_match.challenges.catalogue.building import action, given
from volunteer_match.challenges.catalogue.shapes import Action, Ceiling, Theme

KG = given("kg")


def _recycled(material: str, ceiling: str) -> Action:
    carbon = f"kg * {material}-new - kg * {material}-recycled"
    return action(Theme.WASTE, f"recycle-{material}", KG, ceiling=ceiling, why=Ceiling.HOUSEHOLD, carbon=carbon)


ACTIONS = (
    _recycled("aluminium", "3"),
    _recycled("steel", "5"),
    _recycled("cans", "5"),
    _recycled("glass", "20"),
    _recycled("bottles", "5"),
    _recycled("plastic", "5"),
    _recycled("paper", "20"),
    _recycled("board", "20"),
    action(
        Theme.WASTE,
        "compost-food",
        KG,
        ceiling="5",
        why=Ceiling.HOUSEHOLD,
        carbon="kg * food-landfill - kg * composting",
    ),
    action(
        Theme.WASTE,
        "compost-garden",
        KG,
        ceiling="50",
        why=Ceiling.HOUSEHOLD,
        carbon="kg * garden-landfill - kg * composting",
    ),
    action(Theme.WASTE, "less-rubbish", KG, ceiling="5", why=Ceiling.HOUSEHOLD, carbon="kg * rubbish-landfill"),
    action(Theme.WASTE, "old-electronics", KG, ceiling="50", why=Ceiling.ONCE, evidence=True),
    action(Theme.WASTE, "batteries", given("batteries"), ceiling="50", why=Ceiling.ONCE),
    action(Theme.WASTE, "litter-pick", KG, ceiling="50", why=Ceiling.GROUP, evidence=True),
    action(Theme.WASTE, "refill", given("items"), ceiling="10", why=Ceiling.HOUSEHOLD),
)
