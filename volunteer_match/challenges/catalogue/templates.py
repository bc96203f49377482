"""What a coordinator starts a challenge from."""

from volunteer_match.challenges.catalogue.shapes import Action, Template, Theme
from volunteer_match.glossary import ChallengeForm, Measure

_SHAPES = (
    ("home-energy", Theme.ENERGY, Measure.ENERGY, ChallengeForm.TOGETHER, 28),
    ("tree-planting", Theme.TREES, Measure.TREES, ChallengeForm.TOGETHER, 56),
    ("waste", Theme.WASTE, Measure.CARBON, ChallengeForm.CONTEST, 28),
    ("commuting", Theme.COMMUTING, Measure.CARBON, ChallengeForm.CONTEST, 28),
    ("water", Theme.WATER, Measure.WATER, ChallengeForm.TOGETHER, 28),
    ("food", Theme.FOOD, Measure.CARBON, ChallengeForm.CONTEST, 21),
)
OWN = Template("own", None, (), Measure.ACTIONS, ChallengeForm.TOGETHER, 28)


def templates_of(actions: tuple[Action, ...]) -> dict[str, Template]:
    """Each theme with the actions of it that the measure counts."""
    shaped = (
        Template(
            code,
            theme,
            tuple(each.code for each in actions if each.theme is theme and measure in each.formulas),
            measure,
            form,
            days,
        )
        for code, theme, measure, form, days in _SHAPES
    )
    return {template.code: template for template in (*shaped, OWN)}
