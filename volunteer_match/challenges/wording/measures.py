"""What an action comes to, in words."""

from decimal import Decimal

from flask_babel import gettext, ngettext

from volunteer_match.challenges.wording.units import plain_number
from volunteer_match.glossary import Measure

THOUSAND = 1000


def quantity_words(measure: Measure, quantity: int) -> str:
    """ "634 g CO₂e", "2.065 kWh", "75.7 litres", "3 trees": exact, from grams, watt-hours, millilitres or a count."""
    if measure is Measure.TREES:
        return ngettext("%(num)s tree", "%(num)s trees", quantity)
    if measure is Measure.CARBON and quantity < THOUSAND:
        return gettext("%(number)s g CO₂e", number=plain_number(Decimal(quantity)))
    number = plain_number(Decimal(quantity) / THOUSAND)
    if measure is Measure.CARBON:
        return gettext("%(number)s kg CO₂e", number=number)
    if measure is Measure.ENERGY:
        return gettext("%(number)s kWh", number=number)
    return ngettext("%(number)s litre", "%(number)s litres", 1 if quantity == THOUSAND else 2, number=number)
