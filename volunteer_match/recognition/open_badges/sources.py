"""What a signed file is about: a certificate, read as an achievement."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from volunteer_match.extensions import db
from volunteer_match.glossary import NameShown
from volunteer_match.organisations.models import Company
from volunteer_match.recognition.certificates.codes import shown_code
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.certificates.rules import name_for
from volunteer_match.recognition.open_badges.credential import Achievement, Award, Holder, Issuer
from volunteer_match.recognition.open_badges.models import SignedBadge
from volunteer_match.web.application import settings
from volunteer_match.web.times import format_minutes

CONFIRMED_HOURS = "confirmed-hours"


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a file says."""

    achievement: Achievement
    holder: Holder
    award: Award


def address(endpoint: str, **values: object) -> str:
    """An absolute address of the site, as files that leave it name it."""
    return settings().base_url + url_for(endpoint, **values)


def issuer_of(company_id: int) -> Issuer:
    company = db.session.get_one(Company, company_id)
    place = address("open_badges.show_issuer", issuer_id=company.public_id)
    return Issuer(place, company.name, settings().base_url)


def status_address(company_id: int, number: int) -> str:
    company = db.session.get_one(Company, company_id)
    return address("open_badges.show_status", issuer_id=company.public_id, number=number)


def confirmed_hours(company: Company) -> Achievement:
    """What every certificate of a company is an instance of."""
    return Achievement(
        address("open_badges.show_achievement", issuer_id=company.public_id, code=CONFIRMED_HOURS),
        "CommunityService",
        _("Confirmed volunteer hours"),
        _("Volunteer time, given to non-profit organisations over the internet."),
        _("Each hour was confirmed by the organisation that it was given to, or by a coordinator of the company."),
    )


def contents_of(signed: SignedBadge, certificate: Certificate) -> Contents:
    """In the certificate's own language."""
    holder = certificate.holder
    name = certificate.holder_name if certificate.name_shown is NameShown.FULL else None
    if certificate.name_shown is NameShown.SHORT:
        name = name_for(certificate.name_shown, certificate.holder_name)
    with force_locale(certificate.language):
        made = confirmed_hours(certificate.company)
        words = _("%(length)s of confirmed volunteer time.", length=format_minutes(certificate.minutes))
    award = Award(
        signed.uuid,
        certificate.issued_at,
        (status_address(signed.company_id, signed.list_number), signed.place),
        words,
        (certificate.first_day, certificate.last_day),
        address("certificate_checks.show_check", code=shown_code(certificate.code)),
    )
    return Contents(made, Holder(signed.holder_uuid, holder.email or "", signed.salt, name or None), award)
