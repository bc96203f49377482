"""A larger catalogue stands behind the curated one; each process keeps it until it changes. On both databases."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.people.catalogue.actions import load_catalogue
from volunteer_match.people.catalogue.importing import LargerReport, import_larger
from volunteer_match.people.catalogue.larger import LargerSkill
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.queries import (
    count_imported,
    find_skill,
    resolve,
    search,
    search_all,
    skills_in_demand,
)
from volunteer_match.people.catalogue.reader import IMPORTED_GROUP
from volunteer_match.people.catalogue.snapshot import catalogue_now
from volunteer_match.people.catalogue.suggestions import suggest_codes, suggest_skills

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture(autouse=True)
def _catalogue(context: None, now: datetime) -> None:
    load_catalogue(now)


def bring(now: datetime, *skills: LargerSkill, language: str = "en") -> LargerReport:
    return import_larger(skills, language, now, dry_run=False, progress=lambda done, total: None)


def sheep(name: str = "shear sheep", *others: str) -> LargerSkill:
    return LargerSkill(2, "http://data.example/skill/1", name, others)


def test_names_synonyms_and_both_languages_come_in_once(now: datetime) -> None:
    assert bring(now, sheep("shear sheep", "sheep shearing")).added == 1
    assert bring(now, sheep("esquilar ovejas", "esquilado"), language="es").updated == 1
    assert bring(now, sheep("esquilar ovejas", "esquilado"), language="es").unchanged == 1
    skill = find_skill("x-1")
    assert skill is not None
    assert (skill.name_en, skill.name_es, skill.group) == ("shear sheep", "esquilar ovejas", IMPORTED_GROUP)
    assert skill.synonyms == [["en", "sheep shearing"], ["es", "esquilado"]]
    assert skill.is_imported
    assert db.session.scalar(select(func.count()).where(AuditEntry.action == "skill.import")) == 3


def test_a_name_that_is_here_is_not_taken_twice(now: datetime) -> None:
    before = db.session.scalar(select(func.count()).select_from(Skill))
    report = bring(now, LargerSkill(1, "7", "BOOK-KEEPING"), LargerSkill(2, "8", "Proofreading"))
    assert report.known == [("Proofreading", "proofreading")]
    assert report.added == 1
    assert db.session.scalar(select(func.count()).select_from(Skill)) == (before or 0) + 1


def test_what_was_retired_here_stays_retired(now: datetime) -> None:
    bring(now, sheep())
    skill = find_skill("x-1")
    assert skill is not None
    skill.retired_at = now
    bring(now, sheep("shear a sheep"))
    assert (skill.name_en, skill.retired_at) == ("shear a sheep", now)
    assert search("shear a sheep") == []


def test_imported_skills_are_found_behind_the_curated_ones(now: datetime) -> None:
    bring(
        now, *(LargerSkill(n, str(n), f"Graphic design of {word}") for n, word in enumerate(["maps", "mugs", "hats"]))
    )
    codes = [skill.code for skill, _ in search("graphic design")]
    assert codes[0] == "graphic-design"
    assert {"x-0", "x-1", "x-2"} <= set(codes)
    assert resolve("graphic design of mugs").skill is find_skill("x-1")
    assert suggest_codes("Graphic design", "Posters for our small team.", "en")[0] == "graphic-design"
    assert not any(skill.is_imported for skill in skills_in_demand(500))


def test_administrators_list_the_curated_and_search_all(now: datetime) -> None:
    bring(now, sheep())
    assert count_imported() == 1
    assert all(not skill.is_imported for skill in search_all(""))
    assert search_all("shear sheep")[0].code == "x-1"


def test_what_is_kept_follows_every_change(now: datetime) -> None:
    kept = catalogue_now()
    assert catalogue_now() is kept
    assert suggest_skills("Sheep shearing", "", "en") == []
    bring(now, sheep("sheep shearing"))
    assert [each.skill.code for each in suggest_skills("Sheep shearing", "", "en")] == ["x-1"]
    skill = find_skill("x-1")
    assert skill is not None
    skill.name_en = "goat keeping"
    db.session.flush()
    assert suggest_skills("Sheep shearing", "", "en") == []
    assert catalogue_now() is not kept


def test_what_was_undone_is_not_kept(now: datetime) -> None:
    point = db.session.begin_nested()
    bring(now, sheep("sheep shearing"))
    assert suggest_skills("Sheep shearing", "", "en")
    point.rollback()
    assert suggest_skills("Sheep shearing", "", "en") == []
