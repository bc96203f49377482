"""Reads of concerns. Only coordinators see them, and none about themselves."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.matches.models import Concern, Match
from volunteer_match.matches.queries import find_claimable, find_match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.queries import find_of_partner, find_seen_by_staff
from volunteer_match.organisations.models import Company
from volunteer_match.organisations.queries import find_verification
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.kudos.models import Kudos


def find_reportable(public_id: str, viewer: Account) -> Opportunity | None:
    """A need that this person may see, and so report."""
    if viewer.role is Role.PARTNER_MEMBER:
        return find_of_partner(public_id, viewer.membership.partner_id) if viewer.membership else None
    found = find_claimable(public_id, viewer.company_id)
    return found or (find_seen_by_staff(public_id) if is_staff(viewer.role) else None)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about: a need, a match of it, or words of thanks."""

    opportunity: Opportunity | None = None
    match: Match | None = None
    kudos: Kudos | None = None


def find_reportable_match(public_id: str, viewer: Account) -> Match | None:
    return find_match(public_id, viewer)


def responsible_companies(reporter: Account, subject: Subject) -> list[int]:
    """Whose coordinators look at it: the reporter's own, the match's, else all who trust this partner."""
    if subject.match is not None:
        return [subject.match.company_id]
    if reporter.company_id is not None:
        return [reporter.company_id]
    if subject.opportunity is None:
        return []
    partner_id = subject.opportunity.partner_id
    everybody = db.session.scalars(select(Company.id).order_by(Company.id))
    return [one for one in everybody if find_verification(partner_id, one) is not None]


def _seen_by(coordinator: Account) -> Select[Concern]:
    """Of the company, never one about a match of the coordinator's own, nor about thanks that they wrote."""
    about_them = Concern.match.has(Match.agent_id == coordinator.id)
    theirs = select(Kudos.id).where(Kudos.author_id == coordinator.id)
    is_of_them = func.coalesce(Concern.kudos_id.in_(theirs), False)
    return select(Concern).where(Concern.company_id == coordinator.company_id, ~about_them, ~is_of_them)


def concerns_for(coordinator: Account) -> tuple[list[Concern], list[Concern]]:
    """Open ones, oldest first, and handled ones, newest first."""
    found = db.session.scalars(
        _seen_by(coordinator)
        .options(
            joinedload(Concern.reporter),
            joinedload(Concern.opportunity).joinedload(Opportunity.partner),
            joinedload(Concern.match).joinedload(Match.agent).joinedload(AgentProfile.account),
        )
        .order_by(Concern.created_at, Concern.id)
    ).all()
    waiting = [concern for concern in found if concern.handled_at is None]
    handled = [concern for concern in found if concern.handled_at is not None]
    return waiting, sorted(handled, key=lambda one: (one.handled_at or one.created_at, one.id), reverse=True)


def find_concern(public_id: str, coordinator: Account) -> Concern | None:
    return db.session.scalar(_seen_by(coordinator).where(Concern.public_id == public_id))


def kudos_of(concern: Concern) -> Kudos | None:
    """The words of thanks that it is about, where they still are."""
    return db.session.get(Kudos, concern.kudos_id) if concern.kudos_id else None
