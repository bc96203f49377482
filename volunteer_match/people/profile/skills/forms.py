"""What an agent types about their skills."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from volunteer_match.people.profile.skills.about import Said
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import level_name

ONLY_WANTED = "0"
"""The choice of those who can't do it yet and want to."""


def level_choices() -> list[tuple[str, str]]:
    """Beginner to expert, and the wish to learn."""
    return [
        *((str(level), level_name(level)) for level in range(1, 5)),
        (ONLY_WANTED, str(_l("Not yet: I want to learn it"))),
    ]


def held_level(choice: str) -> int | None:
    """1 to 4, or None for a skill that is only wanted."""
    return None if choice == ONLY_WANTED else int(choice)


class AddSkillForm(Form):
    """A skill by name; `choice` is the code that was picked when the name was not clear."""

    skill = StringField(
        _l("Skill"), [DataRequired(_l("Enter a skill.")), Length(max=100, message=_l("Use at most 100 characters."))]
    )
    choice = RadioField(_l("Which one do you mean?"), [Optional()], choices=[], validate_choice=False)
    level = SelectField(_l("Level"), [InputRequired(_l("Choose a level."))])
    wants = BooleanField(_l("I want to get better at it"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.level.choices = [("", str(_l("Choose a level"))), *level_choices()]


class AboutForm(Form):
    """A sentence or two, and what was ticked of what it tells."""

    about = TextAreaField(
        _l("What do you do, and what do you speak?"),
        [DataRequired(_l("Write a sentence or two.")), Length(max=2_000, message=_l("Use at most 2,000 characters."))],
    )
    said = SelectMultipleField(_l("Found in what you wrote"), choices=[], validate_choice=False)

    def offer(self, found: Sequence[Said]) -> None:
        """The choices, as the sentence tells them."""
        self.said.choices = [(each.value, each.label) for each in found]


class SkillRowForm(Form):
    """One skill of the list; the prefix is its code."""

    level = SelectField(_l("Level"))
    wants = BooleanField(_l("Want to get better"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.level.choices = [*level_choices()[:-1], (ONLY_WANTED, str(_l("To learn")))]
