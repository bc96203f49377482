"""Administration of webhooks: of the coordinators, and of each team."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.integrations.outside import Answer
from volunteer_match.notifications.webhooks import actions
from volunteer_match.notifications.webhooks.delivery import TEST_LIMITS, Outcome, outcome_code, pack, send
from volunteer_match.notifications.webhooks.forms import WebhookForm
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.notifications.webhooks.queries import find_removed, find_webhook, list_webhooks
from volunteer_match.notifications.webhooks.rules import Flavour, Topic, masked
from volunteer_match.notifications.webhooks.words import FLAVOURS, HINTS, TOPICS, answer_words
from volunteer_match.organisations.models import Team
from volunteer_match.organisations.sites.queries import find_team
from volunteer_match.web.access import administrators, begins_reading
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("webhooks", __name__)
MOST_SHOWN = 200
"""Characters of an answer."""


def _webhook_or_404(public_id: str) -> Webhook:
    return find_webhook(public_id, current_user.company_id) or abort(404)


def _asked_team() -> Team | None:
    """The team that the address names; None without one: for the coordinators."""
    public_id = request.args.get("team", "")
    return (find_team(public_id, current_user.company_id) or abort(404)) if public_id else None


def _form(webhook: Webhook | None, team: Team | None) -> WebhookForm:
    form = WebhookForm()
    form.offer(for_team=team is not None, has_address=webhook is not None)
    return form


def _form_page(form: WebhookForm, webhook: Webhook | None, team: Team | None, status: int = 200) -> ResponseReturnValue:
    return page(
        "webhooks/webhook.html",
        form=form,
        webhook=webhook,
        team=team,
        masked=masked(webhook.address) if webhook else None,
        hints={topic.value: words for topic, words in HINTS.items()},
        status=status,
    )


@blueprint.get("/administration/webhooks")
@administrators
def list_all() -> ResponseReturnValue:
    return page(
        "webhooks/webhooks.html",
        webhooks=list_webhooks(current_user.company_id),
        masked=masked,
        flavour_words=lambda code: FLAVOURS[Flavour(code)],
        topic_words=lambda code: TOPICS[Topic(code)],
        answer_words=answer_words,
        now=now(),
    )


@blueprint.get("/administration/webhooks/new")
@administrators
def show_new() -> ResponseReturnValue:
    team = _asked_team()
    form = WebhookForm(formdata=None, data={"flavour": Flavour.SLACK.value})
    form.offer(for_team=team is not None, has_address=False)
    return _form_page(form, None, team)


@blueprint.post("/administration/webhooks")
@administrators
@once
def add() -> ResponseReturnValue:
    team = _asked_team()
    form = _form(None, team)
    if not form.validate():
        return _form_page(form, None, team, 422)
    webhook = actions.add_webhook(team, form.values(), current_user.account, now())
    tell(_("The webhook is added. Send a test to see whether it works."))
    return see_other("webhooks.show", public_id=webhook.public_id)


@blueprint.get("/administration/webhooks/<public_id>")
@administrators
def show(public_id: str) -> ResponseReturnValue:
    webhook = _webhook_or_404(public_id)
    shown = {"name": webhook.name, "flavour": webhook.flavour, "topics": webhook.topics}
    form = WebhookForm(formdata=None, data=shown)
    form.offer(for_team=webhook.team is not None, has_address=True)
    return _form_page(form, webhook, webhook.team)


@blueprint.post("/administration/webhooks/<public_id>")
@administrators
def edit(public_id: str) -> ResponseReturnValue:
    webhook = _webhook_or_404(public_id)
    form = _form(webhook, webhook.team)
    if not form.validate():
        return _form_page(form, webhook, webhook.team, 422)
    actions.edit_webhook(webhook, form.values(), current_user.account, now())
    tell(_("Saved."))
    return see_other("webhooks.list_all")


def _answer_sentence(outcome: Outcome) -> str:
    """What the other side said, in its own words where it said something."""
    code = answer_words(outcome_code(outcome))
    said = outcome.body.decode("utf-8", "replace").strip()[:MOST_SHOWN] if isinstance(outcome, Answer) else ""
    return _("The answer: %(code)s %(said)s", code=code, said=said).strip()


@blueprint.post("/administration/webhooks/<public_id>/test")
@administrators
@begins_reading
def send_test(public_id: str) -> ResponseReturnValue:
    """No transaction is open while the other side takes its time."""
    webhook = _webhook_or_404(public_id)
    parcel = pack(webhook, Topic.TEST, {}, f"test-{now().timestamp():.0f}")
    db.session.rollback()
    outcome = send(parcel, TEST_LIMITS)
    begin_write(db.session)
    actions.note_answer(_webhook_or_404(public_id), outcome_code(outcome), now())
    is_well = isinstance(outcome, Answer) and outcome.is_success
    tell(_answer_sentence(outcome), category="success" if is_well else "warning")
    return see_other("webhooks.show", public_id=public_id)


@blueprint.post("/administration/webhooks/<public_id>/removal")
@administrators
def remove(public_id: str) -> ResponseReturnValue:
    webhook = _webhook_or_404(public_id)
    actions.remove_webhook(webhook, current_user.account, now())
    undo = url_for("webhooks.restore", public_id=public_id)
    tell(_("%(name)s is told nothing more.", name=webhook.name), undo_address=undo)
    return see_other("webhooks.list_all")


@blueprint.post("/administration/webhooks/<public_id>/restoration")
@administrators
def restore(public_id: str) -> ResponseReturnValue:
    webhook = find_removed(public_id, current_user.company_id) or abort(404)
    actions.restore_webhook(webhook, current_user.account, now())
    tell(_("%(name)s is told again.", name=webhook.name))
    return see_other("webhooks.list_all")
