"""Imported drafts: a list with boxes to tick, accepted or refused singly or in bulk."""

from textwrap import shorten

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.integrations.models import ImportedRecord
from volunteer_match.opportunities.accepting import actions
from volunteer_match.opportunities.accepting.actions import Accepted
from volunteer_match.opportunities.accepting.flags import flag_words
from volunteer_match.opportunities.accepting.queries import count_incomplete, count_waiting, find_waiting, read_records
from volunteer_match.opportunities.actions import missing_of
from volunteer_match.opportunities.board.rows import lines_of
from volunteer_match.opportunities.lookup import editable_or_404
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.words import missing_sentences
from volunteer_match.organisations.queries import find_verification
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.views import skill_or_404
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import go_to, page
from volunteer_match.web.labels import skill_name
from volunteer_match.web.messages import tell
from volunteer_match.web.pages import asked_page, pages_of

blueprint = Blueprint("accepting", __name__)
PAGE_SIZE = 20
MOST_AT_ONCE = 200
EXCERPT_LENGTH = 280


@blueprint.get("/imports")
@staff
def list_imports() -> ResponseReturnValue:
    """Waiting drafts, or those that were accepted and still lack something."""
    return _list_page()


def _list_page(status: int = 200, fault: str | None = None) -> ResponseReturnValue:
    company_id = current_user.company_id
    is_waiting = request.values.get("show") != "incomplete"
    counts = {"waiting": count_waiting(company_id, now()), "incomplete": count_incomplete(company_id)}
    pages = pages_of(counts["waiting" if is_waiting else "incomplete"], PAGE_SIZE)
    offset = (pages.here - 1) * PAGE_SIZE
    records = read_records(company_id, now(), is_waiting=is_waiting, offset=offset, limit=PAGE_SIZE)
    lines = lines_of([record.opportunity for record in records], current_user.time_zone, now())
    tabs = [
        {
            "label": label,
            "url": url_for("accepting.list_imports", show=name),
            "current": is_waiting is (name == "waiting"),
            "count": counts[name],
        }
        for name, label in (("waiting", _("Waiting")), ("incomplete", _("Accepted, something missing")))
    ]
    return page(
        "opportunities/accepting/imports.html",
        status=status,
        items=[_item(record, line) for record, line in zip(records, lines, strict=True)],
        tabs=tabs,
        is_waiting=is_waiting,
        pages=pages,
        fault=fault,
        zone=current_user.time_zone,
    )


def _item(record: ImportedRecord, line: object) -> dict[str, object]:
    opportunity = record.opportunity
    return {
        "line": line,
        "opportunity": opportunity,
        "source": record.source,
        "flags": flag_words(record.flags),
        "missing": [sentence for _step, sentence in missing_sentences(missing_of(opportunity, now()))],
        "verification": find_verification(opportunity.partner_id, current_user.company_id),
        "excerpt": shorten(opportunity.description, EXCERPT_LENGTH, placeholder=" …"),
        "suggested": [_chip(opportunity, row.skill) for row in opportunity.skills if row.is_suggested],
    }


def _chip(opportunity: Opportunity, skill: Skill) -> dict[str, str]:
    action = url_for(
        "accepting.remove_suggested",
        public_id=opportunity.public_id,
        code=skill.code,
        page=asked_page(),
        show=request.values.get("show"),
    )
    name = skill_name(skill)
    remove = _("Remove %(skill)s from %(title)s", skill=name, title=opportunity.title)
    return {"value": skill.code, "label": name, "remove": remove, "action": action}


def _chosen() -> list[str]:
    """The one whose own button was pressed, else all that are ticked."""
    return request.form.getlist("only") or request.form.getlist("need")[:MOST_AT_ONCE]


@blueprint.post("/imports/acceptance")
@staff
def accept() -> ResponseReturnValue:
    """Accepts what is ticked; each is published if it can be."""
    chosen = _chosen()
    if not chosen:
        return _list_page(422, _("Tick at least one need."))
    _tell_accepted(actions.accept_all(find_waiting(chosen), current_user.account, now()))
    return _back()


def _tell_accepted(result: Accepted) -> None:
    published, incomplete = len(result.published), len(result.incomplete)
    if published:
        tell(ngettext("%(num)s need is published.", "%(num)s needs are published.", published))
    if incomplete:
        tell(
            ngettext(
                "%(num)s need is accepted and stays a draft: something is missing.",
                "%(num)s needs are accepted and stay drafts: something is missing.",
                incomplete,
            ),
            category="info",
        )
    if result.refused_partner:
        tell(
            ngettext(
                "%(num)s need was left: your company has refused its organisation.",
                "%(num)s needs were left: your company has refused their organisations.",
                len(result.refused_partner),
            ),
            category="warning",
        )


@blueprint.post("/imports/refusal")
@staff
def refuse() -> ResponseReturnValue:
    """Puts away what is ticked."""
    chosen = _chosen()
    if not chosen:
        return _list_page(422, _("Tick at least one need."))
    found = find_waiting(chosen)
    for opportunity in found:
        actions.refuse(opportunity, current_user.account, now())
    tell(ngettext("%(num)s need is refused.", "%(num)s needs are refused.", len(found)))
    return _back()


@blueprint.post("/imports/<public_id>/suggested/<code>/removal")
@staff
def remove_suggested(public_id: str, code: str) -> ResponseReturnValue:
    """Takes away a skill that the import read out of the text; twice is the same as once."""
    opportunity = editable_or_404(public_id)
    skill = skill_or_404(code)
    if actions.remove_suggested(opportunity, code, current_user.account, now()):
        tell(_("%(skill)s was removed from %(title)s.", skill=skill_name(skill), title=opportunity.title))
    return _back()


def _back() -> ResponseReturnValue:
    show = "incomplete" if request.values.get("show") == "incomplete" else "waiting"
    return go_to(url_for("accepting.list_imports", show=show, page=asked_page()))
