"""What an administrator types about a skill."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.reader import read_groups
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import group_name

LONGEST_NAME = 80
MOST_SYNONYMS = 30
NAME_TOO_LONG = _l("Use at most 80 characters.")


class SkillForm(Form):
    """Names, group and synonyms, one synonym a line."""

    name_en = StringField(
        _l("Name in English"), [DataRequired(_l("Enter a name.")), Length(max=LONGEST_NAME, message=NAME_TOO_LONG)]
    )
    name_es = StringField(_l("Name in Spanish"), [Length(max=LONGEST_NAME, message=NAME_TOO_LONG)])
    group = SelectField(_l("Group"), [InputRequired(_l("Choose a group."))])
    synonyms_en = TextAreaField(_l("Other words in English"), [Length(max=2_000)])
    synonyms_es = TextAreaField(_l("Other words in Spanish"), [Length(max=2_000)])

    def __init__(self, skill: Skill | None = None) -> None:
        super().__init__(data=_values(skill) if skill else None)
        known = [group.id for group in read_groups()]
        extra = [skill.group] if skill and skill.group not in known else []
        self.group.choices = [(group, group_name(group)) for group in (*known, *extra)]

    def synonyms(self) -> list[list[str]]:
        """Pairs of language and word, without doubles."""
        typed = (("en", self.synonyms_en.data), ("es", self.synonyms_es.data))
        pairs = [
            (language, word.strip()[:LONGEST_NAME]) for language, text in typed for word in (text or "").split("\n")
        ]
        return [list(pair) for pair in dict.fromkeys(pair for pair in pairs if pair[1])][:MOST_SYNONYMS]


def _values(skill: Skill) -> dict[str, str]:
    words = {
        language: "\n".join(word for known, word in skill.synonyms if known == language) for language in ("en", "es")
    }
    return {
        "name_en": skill.name_en,
        "name_es": skill.name_es,
        "group": skill.group,
        "synonyms_en": words["en"],
        "synonyms_es": words["es"],
    }
