"""The blocks of one volunteer."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Kind
from volunteer_match.matches.blocks import actions
from volunteer_match.matches.blocks.forms import BlockForm
from volunteer_match.matches.blocks.queries import (
    blocks_of,
    find_block,
    find_volunteer,
    partner_choices,
    partner_names,
)
from volunteer_match.organisations.queries import find_partner
from volunteer_match.people.models import Account
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("blocks", __name__)


def volunteer_or_404(account_id: str) -> Account:
    return find_volunteer(account_id, current_user.account) or abort(404)


@blueprint.get("/people/<account_id>/blocks")
@staff
def show_blocks(account_id: str) -> ResponseReturnValue:
    """Reasons are sensitive: that somebody read them is recorded."""
    begin_write(db.session)
    agent = volunteer_or_404(account_id)
    record("block.read", current_user.account, now(), subject=agent)
    return _show(agent, _form())


def _form() -> BlockForm:
    form = BlockForm()
    form.offer(partner_choices())
    return form


def _show(agent: Account, form: BlockForm, status: int = 200) -> ResponseReturnValue:
    holding, ended = blocks_of(agent, now())
    return page(
        "matches/blocks/blocks.html",
        status=status,
        agent=agent,
        form=form,
        holding=holding,
        ended=ended,
        partners=partner_names([*holding, *ended]),
        kinds={kind.value: kind for kind in Kind},
        zone=current_user.time_zone,
    )


@blueprint.post("/people/<account_id>/blocks")
@staff
def set_block(account_id: str) -> ResponseReturnValue:
    agent, form = volunteer_or_404(account_id), _form()
    if not form.validate():
        return _show(agent, form, 422)
    ends_at = None
    if form.ends_on.data:
        # Through the whole of the day that was chosen, on the coordinator's own clock.
        midnight = datetime.combine(form.ends_on.data, time(), ZoneInfo(current_user.time_zone))
        ends_at = midnight + timedelta(days=1)
    partner = find_partner(form.partner.data) if form.partner.data else None
    actions.set_block(agent, form.kind.data or None, partner, form.reason.data, ends_at, current_user.account, now())
    tell(_("Blocked. They are no longer offered such needs, and what was ahead there is cancelled."))
    return see_other("blocks.show_blocks", account_id=account_id)


@blueprint.post("/blocks/<block_id>/lifting")
@staff
def lift(block_id: str) -> ResponseReturnValue:
    block = find_block(block_id, current_user.account) or abort(404)
    actions.lift_block(block, current_user.account, now())
    tell(_("Lifted."))
    return see_other("blocks.show_blocks", account_id=block.agent.account.public_id)
