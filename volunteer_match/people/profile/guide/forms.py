"""The questions of the guide, one form a step."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from volunteer_match.glossary import Kind
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.reader import read_causes
from volunteer_match.people.profile.guide.rules import Preset
from volunteer_match.people.profile.languages.forms import language_choices, proficiency_choices
from volunteer_match.people.profile.limits.forms import ADULT_WORDS
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import cause_name, label, language_name, level_name, skill_name

PRESETS = {
    Preset.WEEKDAY_MORNINGS: _l("Weekday mornings, 8:00–12:00"),
    Preset.WEEKDAY_AFTERNOONS: _l("Weekday afternoons, 12:00–17:00"),
    Preset.WEEKDAY_EVENINGS: _l("Weekday evenings, 18:00–22:00"),
    Preset.WEEKEND_MORNINGS: _l("Weekend mornings, 8:00–12:00"),
    Preset.WEEKEND_AFTERNOONS: _l("Weekend afternoons, 12:00–17:00"),
    Preset.WEEKEND_EVENINGS: _l("Weekend evenings, 18:00–22:00"),
}


class LevelField(SelectField):  # type: ignore[misc]  # WTForms is seen as untyped
    """A level of one language; the first choice is none."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, validators=[Optional()], **options)
        self.choices = [("", _("I don’t speak it")), *proficiency_choices()]


class LanguagesStepForm(Form):
    """A level for each offered language, and one language more. Made by `languages_form`."""

    other_tag = SelectField(_l("Another language"), [Optional()])
    tags: Sequence[str] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.other_tag.choices = {"": [("", _("None"))], **language_choices(without=self.tags)}

    def levels(self) -> dict[str, int | None]:
        """Tag → level; None for a language that was offered and is not spoken."""
        asked = {tag: self[f"level-{tag}"].data for tag in self.tags}
        if self.other_tag.data and self["other_level"].data:
            asked[self.other_tag.data] = self["other_level"].data
        return {tag: int(level) if level else None for tag, level in asked.items()}

    def validate(self, extra_validators: Any = None) -> bool:
        is_fine = bool(super().validate(extra_validators))
        if is_fine and self.other_tag.data and not self["other_level"].data:
            self["other_level"].errors = [_("Choose a level.")]
            return False
        return is_fine


def languages_form(tags: Sequence[str], held: dict[str, int]) -> LanguagesStepForm:
    """A form with a field for each tag; the levels held are filled in."""
    fields: dict[str, Any] = {f"level-{tag}": LevelField(language_name(tag)) for tag in tags}
    fields |= {"tags": tuple(tags), "other_level": LevelField(_("How well do you speak it?"))}
    made = type("OfferedLanguagesForm", (LanguagesStepForm,), fields)
    form: LanguagesStepForm = made(data={f"level-{tag}": str(level) for tag, level in held.items()})
    return form


class SkillsStepForm(Form):
    """Common skills to tick, with one level for those that are new."""

    skills = SelectMultipleField(_l("Tick what you can do"))
    level = RadioField(_l("How good are you at them?"), [InputRequired(_l("Choose a level."))], default="2")

    def __init__(self, offered: Sequence[Skill], held: Sequence[str]) -> None:
        super().__init__(data={"skills": list(held)})
        self.skills.choices = [(skill.code, skill_name(skill)) for skill in offered]
        self.level.choices = [(str(level), level_name(level)) for level in range(1, 5)]


class HoursStepForm(Form):
    """Stretches of the week to tick."""

    presets = SelectMultipleField(_l("When are you usually free?"))

    def __init__(self, held: Sequence[Preset]) -> None:
        super().__init__(data={"presets": [preset.value for preset in held]})
        self.presets.choices = [(preset.value, str(words)) for preset, words in PRESETS.items()]

    def chosen(self) -> list[Preset]:
        return [Preset(value) for value in self.presets.data or ()]


class InterestsStepForm(Form):
    """Kinds and causes to tick, and whether one is of age."""

    kind = SelectMultipleField(_l("Kinds of help"))
    cause = SelectMultipleField(_l("Causes"))
    is_adult = RadioField(_l("Are you 18 or over?"), [Optional()])

    def __init__(self, keys: Sequence[str], is_adult: str) -> None:
        chosen: dict[str, list[str]] = {"kind": [], "cause": []}
        for key in keys:
            sort, _colon, value = key.partition(":")
            chosen.setdefault(sort, []).append(value)
        super().__init__(data={"kind": chosen["kind"], "cause": chosen["cause"], "is_adult": is_adult})
        self.kind.choices = [(kind.value, label(kind)) for kind in Kind]
        self.cause.choices = [(cause.id, cause_name(cause.id)) for cause in read_causes()]
        self.is_adult.choices = [("yes", _("Yes")), ("no", _("No"))]

    def keys(self) -> list[str]:
        return [f"{field.name}:{value}" for field in (self.kind, self.cause) for value in field.data or ()]

    def adult(self) -> bool | None:
        return ADULT_WORDS.get(self.is_adult.data or "")
