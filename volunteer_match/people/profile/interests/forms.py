"""What an agent likes to give time to."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField

from volunteer_match.glossary import Kind
from volunteer_match.people.catalogue.reader import read_causes
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.queries import partners_to_like
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import cause_name, label


class InterestsForm(Form):
    """Causes, kinds and partners; each value is what stands after the colon of an interest."""

    kind = SelectMultipleField(_l("Kinds of help"))
    cause = SelectMultipleField(_l("Causes"))
    partner = SelectMultipleField(_l("Partners"))

    def __init__(self, profile: AgentProfile, *args: Any, **options: Any) -> None:
        super().__init__(*args, data=_chosen(profile), **options)
        self.kind.choices = [(kind.value, label(kind)) for kind in Kind]
        self.cause.choices = [(cause.id, cause_name(cause.id)) for cause in read_causes()]
        self.partner.choices = partners_to_like(profile.company_id)

    def keys(self) -> list[str]:
        """`kind:…`, `cause:…`, `partner:…`."""
        return [
            f"{field.name}:{value}" for field in (self.kind, self.cause, self.partner) for value in field.data or ()
        ]


def _chosen(profile: AgentProfile) -> dict[str, list[str]]:
    chosen: dict[str, list[str]] = {}
    for interest in profile.interests:
        sort, _colon, value = interest.key.partition(":")
        chosen.setdefault(sort, []).append(value)
    return chosen
