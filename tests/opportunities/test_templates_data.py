"""Every posting template is nearly a finished need, and names only what the catalogue has."""

import pytest

from volunteer_match.glossary import BACKGROUND_CHECK, Format, Kind
from volunteer_match.opportunities.posting_templates.shape import OWN_LANGUAGE
from volunteer_match.opportunities.templates_data import TEMPLATES, PostingTemplate, find_template, templates_of
from volunteer_match.people.catalogue import OFFERED_LANGUAGES, read_catalogue, read_causes, read_credential_kinds

LEVELS = {"beginner", "intermediate", "advanced", "expert"}
PROFICIENCIES = {"A1", "A2", "B1", "B2", "C1", "C2", "native"}


def test_each_kind_has_a_template_and_keys_are_unique() -> None:
    assert len(TEMPLATES) >= 14
    assert all(templates_of(kind) for kind in Kind)
    assert len({template.key for template in TEMPLATES}) == len(TEMPLATES)
    assert find_template(TEMPLATES[3].key) is TEMPLATES[3]
    assert find_template("no-such-key") is None


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_template_names_only_what_the_catalogue_has(template: PostingTemplate) -> None:
    assert {asked.skill for asked in template.skills} <= {skill.id for skill in read_catalogue()}
    assert {asked.level for asked in template.skills} <= LEVELS
    assert {asked.tag for asked in template.languages} <= {OWN_LANGUAGE, *OFFERED_LANGUAGES}
    assert {asked.level for asked in template.languages} <= PROFICIENCIES
    assert set(template.credentials) <= {kind.id for kind in read_credential_kinds()}
    assert template.cause in {cause.id for cause in read_causes()}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.key)
def test_template_could_be_posted_almost_as_it_is(template: PostingTemplate) -> None:
    assert any(asked.is_required for asked in template.skills)
    assert any(asked.is_required for asked in template.languages)
    assert 2 <= template.description.count(". ") + 1 <= 4
    assert len(template.title) <= 80
    assert template.how_to_join.endswith(".")
    assert template.places > 0
    assert template.minutes > 0
    is_flexible = template.format is Format.FLEXIBLE
    assert is_flexible == (template.days_to_deadline is not None) == (template.weeks == 0)


def test_interpreting_asks_for_both_languages_of_the_pair() -> None:
    for template in templates_of(Kind.INTERPRETING):
        assert sum(asked.is_required for asked in template.languages) == 2


def test_templates_for_minors_ask_for_adults_with_a_background_check() -> None:
    for_minors = [template for template in TEMPLATES if template.is_for_minors]
    assert for_minors
    for template in for_minors:
        assert BACKGROUND_CHECK in template.credentials
        assert template.minimum_age == 18
