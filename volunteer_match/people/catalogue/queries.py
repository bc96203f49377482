"""Reads of the skill catalogue as this installation has it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.opportunities.models import Opportunity, OpportunitySkill
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.reader import read_groups
from volunteer_match.people.catalogue.search import NEAR_KIND, Hit, search_arranged, search_skills
from volunteer_match.people.catalogue.snapshot import catalogue_now, entry_of
from volunteer_match.people.profile.models import AgentSkill

MOST_FOUND = 8
MOST_LISTED = 400
IMPORTED_BESIDE = 4
"""So many times what is shown is looked at, so that imported skills don't keep curated ones out."""
IN_FULL = frozenset({0, 1})
"""Ranks of a search hit whose whole name, or whole synonym, is what was typed."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a typed text stands for: one `skill`, else `choices` to pick from (none: nothing is like it)."""

    skill: Skill | None
    choices: tuple[Skill, ...] = ()


def find_skill(code: str) -> Skill | None:
    """The skill with this code, retired or not."""
    return db.session.scalar(select(Skill).where(Skill.code == code))


def open_skills() -> list[Skill]:
    """All skills that can be chosen, in the order of their rows."""
    return list(db.session.scalars(select(Skill).where(Skill.retired_at.is_(None)).order_by(Skill.id)))


def _hits(query: str, language: str, limit: int) -> list[tuple[Hit, Skill]]:
    """Among finds of one kind the curated skills come first."""
    catalogue = catalogue_now()
    hits = search_arranged(query, catalogue.searched(language), limit * IMPORTED_BESIDE)
    hits.sort(key=lambda hit: (hit.rank[0], catalogue.by_code[hit.id].is_imported))
    best = hits[:limit]
    rows = db.session.scalars(select(Skill).where(Skill.code.in_([hit.id for hit in best])))
    by_code = {skill.code: skill for skill in rows}
    return [(hit, by_code[hit.id]) for hit in best if hit.id in by_code]


def search(query: str, language: str = "en", limit: int = MOST_FOUND) -> list[tuple[Skill, str | None]]:
    """Skills that can be chosen for what was typed, best first, each with the synonym that matched (or None)."""
    return [(skill, hit.synonym) for hit, skill in _hits(query, language, limit)]


def search_all(query: str, language: str = "en") -> list[Skill]:
    """For administrators, retired skills too: what a query finds among all, or for none the curated catalogue."""
    if not query.strip():
        return list(db.session.scalars(select(Skill).where(Skill.is_imported.is_(False)).order_by(Skill.id)))
    skills = list(db.session.scalars(select(Skill).order_by(Skill.is_imported, Skill.id)))
    by_code = {skill.code: skill for skill in skills}
    hits = search_skills(query, [entry_of(skill, language) for skill in skills], MOST_LISTED)
    return [by_code[hit.id] for hit in hits]


def count_imported() -> int:
    """How many skills came from a larger catalogue."""
    return db.session.scalar(select(func.count()).select_from(Skill).where(Skill.is_imported)) or 0


def resolve(text: str, language: str = "en") -> Resolution:
    """The skill that a typed text names in full, or what it may mean. A code is taken as well."""
    if (coded := find_skill(text.strip())) and coded.retired_at is None:
        return Resolution(coded)
    hits = _hits(text, language, MOST_FOUND)
    exact = [skill for hit, skill in hits if hit.rank[0] in IN_FULL]
    named = [skill for hit, skill in hits if hit.rank[0] == min(IN_FULL)]
    if len(named) == 1 or len(exact) == 1:
        return Resolution((named or exact)[0])
    if len(hits) == 1 and hits[0][0].rank[0] < NEAR_KIND:
        return Resolution(hits[0][1])
    return Resolution(None, tuple(skill for _, skill in hits))


def skills_in_demand(limit: int) -> list[Skill]:
    """Skills that open needs ask for most, then those that most people hold, then the rest of the curated catalogue."""
    rows = db.session.execute(
        select(OpportunitySkill.skill_id, func.count())
        .join(Opportunity, OpportunitySkill.opportunity_id == Opportunity.id)
        .where(Opportunity.state == OpportunityState.PUBLISHED)
        .group_by(OpportunitySkill.skill_id)
    )
    asked = {skill_id: times for skill_id, times in rows}  # noqa: C416 - a row is no tuple to mypy
    held = count_holders()
    chosen = [*asked.keys(), *held.keys()]
    query = select(Skill).where(Skill.retired_at.is_(None), Skill.is_imported.is_(False) | Skill.id.in_(chosen))
    ranked = sorted(
        db.session.scalars(query), key=lambda skill: (-asked.get(skill.id, 0), -held.get(skill.id, 0), skill.id)
    )
    return ranked[:limit]


def count_holders() -> dict[int, int]:
    """How many profiles name each skill, by its row number."""
    rows = db.session.execute(select(AgentSkill.skill_id, func.count()).group_by(AgentSkill.skill_id))
    return {skill_id: people for skill_id, people in rows}  # noqa: C416 - a row is no tuple to mypy


def by_group(skills: Sequence[Skill]) -> list[tuple[str, list[Skill]]]:
    """The skills on their shelves, in the order of the groups; a group that is not shipped comes last."""
    shelves: defaultdict[str, list[Skill]] = defaultdict(list)
    for skill in skills:
        shelves[skill.group].append(skill)
    known = [group.id for group in read_groups()]
    order = [*known, *sorted(set(shelves) - set(known))]
    return [(group, shelves[group]) for group in order if shelves[group]]
