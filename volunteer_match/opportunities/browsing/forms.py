"""What an agent may narrow the list by; a GET form, so that every list has an address."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SearchField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from volunteer_match.glossary import Kind
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import label, named_languages

WHENS = [
    SelectChoice("", _("Any day")),
    SelectChoice("today", _("Today")),
    SelectChoice("week", _("In the next 7 days")),
    SelectChoice("weekend", _("On a weekend")),
]
LENGTHS = [
    SelectChoice("", _("Any length")),
    SelectChoice("15", _("15 minutes or less")),
    SelectChoice("30", _("30 minutes or less")),
    SelectChoice("60", _("60 minutes or less")),
    SelectChoice("more", _("More than 60 minutes")),
]
SORTS = [SelectChoice("fit", _("Best fit first")), SelectChoice("newest", _("Newest first"))]
NEEDS = [SelectChoice("", _("All")), SelectChoice("most", _("Nobody has taken it yet"))]


class FilterForm(Form):
    """Every field may be empty; an unknown value is as good as none."""

    q = SearchField(_("Search by word"), [Length(max=100), Optional()])
    kind = SelectMultipleField(_("Kind"), choices=[], validate_choice=False)
    language = SelectMultipleField(_("Language"), choices=[], validate_choice=False)
    when = RadioField(_("When"), choices=WHENS, default="", validate_choice=False)
    length = RadioField(_("Length"), choices=LENGTHS, default="", validate_choice=False)
    needs = RadioField(_("Needs me most"), choices=NEEDS, default="", validate_choice=False)
    sort = RadioField(_("Order"), choices=SORTS, default="fit", validate_choice=False)

    def offer(self, languages: set[str]) -> None:
        """Fills the choices: all kinds, and the languages that are asked for."""
        self.kind.choices = [SelectChoice(kind.value, label(kind)) for kind in Kind]
        self.language.choices = [SelectChoice(*named) for named in named_languages(languages)]

    @property
    def filtered(self) -> tuple[Any, ...]:
        """The fields that narrow the list; the order does not."""
        return (self.kind, self.language, self.when, self.length, self.needs)
