"""Propose matches for many needs, look at them beside first come, first served, and invite by them."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Kind
from volunteer_match.matches.explanations import Explainer
from volunteer_match.matches.proposing import actions
from volunteer_match.matches.proposing.actions import Sent
from volunteer_match.matches.proposing.choosing import DAYS, days_words, partners_of, read_choice, tags_of
from volunteer_match.matches.proposing.figures import figures_from
from volunteer_match.matches.proposing.models import Proposal
from volunteer_match.matches.proposing.queries import (
    find_proposal,
    open_needs,
    open_proposals,
    read_lines,
    titles_of,
)
from volunteer_match.matches.proposing.showing import comparison, comparison_rows, is_over, needs_shown, promise
from volunteer_match.matches.proposing.working import MOST_NEEDS, work_out
from volunteer_match.opportunities.board.rows import lines_of
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused
from volunteer_match.web.access import begins_reading, staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.labels import label
from volunteer_match.web.messages import tell

blueprint = Blueprint("proposals", __name__)
EARLIER_SHOWN = 5


def proposal_or_404(proposal_id: str) -> Proposal:
    return find_proposal(proposal_id, current_user.company_id) or abort(404)


@blueprint.get("/proposals/new")
@staff
def show_new() -> ResponseReturnValue:
    """Which needs: all that are open, have places left and no claim waiting, unless the coordinator narrows them."""
    return _show_new()


def _show_new(status: int = 200, fault: str | None = None) -> ResponseReturnValue:
    account: Account = current_user.account
    every, choice = open_needs(account.company_id, now()), read_choice()
    meant = choice.leaves(every, now())
    shown = meant[:MOST_NEEDS]
    partners = partners_of(every)
    lines = lines_of([need.opportunity for need in shown], account.time_zone, now())
    return page(
        "matches/proposing/new.html",
        block="results",
        status=status,
        fault=fault,
        rows=list(zip(shown, lines, strict=True)),
        more=len(meant) - len(shown),
        choice=choice,
        tags=tags_of(choice, dict(partners)),
        kinds=[(kind.value, label(kind)) for kind in Kind],
        partners=partners,
        days=[(days, days_words(days)) for days in DAYS],
        earlier=open_proposals(account.company_id, now())[:EARLIER_SHOWN],
        has_none=not every,
        zone=account.time_zone,
        now=now(),
    )


@blueprint.post("/proposals")
@staff
@begins_reading
def propose() -> ResponseReturnValue:
    """Works out and keeps a proposal for the needs that are ticked. Reads first: others may write meanwhile."""
    account: Account = current_user.account
    ticked = set(request.form.getlist("need"))
    meant = read_choice().leaves(open_needs(account.company_id, now()), now())
    needs = [need for need in meant if need.opportunity.public_id in ticked][:MOST_NEEDS]
    if not needs:
        return _show_new(422, _("Tick at least one need."))
    made = work_out(needs, account, now())
    account_id = account.id
    begin_write(db.session)
    proposal = actions.keep_proposal(made, db.session.get_one(Account, account_id), now())
    return see_other("proposals.show_proposal", proposal_id=proposal.public_id)


@blueprint.get("/proposals/<proposal_id>")
@staff
def show_proposal(proposal_id: str) -> ResponseReturnValue:
    return _show(proposal_or_404(proposal_id))


def _show(proposal: Proposal, status: int = 200, fault: str | None = None) -> ResponseReturnValue:
    zone = current_user.time_zone
    figures, lines = figures_from(proposal.figures), read_lines(proposal)
    return page(
        "matches/proposing/proposal.html",
        status=status,
        fault=fault,
        proposal=proposal,
        figures=figures,
        promise=promise(figures),
        comparison=comparison(figures),
        comparison_rows=comparison_rows(figures),
        needs=needs_shown(lines, Explainer(zone), zone),
        open_lines=sum(line.is_open for line in lines),
        open_people=len({line.agent_id for line in lines if line.is_open}),
        sent_lines=sum(line.match_id is not None for line in lines),
        nobody_fits=titles_of(figures.nobody_fits),
        nobody_left=titles_of(figures.nobody_left),
        is_over=is_over(proposal.expires_at, proposal.dismissed_at, now()),
        zone=zone,
        now=now(),
    )


@blueprint.post("/proposals/<proposal_id>/invitations")
@staff
def send(proposal_id: str) -> ResponseReturnValue:
    """Invites by the lines of one need whose button was pressed, else by all that are ticked."""
    proposal = proposal_or_404(proposal_id)
    ticked = request.form.getlist("line")
    if need := request.form.get("only"):
        ticked = [line.public_id for line in read_lines(proposal) if line.opportunity.public_id == need]
    if not ticked:
        return _show(proposal, 422, _("Tick at least one person."))
    try:
        sent = actions.send_lines(proposal, ticked, current_user.account, now())
    except Refused:
        return _show(proposal, 409, _("This proposal is over. Facts change: have a new one worked out."))
    _tell_sent(sent, proposal_id)
    return see_other("proposals.show_proposal", proposal_id=proposal_id)


def _tell_sent(made: Sent, proposal_id: str) -> None:
    if made.sent:
        tell(
            ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", len(made.sent)),
            undo_address=url_for("proposals.take_back", proposal_id=proposal_id),
        )
    if made.refused:
        tell(
            ngettext(
                "%(num)s could not go out any more. The reason stands beside it.",
                "%(num)s could not go out any more. The reasons stand beside them.",
                len(made.refused),
            ),
            category="warning",
        )
    if made.put_off:
        tell(
            ngettext(
                "%(num)s more is still open: send it next.",
                "%(num)s more are still open: send them next.",
                made.put_off,
            ),
            category="info",
        )


@blueprint.post("/proposals/<proposal_id>/rescission")
@staff
def take_back(proposal_id: str) -> ResponseReturnValue:
    """Takes back what was sent last and waits for an answer."""
    count = actions.take_back(proposal_or_404(proposal_id), current_user.account, now())
    if count:
        tell(ngettext("%(num)s invitation was taken back.", "%(num)s invitations were taken back.", count))
    else:
        tell(_("There was nothing to take back: no invitation waits for an answer."), category="info")
    return see_other("proposals.show_proposal", proposal_id=proposal_id)


@blueprint.post("/proposals/<proposal_id>/dismissal")
@staff
def dismiss(proposal_id: str) -> ResponseReturnValue:
    actions.dismiss(proposal_or_404(proposal_id), current_user.account, now())
    tell(_("Put away. Nobody was asked."), undo_address=url_for("proposals.restore", proposal_id=proposal_id))
    return see_other("proposals.show_new")


@blueprint.post("/proposals/<proposal_id>/restoration")
@staff
def restore(proposal_id: str) -> ResponseReturnValue:
    actions.restore(proposal_or_404(proposal_id), current_user.account, now())
    return see_other("proposals.show_proposal", proposal_id=proposal_id)
