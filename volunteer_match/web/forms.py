"""The base of every form. CSRF is checked for the whole application, so forms carry no token of their own."""

from typing import Any

import wtforms
from babel.numbers import get_decimal_symbol
from flask_babel import get_domain, gettext
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.widgets import TextInput

from volunteer_match.web.locale import shown_locale

TEXT_FIELDS = frozenset({"StringField", "TextAreaField", "EmailField", "URLField", "SearchField"})
FIRST_YEAR, LAST_YEAR = 2000, 2199


class _Words:
    """WTForms' own sentences, through the application's translations."""

    def gettext(self, string: str) -> str:
        return str(gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        # Flask-Babel's own ngettext fills parameters in at once, and WTForms has its own still to fill in.
        return str(get_domain().get_translations().ungettext(singular, plural, n))


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """A form whose text fields lose surrounding white space before they are judged."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

        def get_translations(self, form: Any) -> _Words:
            return _Words()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            if unbound_field.field_class.__name__ in TEXT_FIELDS:
                unbound_field.kwargs.setdefault("filters", [strip])
            bound: Field = unbound_field.bind(form=form, **options)
            return bound


def strip(value: Any) -> Any:
    """Without surrounding white space."""
    return value.strip() if isinstance(value, str) else value


class DateField(wtforms.DateField):  # type: ignore[misc]  # WTForms is untyped
    """A date of our time: at the ends of the calendar a day in another zone would be no date at all."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            raise ValueError(gettext("Enter a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR))


class DecimalField(wtforms.DecimalField):  # type: ignore[misc]  # WTForms is untyped
    """A number with a point or a comma, whichever the person types; shown with the one of their language.

    A text box, because browsers empty a number box that is given a comma.
    """

    widget = TextInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([typed.replace(",", ".") for typed in valuelist])

    def _value(self) -> str:
        text = str(super()._value())
        return text if self.raw_data else text.replace(".", get_decimal_symbol(shown_locale()))
