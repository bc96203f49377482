"""Turns what was typed into what actions take, and rows into what forms show."""

from typing import Any

from flask_babel import gettext as _

from volunteer_match.matching.levels import SkillLevel
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.posting.actions import LanguageWanted, SkillWanted, WhoValues
from volunteer_match.opportunities.posting.forms import MAX_ROWS, LanguageRow, SkillRow, WhoForm
from volunteer_match.opportunities.rules import Missing, missing_for_minors
from volunteer_match.opportunities.words import MISSING
from volunteer_match.people.catalogue.queries import resolve
from volunteer_match.web.labels import skill_name

ADULT = 18


def who_data(opportunity: Opportunity) -> dict[str, Any]:
    """The rows as the form shows them."""
    return {
        "skills": [
            {"skill": skill_name(row.skill), "level": str(row.level), "need": _need(row.is_required)}
            for row in sorted(opportunity.skills, key=lambda row: (not row.is_required, row.id))
        ],
        "languages": [
            {
                "language": row.tag,
                "level": str(row.level),
                "need": "verified" if row.verified_only else _need(row.is_required),
            }
            for row in sorted(opportunity.languages, key=lambda row: (not row.is_required, row.id))
        ],
        "credentials": [row.kind for row in opportunity.credentials],
        "adults_only": opportunity.minimum_age is not None,
        "is_for_minors": opportunity.is_for_minors,
        "second_adult": opportunity.second_adult,
    }


def _need(is_required: bool) -> str:
    return "required" if is_required else "nice"


def change_rows(form: WhoForm, asked: dict[str, str]) -> bool:
    """Adds or removes a row where one of these buttons was pressed; the page is then shown again, nothing is saved."""
    for name, rows in (("skill", form.skills), ("language", form.languages)):
        if asked.get(f"add_{name}") and len(rows.entries) < MAX_ROWS:
            added = next(iter(rows.append_entry().form))
            added.render_kw = {"autofocus": True}
            return True
        if (number := asked.get(f"remove_{name}")) is not None:
            rows.entries[:] = [entry for entry in rows.entries if entry.name.rsplit("-", 1)[-1] != number]
            return True
    return False


def read_who(form: WhoForm, opportunity: Opportunity, reader: str) -> WhoValues | None:
    """The values of a form that is fine; None where a fault was noted at its field."""
    is_fine = form.validate()
    skills, languages = _read_skills(form, opportunity, reader), _read_languages(form)
    _check_minors(form)
    for rows in (form.skills, form.languages):
        # A field list looks at its rows once, when it is validated; what was found since is added here.
        rows.errors = [entry.errors for entry in rows.entries] if any(entry.errors for entry in rows.entries) else []
    if not is_fine or form.errors:
        return None
    return WhoValues(
        skills=skills,
        languages=languages,
        credentials=list(dict.fromkeys(form.credentials.data or [])),
        minimum_age=ADULT if form.adults_only.data else None,
        is_for_minors=bool(form.is_for_minors.data),
        second_adult=form.second_adult.data or "",
    )


def _read_skills(form: WhoForm, opportunity: Opportunity, reader: str) -> list[SkillWanted]:
    """Each row's skill by name; what the catalogue doesn't know is a fault with suggestions."""
    # A skill that was retired since stays on the needs that ask for it.
    known = {skill_name(row.skill): row.skill_id for row in opportunity.skills}
    rows: dict[int, SkillRow] = {}
    for entry in form.skills.entries:
        row = entry.form
        typed = (row.skill.data or "").strip()
        if not typed:
            continue
        found = resolve(typed, reader) if typed not in known else None
        skill_id = known.get(typed) or (found.skill.id if found and found.skill else None)
        if skill_id is None:
            fault = _unknown([skill_name(choice) for choice in found.choices[:3]] if found else [])
        elif skill_id in rows:
            fault = _("This skill is asked for twice.")
        else:
            rows[skill_id] = row
            continue
        row.skill.errors = [*row.skill.errors, fault]
    return [
        SkillWanted(skill_id, _level(row.level.data, len(SkillLevel)), row.need.data == "required")
        for skill_id, row in rows.items()
    ]


def _level(raw: Any, most: int) -> int:
    """A level as a number; a fault of the form was noted where it is none."""
    return int(raw) if isinstance(raw, str) and raw.isdecimal() and 1 <= int(raw) <= most else 1


def _unknown(names: list[str]) -> str:
    if not names:
        return _("We don't know this skill. Try another word for it.")
    return _("We don't know this skill. Did you mean %(names)s?", names=", ".join(names))


def _read_languages(form: WhoForm) -> list[LanguageWanted]:
    rows: dict[str, LanguageRow] = {}
    for entry in form.languages.entries:
        row = entry.form
        tag = row.language.data
        if not tag:
            continue
        if tag in rows:
            row.language.errors = [*row.language.errors, _("This language is asked for twice.")]
        rows[tag] = row
    return [
        LanguageWanted(tag, _level(row.level.data, 7), row.need.data != "nice", row.need.data == "verified")
        for tag, row in rows.items()
    ]


def _check_minors(form: WhoForm) -> None:
    """The two safeguards are asked for here already, at their fields."""
    credentials = frozenset(form.credentials.data or [])
    fields = {Missing.BACKGROUND_CHECK: form.credentials, Missing.SECOND_ADULT: form.second_adult}
    for missing in missing_for_minors(bool(form.is_for_minors.data), credentials, form.second_adult.data or ""):
        fields[missing].errors = [*fields[missing].errors, str(MISSING[missing][1])]
