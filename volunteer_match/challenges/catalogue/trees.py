"""Trees. The carbon is what the source states for ten years of growth of a town tree; nothing here is called an offset.

The source says that its figure does not fit reforestation, so trees of a wood, a coast or an orchard count as trees
only.
"""

from volunteer_match.challenges.catalogue.building import action, given
from volunteer_match.challenges.catalogue.shapes import Action, Ceiling, Theme

TREES = given("trees")


def _planted(code: str, carbon: str = "") -> Action:
    return action(
        Theme.TREES, code, TREES, ceiling="50", why=Ceiling.GROUP, trees="trees", carbon=carbon, evidence=True
    )


ACTIONS = (
    _planted("town-tree", "trees * tree-ten-years"),
    _planted("woodland-tree"),
    _planted("mangrove"),
    _planted("fruit-tree"),
    action(Theme.TREES, "tree-care", TREES, ceiling="20", why=Ceiling.GROUP),
)
