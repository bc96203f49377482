"""Who is coming to a need: on the screen, with whether they came; and on paper."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import AbsenceReason, Format
from volunteer_match.matches.absences import attendance
from volunteer_match.matches.absences.noting import Missed
from volunteer_match.matches.absences.queries import attendance_open
from volunteer_match.matches.refusing import show_refusal
from volunteer_match.opportunities.coming.queries import read_coming
from volunteer_match.opportunities.lookup import editable_or_404, posters, session_or_404
from volunteer_match.opportunities.meeting.queries import entrances_of
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.refusals import Refused
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("coming", __name__)
CAME = "came"
SAID = frozenset({CAME, *(reason.value for reason in AbsenceReason)})
"""What can be said of somebody; anything else says nothing yet."""


def _has_begun(opportunity: Opportunity, session: OpportunitySession) -> bool:
    """From when on it can be said who came; work in one's own time may be done at any moment."""
    return opportunity.format is Format.FLEXIBLE or (session.starts_at is not None and session.starts_at <= now())


@blueprint.get("/<public_id>/people-coming")
@posters
def show_people_coming(public_id: str) -> ResponseReturnValue:
    return _page(public_id, "opportunities/coming/people.html")


@blueprint.get("/<public_id>/people-coming/print")
@posters
def print_people_coming(public_id: str) -> ResponseReturnValue:
    return _page(public_id, "opportunities/coming/print.html")


@blueprint.post("/<public_id>/people-coming/<session_id>")
@posters
def save_attendance(public_id: str, session_id: str) -> ResponseReturnValue:
    """What is said of everybody at once; who is left at "say it later" stays as they are."""
    opportunity = editable_or_404(public_id)
    session = session_or_404(opportunity, session_id)
    said = {
        match: None if value == CAME else Missed(AbsenceReason(value))
        for match in attendance_open(session, current_user.account)
        if (value := request.form.get(f"said-{match.public_id}", "")) in SAID
    }
    try:
        attendance.save_attendance(said, current_user.account, now())
    except Refused as refused:
        return show_refusal(refused, opportunity)
    tell(ngettext("Saved for %(num)s person. Thank you!", "Saved for %(num)s people. Thank you!", len(said)))
    return see_other("coming.show_people_coming", public_id=public_id)


def _page(public_id: str, template: str) -> ResponseReturnValue:
    """That staff looked at people's names is recorded, so theirs is a writing transaction from the start."""
    account: Account = current_user.account
    if is_staff(account.role):
        begin_write(db.session)
    opportunity = editable_or_404(public_id)
    if is_staff(account.role):
        record("opportunity.people-coming", account, now(), subject=opportunity)
    return page(
        template,
        opportunity=opportunity,
        sessions=[(row, people, _has_begun(opportunity, row)) for row, people in read_coming(opportunity, account)],
        entrances={} if is_staff(account.role) else entrances_of(opportunity, now()),
        reasons=list(AbsenceReason),
        here=url_for("coming.show_people_coming", public_id=opportunity.public_id),
        zone=current_user.time_zone,
        now=now(),
    )
