"""Reads of certificates, and of the hours that they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from volunteer_match.extensions import db
from volunteer_match.glossary import HoursState
from volunteer_match.hours.models import HourEntry
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Partner
from volunteer_match.people.models import Account
from volunteer_match.people.policy import is_staff
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.certificates.rules import Line, Standing, is_same, name_for

MOST_SHOWN = 100


def confirmed_between(agent_id: int, first: date, last: date) -> list[Line]:
    """What is confirmed in these days, both included; the most given first."""
    minutes = func.sum(HourEntry.confirmed_minutes)
    rows = db.session.execute(
        select(Partner.public_id, Partner.name, Opportunity.cause, Opportunity.kind, minutes)
        .join(Partner, HourEntry.partner_id == Partner.id)
        .join(Match, HourEntry.match_id == Match.id)
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .where(HourEntry.agent_id == agent_id, HourEntry.day.between(first, last))
        .where(HourEntry.state == HoursState.CONFIRMED, HourEntry.confirmed_minutes > 0)
        .group_by(Partner.id, Partner.public_id, Partner.name, Opportunity.cause, Opportunity.kind)
    )
    lines = [Line(partner, name, cause, kind.value, int(total)) for partner, name, cause, kind, total in rows]
    return sorted(lines, key=lambda line: (-line.minutes, line.name, line.cause, line.kind))


def certificates_of(agent_id: int) -> list[Certificate]:
    """A person's own, newest first."""
    rows = select(Certificate).where(Certificate.agent_id == agent_id)
    return list(db.session.scalars(rows.order_by(Certificate.issued_at.desc(), Certificate.id.desc())))


def certificates_in(company_id: int | None, code: str | None) -> Sequence[Certificate]:
    """The newest of a company, or the one with that code."""
    rows = select(Certificate).where(Certificate.company_id == company_id).options(joinedload(Certificate.holder))
    if code is not None:
        rows = rows.where(Certificate.code == code)
    return db.session.scalars(
        rows.order_by(Certificate.issued_at.desc(), Certificate.id.desc()).limit(MOST_SHOWN)
    ).all()


def find_certificate(public_id: str, viewer: Account) -> Certificate | None:
    """For its holder, and for coordinators of the company."""
    is_theirs = Certificate.agent_id == viewer.id
    if is_staff(viewer.role):
        is_theirs = is_theirs | (Certificate.company_id == viewer.company_id)
    return db.session.scalar(select(Certificate).where(Certificate.public_id == public_id, is_theirs))


def has_changed(certificate: Certificate) -> bool:
    """Whether other hours are confirmed in those days now than were certified."""
    now = confirmed_between(certificate.agent_id, certificate.first_day, certificate.last_day)
    return not is_same(certificate.lines, now)


@dataclass(frozen=True, slots=True)
class Check:
    """All that somebody with a code learns: of an unknown one nothing but `standing`, of a revoked one no figures."""

    standing: Standing
    certificate: Certificate | None = None
    name: str = ""
    has_changed: bool = False


def check(code: str | None) -> Check:
    """`code` as `read_code` gives it."""
    found = db.session.scalar(select(Certificate).where(Certificate.code == code)) if code else None
    if found is None:
        return Check(Standing.UNKNOWN)
    if found.revoked_at is not None:
        return Check(Standing.REVOKED, found)
    name = name_for(found.name_shown, found.holder_name)
    return Check(Standing.VALID, found, name, has_changed(found))
