"""Whatever people write to the other side goes through one rule: no private contact in it."""

import importlib
import pkgutil
from typing import Any

import pytest
from wtforms import StringField, TextAreaField

import volunteer_match
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form

STAYS = {
    # How people join is the very place for it, and is shown to the approved only.
    "WhatForm.how_to_join",
    "WhatForm.meeting_url",
    # Coordinators alone read these, and what happened may have to be told with a number.
    "ConcernForm.body",
    "OutcomeForm.outcome",
    "BlockForm.reason",
    # Between an agent and their own company, about papers that have numbers.
    "DecisionForm.reason of volunteer_match.people.profile.verification.forms",
    "CredentialForm.reference",
    "LevelForm.evidence",
    "LanguageForm.evidence",
    # Addresses of machines, and names of columns, zones and codes in files of the company.
    "CalendarForm.address",
    "MappingForm.activity",
    "MappingForm.day",
    "MappingForm.end",
    "MappingForm.end_day",
    "MappingForm.minutes",
    "MappingForm.name",
    "MappingForm.start",
    "MappingForm.who",
    "MappingForm.zone",
    "ListForm.joined",
    "ListForm.left",
    "ListForm.person",
    "ListForm.role",
    "ListForm.site",
    "VersionForm.name",
    "WebhookForm.address",
    "WebhookForm.name",
    # Looked up in the catalogue, and kept nowhere.
    "AddSkillForm.skill",
    "AboutForm.about",
    "PeopleForm.skill",
}
NO_PROSE = ("people.catalogue", "organisations.sites", "organisations.settings", "people.sign_in", "web.styleguide")
"""Names that an administrator gives to what is the company's own, and e-mail addresses themselves."""


def _forms() -> list[type[Form]]:
    for module in pkgutil.walk_packages(volunteer_match.__path__, "volunteer_match."):
        if module.name.endswith("forms"):
            importlib.import_module(module.name)
    found: list[type[Form]] = []
    waiting: list[type[Form]] = [Form]
    while waiting:
        made = waiting.pop().__subclasses__()
        found += made
        waiting += made
    return [form for form in found if not form.__module__.removeprefix("volunteer_match.").startswith(NO_PROSE)]


def _texts() -> dict[str, Any]:
    """Every field that takes free text, by form, as it was written down."""
    found = {}
    for form in _forms():
        for name in dir(form):
            unbound = getattr(form, name)
            if getattr(unbound, "field_class", None) in (StringField, TextAreaField):
                found[f"{form.__name__}.{name}"] = unbound
                found[f"{form.__name__}.{name} of {form.__module__}"] = unbound
    return found


def _validators(unbound: Any) -> list[Any]:
    written = [*unbound.args[1:2], unbound.kwargs.get("validators", [])]
    return [validator for several in written for validator in several]


@pytest.mark.parametrize("name", sorted(name for name in _texts() if " of " in name))
def test_free_text_for_others_holds_no_contact(name: str) -> None:
    short = name.split(" of ")[0]
    if name in STAYS or short in STAYS:
        assert no_private_contact not in _validators(_texts()[name])
    else:
        assert no_private_contact in _validators(_texts()[name])
