"""Writes of the skill catalogue."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlalchemy import func, select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.reader import CatalogueSkill, read_catalogue
from volunteer_match.people.catalogue.search_index import words_of
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refusal, Refused


def _synonyms(entry: CatalogueSkill) -> list[list[str]]:
    return [["en", word] for word in entry.synonyms_en] + [["es", word] for word in entry.synonyms_es]


def load_catalogue(now: datetime) -> int:
    """Adds shipped skills that are not here yet; returns how many. What was edited or retired here stays as it is."""
    known = set(db.session.scalars(select(Skill.code)))
    new = [entry for entry in read_catalogue() if entry.id not in known]
    db.session.add_all(
        [
            Skill(
                code=entry.id,
                group=entry.group,
                name_en=entry.name_en,
                name_es=entry.name_es,
                synonyms=_synonyms(entry),
                concept=entry.concept or "",
            )
            for entry in new
        ]
    )
    db.session.flush()
    return len(new)


class SkillRefusal(Refusal):
    NAME_TAKEN = "Another skill has this name. Add your word to that one as a synonym."


@dataclass(frozen=True, slots=True)
class SkillWords:
    """What an administrator says of a skill; `synonyms` are pairs of language and word."""

    name_en: str
    name_es: str
    group: str
    synonyms: list[list[str]]


def _refuse_taken_name(name: str, but: Skill | None = None) -> None:
    """Raises Refused if another skill, retired ones included, has the English name in any capitals."""
    taken = db.session.scalar(select(Skill).where(func.lower(Skill.name_en) == name.lower()))
    if taken is not None and taken is not but:
        raise Refused(SkillRefusal.NAME_TAKEN)


def _new_code(name: str) -> str:
    """A code from the words of the name, with a number where another skill has it."""
    stem = "-".join(words_of(name))[:60] or "skill"
    known = set(db.session.scalars(select(Skill.code).where(Skill.code.startswith(stem))))
    return next(code for number in count(1) if (code := stem if number == 1 else f"{stem}-{number}") not in known)


def add_skill(words: SkillWords, actor: Account, now: datetime) -> Skill:
    """A skill of this installation's own. Raises Refused if the name is taken."""
    _refuse_taken_name(words.name_en)
    skill = Skill(
        code=_new_code(words.name_en),
        group=words.group,
        name_en=words.name_en,
        name_es=words.name_es,
        synonyms=words.synonyms,
    )
    db.session.add(skill)
    db.session.flush()
    record("skill.add", actor, now, skill=skill.code)
    return skill


def edit_skill(skill: Skill, words: SkillWords, actor: Account, now: datetime) -> None:
    """New words for the same skill: its code, and who holds it, stay. Raises Refused if the name is taken."""
    _refuse_taken_name(words.name_en, but=skill)
    skill.name_en, skill.name_es, skill.group = words.name_en, words.name_es, words.group
    skill.synonyms = words.synonyms
    record("skill.edit", actor, now, skill=skill.code)


def retire_skill(skill: Skill, actor: Account, now: datetime) -> None:
    """It stays where it is already named, and can't be newly chosen."""
    if skill.retired_at is None:
        skill.retired_at = now
        record("skill.retire", actor, now, skill=skill.code)


def restore_skill(skill: Skill, actor: Account, now: datetime) -> None:
    """It can be chosen again."""
    if skill.retired_at is not None:
        skill.retired_at = None
        record("skill.restore", actor, now, skill=skill.code)
