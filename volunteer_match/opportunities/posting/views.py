"""The steps of posting a need. Each saves what it has; the last shows everything and publishes."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from volunteer_match.extensions import db
from volunteer_match.glossary import Kind, Meeting, OpportunityState, Role
from volunteer_match.opportunities.actions import missing_of
from volunteer_match.opportunities.board.rows import lines_of
from volunteer_match.opportunities.changing.queries import count_concerned
from volunteer_match.opportunities.lookup import editable_or_404, posters
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.posting import actions
from volunteer_match.opportunities.posting.actions import WhatValues
from volunteer_match.opportunities.posting.forms import LanguageRow, SkillRow, WhatForm, WhoForm
from volunteer_match.opportunities.posting.meter import door_of
from volunteer_match.opportunities.posting.reading import change_rows, named_rows, read_who, who_data
from volunteer_match.opportunities.posting.steps import ADDRESSES, ORDER, steps_of
from volunteer_match.opportunities.posting.suggested import Offer, asked_already, offers_for
from volunteer_match.opportunities.rules import may_edit
from volunteer_match.opportunities.templates_data import TEMPLATES, find_template
from volunteer_match.opportunities.words import missing_sentences, refusal_sentence
from volunteer_match.organisations.queries import find_verification, is_verified_by_anybody
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused
from volunteer_match.web.access import partner_members
from volunteer_match.web.clock import now
from volunteer_match.web.forms import Form
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.labels import reading_language
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("posting", __name__)


def editable_now_or_409(public_id: str) -> Opportunity:
    """The need, while it may still be changed; 409 for what is over."""
    opportunity = editable_or_404(public_id)
    if not may_edit(opportunity.state):
        abort(409)
    return opportunity


def save(form: Form, action: Callable[[], None]) -> bool:
    """Runs the action; what a rule refuses is noted at the top of the form, and nothing is kept."""
    try:
        action()
    except Refused as refused:
        db.session.rollback()
        missing = refused.params.get("missing", ())
        sentences = [text for _step, text in missing_sentences(missing)]
        form.form_errors.extend(sentences or [refusal_sentence(refused.refusal)])
        return False
    return True


def go_on(opportunity: Opportunity, step: str) -> ResponseReturnValue:
    """After a step: to the next one while it is a draft, back to the need's page when people see it already."""
    if opportunity.state is OpportunityState.PUBLISHED:
        tell(_("Your changes are saved."))
        return see_other("opportunities.show_opportunity", public_id=opportunity.public_id)
    return see_other(ADDRESSES[ORDER[ORDER.index(step) + 1]], public_id=opportunity.public_id)


def step_page(
    step: str, opportunity: Opportunity, status: int = 200, *, block: str = "step", **values: Any
) -> ResponseReturnValue:
    """A step with its place among the others; "who" and "when" have the supply meter beside them."""
    values.setdefault("meter", door_of(opportunity, step))
    values.setdefault("concerned", count_concerned(opportunity.id, now()))
    return page(
        f"opportunities/posting/{step}.html",
        block=block,
        status=status,
        opportunity=opportunity,
        steps=steps_of(opportunity, step, now()),
        is_draft=opportunity.state is OpportunityState.DRAFT,
        **values,
    )


@blueprint.get("/new")
@partner_members
def choose_template() -> ResponseReturnValue:
    return page("opportunities/posting/new.html", groups=[(k, [t for t in TEMPLATES if t.kind is k]) for k in Kind])


@blueprint.post("/new")
@partner_members
@once
def start_draft() -> ResponseReturnValue:
    template = find_template(request.form.get("template", ""))
    account: Account = current_user.account
    if template is None or account.membership is None:
        abort(404)
    opportunity = actions.start_draft(account.membership.partner, template, account, now())
    return see_other("posting.show_what", public_id=opportunity.public_id)


@blueprint.get("/<public_id>/edit/what")
@posters
def show_what(public_id: str) -> ResponseReturnValue:
    opportunity = editable_now_or_409(public_id)
    form = WhatForm(obj=opportunity, formdata=None)
    form.offer(opportunity.language)
    form.kind.data, form.meeting.data = opportunity.kind.value, opportunity.meeting.value
    _offer_suggested(form, opportunity)
    return step_page("what", opportunity, form=form)


def _offer_suggested(form: WhatForm, opportunity: Opportunity) -> list[Offer]:
    """The chips below the text; those that were ticked before and still stand there stay ticked."""
    offers = offers_for(
        form.title.data or "",
        form.description.data or "",
        form.language.data or opportunity.language,
        asked_already(opportunity),
    )
    form.suggested.choices = [SelectChoice(offer.value, offer.label) for offer in offers]
    return offers


