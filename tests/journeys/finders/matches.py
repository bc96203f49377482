"""Values for the pages of matches, hours and volunteer time off."""

from typing import Any

from sqlalchemy import select

from tests.journeys.finders.asking import Finder, Values, first, one, own
from tests.journeys.finders.needs import partner_of
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import HoursState, MatchState, Role
from volunteer_match.hours.confirming.links import make_link
from volunteer_match.hours.models import HourEntry
from volunteer_match.hours.queries import reportable_matches
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.models import Claim, Concern, Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Site
from volunteer_match.organisations.queries import members_of
from volunteer_match.people.models import Account
from volunteer_match.web.clock import now


def matches_of_every_state(viewer: Account | None) -> list[Values]:
    """One match of each state that this person can look at."""
    assert viewer is not None
    if viewer.membership:
        mine = Match.opportunity.has(Opportunity.partner_id == viewer.membership.partner_id)
        mine &= Match.state.in_((MatchState.PENDING, MatchState.APPROVED, MatchState.COMPLETED))
    else:
        mine = Match.agent_id == viewer.id if viewer.role is Role.AGENT else Match.company_id == viewer.company_id
    rows = db.session.execute(select(Match.state, Match.public_id).where(mine).order_by(Match.id))
    return [{"match_id": public_id} for public_id in dict(rows.all()).values()]


def hours_of_every_state(viewer: Account | None) -> list[Values]:
    """One entry of hours of each state that this person has a part in."""
    assert viewer is not None
    if viewer.membership:
        mine = HourEntry.partner_id == viewer.membership.partner_id
    else:
        mine = HourEntry.agent_id == viewer.id if viewer.role is Role.AGENT else HourEntry.id > 0
    rows = db.session.execute(select(HourEntry.state, HourEntry.public_id).where(mine).order_by(HourEntry.id))
    return [{"entry_id": public_id} for public_id in dict(rows.all()).values()]


def requests_of_every_state(_viewer: Account | None) -> list[Values]:
    rows = db.session.execute(select(TimeOffRequest.state, TimeOffRequest.public_id).order_by(TimeOffRequest.id))
    return [{"public_id": public_id} for public_id in dict(rows.all()).values()]


def hours_link(_viewer: Account | None) -> list[Values]:
    """A link to confirm hours by, made for the walk."""
    begin_write(db.session)
    entry = db.session.scalars(select(HourEntry).where(HourEntry.state == HoursState.REPORTED)).first()
    assert entry is not None
    token = make_link(members_of(entry.partner_id)[0], [entry], now())
    db.session.commit()
    return [{"token": token}]


def flexible_match(viewer: Account | None) -> list[Values]:
    assert viewer is not None
    return [{"match_id": match.public_id} for match in reportable_matches(viewer.id)[:1]]


def own_match(viewer: Account | None, state: MatchState, *where: Any) -> list[Values]:
    """A match of one's own in this state, if there is one."""
    assert viewer is not None
    mine = select(Match.public_id).where(Match.agent_id == viewer.id, Match.state == state, *where)
    return [{"match_id": public_id} for public_id in db.session.scalars(mine.order_by(Match.id).limit(1))]


def match_of(viewer: Account | None, state: MatchState) -> str:
    """A match in this state that somebody who confirms can look at."""
    return str(
        first(
            Match.public_id,
            Match.opportunity.has(Opportunity.partner_id == partner_of(viewer)),
            Match.state == state,
        )
    )


def pending_claim(viewer: Account | None) -> list[Values]:
    mine = partner_of(viewer) if viewer and viewer.membership else None
    where = Claim.opportunity.has(Opportunity.partner_id == mine) if mine else Claim.id > 0
    return [{"claim_id": first(Claim.public_id, Claim.matches.any(Match.state == MatchState.PENDING), where)}]


VALUES: dict[str, Finder] = {
    "absences.show_absence": lambda viewer: [{"match_id": match_of(viewer, MatchState.COMPLETED)}],
    "absences.show_appeal": lambda viewer: own_match(viewer, MatchState.NO_SHOW),
    "absences.show_decision": one("absence_id", Absence.public_id, Absence.appealed_at.is_not(None)),
    "approvals.show_next_best": pending_claim,
    "approvals.show_return": pending_claim,
    "blocks.show_blocks": one("account_id", Account.public_id, Account.role == Role.AGENT),
    "concerns.show_concern": one("concern_id", Concern.public_id),
    "cover.show_ask": own(CoverAsk.public_id, CoverAsk.agent_id, "ask_id"),
    "cover.show_cover": lambda viewer: own_match(viewer, MatchState.APPROVED, Match.starts_at > now()),
    "cover_requests.show_request": one("request_id", CoverRequest.public_id),
    "hours.show": hours_of_every_state,
    "hours_confirming.show_link": hours_link,
    "hours_reporting.show_report": flexible_match,
    "matches.show_match": matches_of_every_state,
    "time_off_deciding.show_person": one("public_id", Account.public_id, Account.role == Role.AGENT),
    "time_off_deciding.show_request": requests_of_every_state,
    "time_off_terms.show_terms": one("public_id", Site.public_id),
}
