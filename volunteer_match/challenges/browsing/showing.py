"""Actions ready to be shown: what they count, how, and with which factors at one place."""

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from volunteer_match.challenges.browsing.examples import example_of
from volunteer_match.challenges.catalogue import ACTIONS, Action, Step, Theme, UsedTerm, work_out
from volunteer_match.challenges.catalogue.formulas import Formula
from volunteer_match.challenges.factors.sets import FactorSet
from volunteer_match.challenges.factors.showing import ShownFactor, shown_factor
from volunteer_match.challenges.wording import factor_title, value_name
from volunteer_match.challenges.wording.measures import quantity_words
from volunteer_match.challenges.wording.sums import product_words, sum_words
from volunteer_match.challenges.wording.units import amount_in, plain_number
from volunteer_match.glossary import Measure
from volunteer_match.web.labels import label


@dataclass(frozen=True, slots=True)
class ShownTheme:
    theme: Theme
    actions: list[Action]


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """`result` is empty where factors are `missing` at that place."""

    name: str
    formula: str
    sum: str
    result: str
    missing: list[str]


@dataclass(frozen=True, slots=True)
class ShownAction:
    action: Action
    example: str
    measures: list[ShownMeasure]
    factors: list[ShownFactor]


def themes_shown(chosen: str) -> list[ShownTheme]:
    """The whole catalogue by theme, or one theme of it."""
    themes = [theme for theme in Theme if not chosen or theme == chosen]
    return [ShownTheme(theme, [each for each in ACTIONS.values() if each.theme is theme]) for theme in themes]


def measure_names(action: Action) -> list[str]:
    """ "Carbon avoided", "Energy saved": what an action has a formula for."""
    return [_name(action, measure) for measure in Measure if measure in action.formulas]


def _name(action: Action, measure: Measure) -> str:
    """What a tree takes up in ten years is not avoided today, and is called what it is."""
    if measure is Measure.CARBON and Measure.TREES in action.formulas:
        return gettext("Carbon taken up in ten years")
    return str(label(measure))


def action_shown(action: Action, country: str, factors: FactorSet) -> ShownAction:
    given = example_of(action)
    effect = work_out(action, given, country, factors)
    found = (factors.find(code, country) for code in action.factor_codes())
    return ShownAction(
        action,
        "" if action.is_metered else amount_in(action.unit, action.amount(given)),
        [_measure(action, step) for step in effect.working],
        [shown_factor(factor) for factor in found if factor],
    )


def _measure(action: Action, step: Step) -> ShownMeasure:
    return ShownMeasure(
        _name(action, step.measure),
        formula_words(action.formulas[step.measure]),
        _sum(step.terms),
        "" if step.quantity is None else quantity_words(step.measure, step.quantity),
        [factor_title(code) for code in step.missing],
    )


def formula_words(each: Formula) -> str:
    """ "Kilometres × Average car − Kilometres × Local bus"."""
    return sum_words(
        (term.sign, product_words((part.divides, value_name("", part.name)) for part in term.parts))
        for term in each.terms
    )


def _sum(terms: tuple[UsedTerm, ...]) -> str:
    return sum_words(
        (term.sign, product_words((part.divides, plain_number(Decimal(part.value))) for part in term.parts))
        for term in terms
    )
