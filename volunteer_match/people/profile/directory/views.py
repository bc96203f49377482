"""/people: those who volunteer, and one person as coordinators see them."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.audit.actions import record
from volunteer_match.availability.queries import hours_in_words
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.blocks.queries import blocks_of
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.record import Record, read_records
from volunteer_match.opportunities.browsing.week import coming_week
from volunteer_match.people.catalogue.queries import resolve
from volunteer_match.people.profile.directory.forms import PeopleForm
from volunteer_match.people.profile.directory.queries import Search, count_people, find_people, find_person
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.people.profile.queries import languages_of, local_today, partners_to_like, skills_of
from volunteer_match.people.profile.rules import expiry_of
from volunteer_match.people.profile.views import interest_name
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page
from volunteer_match.web.labels import reading_language, skill_name
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("directory", __name__)
PAGE_SIZE = 25


def person_or_404(public_id: str) -> AgentProfile:
    return find_person(public_id, current_user.company_id) or abort(404)


def _skill(form: PeopleForm) -> tuple[int | None, str]:
    """The row number of the skill that was typed, and what to say where it is not clear (-1 finds nobody)."""
    if not form.skill.data:
        return None, ""
    found = resolve(form.skill.data, reading_language())
    nearest = found.skill or next(iter(found.choices), None)
    if nearest is None:
        return -1, _("There is no skill like that.")
    return nearest.id, "" if found.skill else _("Shown for %(skill)s.", skill=skill_name(nearest))


@blueprint.get("/people")
@staff
def list_people() -> ResponseReturnValue:
    form = PeopleForm(current_user.company_id, request.args)
    form.validate()
    skill_id, note = _skill(form)
    known = {field.name: field.data for field in (form.language, form.site, form.team) if not field.errors}
    search = Search(words=(form.q.data or "")[:100], skill_id=skill_id, **{k: v or "" for k, v in known.items()})
    total = count_people(current_user.company_id, search)
    pages = pages_of(total, PAGE_SIZE)
    people = find_people(current_user.company_id, search, (pages.here - 1) * PAGE_SIZE, PAGE_SIZE)
    return page(
        "people/profile/directory/people.html",
        block="list",
        form=form,
        note=note,
        heading=ngettext("%(num)s person", "%(num)s people", total),
        people=[(profile, skills_of(profile), languages_of(profile)) for profile in people],
        pages=pages,
        is_narrowed=search != Search(),
    )


@blueprint.get("/people/<public_id>")
@staff
def show_person(public_id: str) -> ResponseReturnValue:
    """Shifts, credentials and blocks are sensitive: that somebody looked is recorded."""
    begin_write(db.session)
    profile = person_or_404(public_id)
    account = profile.account
    record("profile.read", current_user.account, now(), subject=account)
    today = local_today(account, now())
    partners = dict(partners_to_like(profile.company_id))
    interests = sorted(interest_name(interest.key, partners) for interest in profile.interests)
    holding, _ended = blocks_of(account, now())
    return page(
        "people/profile/directory/person.html",
        profile=profile,
        account=account,
        is_self=account.id == current_user.id,
        skills=skills_of(profile),
        languages=languages_of(profile),
        interests=[name for name in interests if name],
        hours=hours_in_words(account.id),
        week=coming_week(agent_facts([account.id], now())[account.id], now()),
        credentials=[(entry, expiry_of(entry.expires_on, today)) for entry in profile.credentials],
        past=read_records([account.id], now()).get(account.id, Record()),
        blocks=len(holding),
        now=now(),
    )
