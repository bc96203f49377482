"""Values for the pages of needs and their sessions."""

from sqlalchemy import Select, select

from tests.journeys.finders.asking import Finder, Values, first
from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState, Role
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.queries import is_still_to_come, of_partner, seen_by_staff, visible_to_agents
from volunteer_match.organisations.queries import is_verified_by
from volunteer_match.people.models import Account
from volunteer_match.web.clock import now


def partner_of(viewer: Account | None) -> int:
    if viewer is not None and viewer.membership:
        return viewer.membership.partner_id
    return int(first(Opportunity.partner_id, Opportunity.state == OpportunityState.PUBLISHED))


def scope(viewer: Account) -> Select[Opportunity]:
    """The needs that this person may see, and for staff may change too: ids are random, so the first may be any."""
    if viewer.membership:
        return of_partner(viewer.membership.partner_id)
    if viewer.role is Role.AGENT:
        return visible_to_agents(viewer.company_id, now())
    return seen_by_staff().where(is_verified_by(Opportunity.partner_id, viewer.company_id), is_still_to_come(now()))


def need(viewer: Account | None, state: OpportunityState = OpportunityState.PUBLISHED) -> str:
    assert viewer is not None
    found = db.session.scalar(scope(viewer).where(Opportunity.state == state).with_only_columns(Opportunity.public_id))
    assert found is not None, f"the demo world has no {state} need for {viewer.email}"
    return found


def needs_of_every_state(viewer: Account | None) -> list[Values]:
    """One need of each state that this person can look at; a partner's own drafts are nobody else's."""
    assert viewer is not None
    if viewer.role is Role.AGENT:
        return [{"public_id": need(viewer)}]
    seen = of_partner(partner_of(viewer)) if viewer.membership else seen_by_staff()
    rows = db.session.execute(seen.with_only_columns(Opportunity.state, Opportunity.public_id))
    return [{"public_id": public_id} for public_id in dict(rows.all()).values()]


def session(viewer: Account | None) -> list[Values]:
    row = db.session.execute(
        select(OpportunitySession.public_id, Opportunity.public_id)
        .join(Opportunity)
        .where(
            Opportunity.partner_id == partner_of(viewer),
            Opportunity.state == OpportunityState.PUBLISHED,
            OpportunitySession.starts_at > now(),
        )
        .limit(1)
    ).one()
    return [{"public_id": row[1], "session_id": row[0]}]


def edited(viewer: Account | None) -> list[Values]:
    """A need that the public sees; for its partner a draft as well."""
    if viewer is None or not viewer.membership:
        return [{"public_id": need(viewer)}]
    return [{"public_id": need(viewer, state)} for state in (OpportunityState.PUBLISHED, OpportunityState.DRAFT)]


VALUES: dict[str, Finder] = {
    "coming.print_people_coming": lambda viewer: [{"public_id": need(viewer)}],
    "coming.show_people_coming": lambda viewer: [{"public_id": need(viewer)}],
    "concerns.show_new": lambda viewer: [{"opportunity": need(viewer)}],
    "finding.show_people": lambda viewer: [{"opportunity_id": need(viewer)}],
    "opportunities.show_opportunity": needs_of_every_state,
    "opportunity_state.ask_cancel": lambda viewer: [{"public_id": need(viewer)}],
    "posting.show_check": lambda viewer: edited(viewer)[-1:],
    "posting.show_what": edited,
    "posting.show_who": edited,
    "session_changes.ask_cancel_session": session,
    "session_changes.show_session": session,
    "sessions.show_when": edited,
}
