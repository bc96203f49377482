"""What happens to partners: they apply, are verified or refused, and say who they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import Role, Verdict
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.endings import cancel_barred
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Partner, PartnerMember, PartnerVerification
from volunteer_match.organisations.queries import find_verification, members_of
from volunteer_match.people.models import Account


@dataclass(frozen=True, slots=True)
class ProfileValues:
    """What a partner says of itself; `cause` is an id of the catalogue, `country` an ISO 3166 code or empty."""

    name: str
    mission: str
    website: str
    city: str
    country: str
    time_zone: str
    cause: str


PROFILE = ("name", "mission", "website", "city", "country", "time_zone", "cause")


def save_profile(partner: Partner, values: ProfileValues, actor: Account, now: datetime) -> None:
    """Saves the profile. A new name is a thing coordinators want to know of, so it is audited."""
    is_renamed = partner.name != values.name
    for name in PROFILE:
        setattr(partner, name, getattr(values, name))
    record("partner.edit", actor, now, subject=partner, renamed=is_renamed)


def verify_partner(partner: Partner, actor: Account, now: datetime) -> None:
    """The coordinator's company trusts this partner: its agents see the partner's needs from now on."""
    _decide(partner, Verdict.VERIFIED, "", actor, now)


def refuse_partner(partner: Partner, actor: Account, now: datetime, reason: str) -> None:
    """A no, or a verification taken back: the company's agents don't see this partner's needs, and none goes there."""
    _decide(partner, Verdict.REFUSED, reason, actor, now)


def _decide(partner: Partner, verdict: Verdict, reason: str, actor: Account, now: datetime) -> None:
    """Adds a decision unless it is the one that holds already, so that a form sent twice decides once."""
    assert actor.company_id is not None, "only employees of a company decide"
    newest = find_verification(partner.id, actor.company_id)
    if newest is not None and newest.verdict is verdict:
        return
    db.session.add(
        PartnerVerification(
            company_id=actor.company_id,
            partner_id=partner.id,
            verdict=verdict,
            reason=reason,
            decided_by_id=actor.id,
            decided_at=now,
        )
    )
    db.session.flush()
    record(f"partner.{verdict.value}", actor, now, subject=partner)
    if verdict is Verdict.REFUSED:
        cancel_barred(Opportunity.partner_id == partner.id, actor, now)
    note_change("company", actor.company_id, now)
    kind = NoticeKind.PARTNER_VERIFIED if verdict is Verdict.VERIFIED else NoticeKind.PARTNER_REFUSED
    company = actor.company.name if actor.company else ""
    for member in members_of(partner.id):
        notify(member, kind, {"partner": partner.name, "company": company, "reason": reason}, "/partner", now)


def found_partner(values: ProfileValues, member: Account, now: datetime) -> Partner:
    """A new partner with its first member; every company's coordinators are told that somebody applied."""
    partner = Partner(created_at=now)
    for name in PROFILE:
        setattr(partner, name, getattr(values, name))
    db.session.add(partner)
    db.session.flush()
    db.session.add(PartnerMember(account_id=member.id, partner_id=partner.id, joined_at=now))
    record("partner.apply", member, now, subject=partner)
    _tell_coordinators(partner, now)
    return partner


def _tell_coordinators(partner: Partner, now: datetime) -> None:
    coordinators = select(Account).where(Account.role == Role.COORDINATOR, Account.deactivated_at.is_(None))
    for coordinator in db.session.scalars(coordinators):
        path = f"/partners/{partner.public_id}"
        notify(coordinator, NoticeKind.PARTNER_APPLIED, {"partner": partner.name}, path, now, email=False)
