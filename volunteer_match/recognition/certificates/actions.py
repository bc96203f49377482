"""Issuing and revoking certificates."""

from dataclasses import asdict
from datetime import date, datetime

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import NameShown
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.people.sign_in.actions import record_attempt
from volunteer_match.people.sign_in.queries import count_attempts
from volunteer_match.recognition.certificates.codes import new_code, shown_code
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.certificates.queries import confirmed_between
from volunteer_match.recognition.certificates.rules import MISS_WINDOW, MOST_MISSES, judge_lines, judge_span
from volunteer_match.refusals import Refused

MISS = "certificate-check"


def issue(holder: Account, first: date, last: date, name_shown: NameShown, now: datetime) -> Certificate:
    """A certificate of what is confirmed in these days, in the holder's language. Raises Refused."""
    assert holder.profile is not None, "only who volunteers has hours"
    if refusal := judge_span(first, last, day_in(zone_of(holder.profile), now)):
        raise Refused(refusal)
    lines = confirmed_between(holder.id, first, last)
    if refusal := judge_lines(lines):
        raise Refused(refusal)
    company = db.session.get_one(Company, holder.company_id)
    certificate = Certificate(
        company_id=company.id,
        agent_id=holder.id,
        code=new_code(),
        first_day=first,
        last_day=last,
        holder_name=holder.full_name,
        company_name=company.name,
        language=holder.locale,
        minutes=sum(line.minutes for line in lines),
        lines=[asdict(line) for line in lines],
        name_shown=name_shown,
        issued_at=now,
    )
    db.session.add(certificate)
    db.session.flush()
    record("certificate.issue", holder, now, subject=certificate, minutes=certificate.minutes)
    return certificate


def show_name(certificate: Certificate, shown: NameShown) -> None:
    """What of the name the check page shows, from now on."""
    certificate.name_shown = shown


def revoke(certificate: Certificate, actor: Account, reason: str, now: datetime) -> None:
    """For good. A second time changes nothing. The holder is told when it was somebody else."""
    db.session.refresh(certificate, with_for_update=True)
    if certificate.revoked_at is not None:
        return
    certificate.revoked_at, certificate.revoked_by_id, certificate.revocation_reason = now, actor.id, reason
    record("certificate.revoke", actor, now, subject=certificate)
    if actor.id != certificate.agent_id and certificate.holder.is_active:
        params = {"title": shown_code(certificate.code), "reason": reason}
        notify(
            certificate.holder, NoticeKind.CERTIFICATE_REVOKED, params, f"/certificates/{certificate.public_id}", now
        )


def is_limited(address: str, now: datetime) -> bool:
    """Whether so many codes from this network address were unknown lately that it has to wait."""
    return count_attempts(MISS, address, now, MISS_WINDOW) >= MOST_MISSES


def note_miss(address: str, now: datetime) -> None:
    """Counts an unknown code, in a transaction of its own: a check is a page, which writes nothing else."""
    begin_write(db.session)
    record_attempt(MISS, address, now)
    db.session.commit()