@blueprint.post("/<public_id>/edit/what/suggestions")
@posters
def suggest(public_id: str) -> ResponseReturnValue:
    """The step with what its text suggests now; nothing is saved."""
    opportunity = editable_now_or_409(public_id)
    form = WhatForm()
    form.offer(opportunity.language)
    _offer_suggested(form, opportunity)
    return step_page("what", opportunity, block="suggested", form=form)


@blueprint.post("/<public_id>/edit/what")
@posters
def save_what(public_id: str) -> ResponseReturnValue:
    opportunity = editable_now_or_409(public_id)
    form = WhatForm()
    form.offer(opportunity.language)
    offers = _offer_suggested(form, opportunity)
    if form.validate():
        values = WhatValues(
            title=form.title.data,
            description=form.description.data,
            kind=Kind(form.kind.data),
            cause=form.cause.data,
            language=form.language.data,
            how_to_join=form.how_to_join.data or "",
            meeting=_meeting(form, opportunity),
            meeting_url=(form.meeting_url.data or "").strip(),
            also=[offer.wanted for offer in offers if offer.value in (form.suggested.data or [])],
        )
        if save(form, lambda: actions.save_what(opportunity, values, current_user.account, now())):
            return go_on(opportunity, "what")
    return step_page("what", opportunity, status=422, form=form)


def _meeting(form: WhatForm, opportunity: Opportunity) -> Meeting:
    """What was chosen; what it was where nothing is."""
    chosen = form.meeting.data
    return Meeting(chosen) if chosen in set(Meeting) else opportunity.meeting


def who_page(opportunity: Opportunity, form: WhoForm, status: int = 200, **values: Any) -> ResponseReturnValue:
    spare_skill = SkillRow(formdata=None, prefix="skills-__index__-")
    spare_language = LanguageRow(formdata=None, prefix="languages-__index__-")
    spare_language.offer()
    dismissed = [*request.form.getlist("dismissed"), *request.form.getlist("dismiss")]
    offers = _who_offers(opportunity)
    named = {*named_rows(form, offers), *dismissed}
    rows: dict[str, Any] = {"spare_skill": spare_skill, "spare_language": spare_language}
    return step_page(
        "who",
        opportunity,
        status,
        form=form,
        offers=[offer for offer in offers if offer.value not in named],
        dismissed=dismissed,
        is_suggested=any(row.is_suggested for row in opportunity.skills),
        **rows,
        **values,
    )


def _who_offers(opportunity: Opportunity) -> list[Offer]:
    return offers_for(opportunity.title, opportunity.description, opportunity.language)


@blueprint.get("/<public_id>/edit/who")
@posters
def show_who(public_id: str) -> ResponseReturnValue:
    opportunity = editable_now_or_409(public_id)
    form = WhoForm(formdata=None, data=who_data(opportunity))
    form.offer()
    return who_page(opportunity, form)


@blueprint.post("/<public_id>/edit/who")
@posters
def save_who(public_id: str) -> ResponseReturnValue:
    """Saves, or (without script) shows the form with a row more or less."""
    opportunity = editable_now_or_409(public_id)
    form = WhoForm()
    is_row_change = change_rows(form, request.form.to_dict(), _who_offers(opportunity))
    form.offer()
    if is_row_change:
        return who_page(opportunity, form)
    values = read_who(form, opportunity, reading_language())
    if values and save(form, lambda: actions.save_who(opportunity, values, current_user.account, now())):
        return go_on(opportunity, "who")
    return who_page(opportunity, form, 422)


@blueprint.get("/<public_id>/edit/check")
@posters
def show_check(public_id: str) -> ResponseReturnValue:
    """Everything on one page, as agents will see it, with what is still missing."""
    return check_page(editable_now_or_409(public_id))


def check_page(opportunity: Opportunity, status: int = 200) -> ResponseReturnValue:
    account: Account = current_user.account
    if account.role is Role.PARTNER_MEMBER:
        is_seen = is_verified_by_anybody(opportunity.partner_id)
    else:
        is_seen = find_verification(opportunity.partner_id, account.company_id) is not None
    missing = [
        (url_for(ADDRESSES[step], public_id=opportunity.public_id), sentence)
        for step, sentence in missing_sentences(missing_of(opportunity, now()))
    ]
    line = lines_of([opportunity], account.time_zone, now())[0]
    return step_page("check", opportunity, status, missing=missing, is_seen=is_seen, line=line, now=now())
