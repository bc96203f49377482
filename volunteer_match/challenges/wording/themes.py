"""Themes, templates and the reasons of ceilings in words."""

from typing import Any

from flask_babel import lazy_gettext as _

THEMES: dict[str, Any] = {
    "energy": _("Home energy"),
    "trees": _("Trees"),
    "waste": _("Waste and recycling"),
    "commuting": _("Getting around"),
    "water": _("Water"),
    "food": _("Food"),
    "things": _("Things used longer"),
    "nature": _("Nature nearby"),
}

TEMPLATES: dict[str, Any] = {
    "home-energy": _("Home energy saving"),
    "tree-planting": _("Tree planting"),
    "waste": _("Waste and recycling"),
    "commuting": _("Commuting"),
    "water": _("Water"),
    "food": _("Food"),
    "own": _("Your own"),
}

TEMPLATE_HINTS: dict[str, Any] = {
    "home-energy": _("Together towards a number of kWh, at home and by meter readings."),
    "tree-planting": _("Together towards a number of trees, each with a photo."),
    "waste": _("Teams against each other, by what recycling and composting save in carbon."),
    "commuting": _("Teams against each other, by the carbon of car journeys not made."),
    "water": _("Together towards a number of litres."),
    "food": _("Teams against each other, by what other meals and leftovers save in carbon."),
    "own": _("Choose the actions from the whole catalogue, and what counts."),
}

CEILINGS: dict[str, Any] = {
    "person": _("More than one person does in a day."),
    "household": _("More than a household comes to in a day."),
    "meals": _("A day has three meals."),
    "distance": _("A very long day of travelling."),
    "once": _("It is done once in a while, not many times a day."),
    "group": _("What a group did is logged by each who was there, for their own part."),
}
