"""Which parts an address asks for."""

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice, SelectMultipleField

from volunteer_match.impact.facts.report import parts_for
from volunteer_match.impact.facts.shapes import PartCode, Question
from volunteer_match.impact.facts.words import TITLES
from volunteer_match.web.forms import Form


class PartsForm(Form):
    """Boxes to tick; none ticked is as good as all."""

    part = SelectMultipleField(_("Parts"), validate_choice=False)


def read_parts(question: Question | None) -> tuple[PartsForm, list[PartCode]]:
    """The parts in the address that can be said of this company, site or team."""
    form = PartsForm(request.args)
    possible = parts_for(question) if question else tuple(PartCode)
    chosen = [code for code in possible if code.value in (form.part.data or ())] or list(possible)
    form.part.choices = [SelectChoice(code.value, TITLES[code]) for code in possible]
    form.part.data = [code.value for code in chosen]
    return form, chosen
