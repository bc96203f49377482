"""Trees. The carbon is what the source states for ten years of growth; nothing here is called an offset."""

from volunteer_match.challenges.catalogue.building import action, given
from volunteer_match.challenges.catalogue.shapes import Theme

TREES = given("trees")
ACTIONS = (
    action(
        Theme.TREES,
        "street-tree",
        TREES,
        ceiling="50",
        trees="trees",
        carbon="trees * tree-ten-years",
        evidence=True,
    ),
)
