"""Things used longer, and living things near home."""

from volunteer_match.challenges.catalogue.building import action, given
from volunteer_match.challenges.catalogue.shapes import Ceiling, Theme

KG, ITEMS = given("kg"), given("items")

ACTIONS = (
    action(
        Theme.THINGS,
        "second-hand-clothes",
        KG,
        ceiling="5",
        why=Ceiling.ONCE,
        carbon="kg * clothing-new - kg * clothing-reused",
    ),
    action(Theme.THINGS, "appliance-repaired", KG, ceiling="10", why=Ceiling.ONCE, carbon="kg * appliance-new"),
    action(
        Theme.THINGS,
        "computer-kept",
        KG,
        ceiling="5",
        why=Ceiling.ONCE,
        carbon="kg * computer-new",
        evidence=True,
    ),
    action(Theme.THINGS, "clothes-mended", ITEMS, ceiling="5"),
    action(Theme.THINGS, "clothes-given", ITEMS, ceiling="20", why=Ceiling.ONCE),
    action(Theme.THINGS, "borrowed", ITEMS, ceiling="3"),
    action(Theme.THINGS, "own-cup", given("cups"), ceiling="5"),
    action(Theme.THINGS, "own-bag", given("bags"), ceiling="10"),
    action(Theme.NATURE, "bee-plants", given("plants"), ceiling="50", why=Ceiling.GROUP),
    action(Theme.NATURE, "nest-box", given("boxes"), ceiling="5", why=Ceiling.ONCE, evidence=True),
    action(Theme.NATURE, "shore-clean", KG, ceiling="50", why=Ceiling.GROUP, evidence=True),
    action(Theme.NATURE, "taught", given("people"), ceiling="9"),
)
