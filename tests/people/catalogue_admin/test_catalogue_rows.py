"""The shipped catalogue becomes rows once, and what was changed here stays."""

from datetime import datetime

import pytest

from volunteer_match.people.catalogue import read_catalogue
from volunteer_match.people.catalogue.actions import load_catalogue
from volunteer_match.people.catalogue.queries import find_skill, open_skills, resolve, search

pytestmark = pytest.mark.usefixtures("context")


def test_loading_twice_adds_nothing_the_second_time(now: datetime) -> None:
    assert load_catalogue(now) == len(read_catalogue())
    assert load_catalogue(now) == 0
    assert len(open_skills()) == len(read_catalogue())


def test_loading_keeps_what_was_edited_and_retired_here(now: datetime) -> None:
    load_catalogue(now)
    skill = find_skill("patience")
    assert skill is not None
    skill.name_en, skill.retired_at = "A calm manner", now
    load_catalogue(now)
    assert (skill.name_en, skill.retired_at) == ("A calm manner", now)


def test_search_forgives_errors_reads_both_languages_and_leaves_out_the_retired(now: datetime) -> None:
    load_catalogue(now)
    assert search("phisics tutorng")[0][0].code == "physics-tutoring"
    assert search("paciencia")[0][0].code == "patience"
    patience = find_skill("patience")
    assert patience is not None
    patience.retired_at = now
    assert "patience" not in [skill.code for skill, _ in search("patience")]


def test_a_full_name_resolves_and_a_vague_one_offers_choices(now: datetime) -> None:
    load_catalogue(now)
    patience = find_skill("patience")
    assert resolve("  PATIENCE ").skill is patience
    assert resolve("patience").skill is patience
    vague = resolve("tutoring")
    assert vague.skill is None
    assert len(vague.choices) > 1
    assert resolve("qqqqqqq") == resolve("")
