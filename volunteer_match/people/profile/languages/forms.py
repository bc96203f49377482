"""What an agent types about a language."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from volunteer_match.people.catalogue.languages import SIGN_LANGUAGES, SPOKEN_LANGUAGES
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import named_languages

Choices = list[tuple[str, str]]


def proficiency_choices() -> Choices:
    """A1 to C2 and native, each with what it means in plain words."""
    meanings = (
        _("A1: a few words"),
        _("A2: simple sentences"),
        _("B1: everyday talk"),
        _("B2: most talk, with some effort"),
        _("C1: fluent, also at work"),
        _("C2: like an educated native speaker"),
        _("Native: I grew up with it"),
    )
    return [(str(level), meaning) for level, meaning in enumerate(meanings, start=1)]


def language_choices(without: Collection[str] = ()) -> dict[str, Choices]:
    """Every language on offer by name, sign languages apart."""
    return {
        title: named_languages(tag for tag in tags if tag not in without)
        for title, tags in ((_("Spoken languages"), SPOKEN_LANGUAGES), (_("Sign languages"), SIGN_LANGUAGES))
    }


class LevelForm(Form):
    """The level of one language, with what shows it."""

    level = SelectField(_l("How well do you know it?"), [InputRequired(_l("Choose a level."))])
    evidence = TextAreaField(_l("What shows your level?"), [Length(max=500, message=_l("Use at most 500 characters."))])

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.level.choices = [("", _("Choose a level")), *proficiency_choices()]


class LanguageForm(LevelForm):
    """One language more."""

    tag = SelectField(_l("Language"), [InputRequired(_l("Choose a language."))])

    def __init__(self, *args: Any, without: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.tag.choices = {"": [("", _("Choose a language"))], **language_choices(without)}
