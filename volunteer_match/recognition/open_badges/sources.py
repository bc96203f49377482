"""What a signed file is about: a certificate or a badge, read as an achievement."""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import SignedThing
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.recognition.badges.queries import Award as Given
from volunteer_match.recognition.badges.queries import award
from volunteer_match.recognition.certificates.codes import shown_code
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.certificates.rules import name_for
from volunteer_match.recognition.open_badges.credential import Achievement, Award, Holder, Issuer
from volunteer_match.recognition.open_badges.models import BadgeKey, SignedBadge
from volunteer_match.web.application import settings
from volunteer_match.web.times import format_minutes

CONFIRMED_HOURS = "confirmed-hours"


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a file says."""

    achievement: Achievement
    holder: Holder
    award: Award


def address(endpoint: str, **values: Any) -> str:
    """An absolute address of the site, as files that leave it name it; also outside of requests."""
    return settings().base_url + current_app.url_map.bind("").build(endpoint, values)


def issuer_of(company_id: int) -> Issuer:
    company = db.session.get_one(Company, company_id)
    place = address("open_badges.show_issuer", issuer_id=company.public_id)
    return Issuer(place, company.name, settings().base_url)


def status_address(key: BadgeKey, number: int) -> str:
    """Where the list is that this key signs."""
    return address("open_badges.show_status", key_id=key.public_id, number=number)


def confirmed_hours(company: Company) -> Achievement:
    """What every certificate of a company is an instance of."""
    return Achievement(
        address("open_badges.show_achievement", issuer_id=company.public_id, code=CONFIRMED_HOURS),
        "CommunityService",
        _("Confirmed volunteer hours"),
        _("Volunteer time, given to non-profit organisations over the internet."),
        _("Each hour was confirmed by the organisation that it was given to, or by a coordinator of the company."),
    )


def contents_of(signed: SignedBadge, key: BadgeKey) -> Contents:
    """What a file signed by `key` says now, in its holder's language. What it is about is still there."""
    status = status_address(key, signed.list_number), signed.place
    if signed.thing is SignedThing.CERTIFICATE:
        found = db.session.scalars(select(Certificate).where(Certificate.public_id == signed.source)).one()
        with force_locale(found.language):
            return _of_certificate(signed, found, status)
    holder = db.session.get_one(Account, signed.agent_id)
    with force_locale(holder.locale):
        given = award(signed.source)
        assert given is not None
        return _of_badge(signed, given, status)


def _of_certificate(signed: SignedBadge, certificate: Certificate, status: tuple[str, int]) -> Contents:
    said = Award(
        signed.uuid,
        certificate.issued_at,
        status,
        _("%(length)s of confirmed volunteer time.", length=format_minutes(certificate.minutes)),
        (certificate.first_day, certificate.last_day),
        address("certificate_checks.show_check", code=shown_code(certificate.code)),
    )
    name = name_for(certificate.name_shown, certificate.holder_name)
    holder = Holder(signed.holder_uuid, certificate.holder.email or "", signed.salt, name or None)
    return Contents(confirmed_hours(certificate.company), holder, said)


def _of_badge(signed: SignedBadge, given: Given, status: tuple[str, int]) -> Contents:
    base = settings().base_url
    page, image = base + given.criteria_path, base + given.image_path
    made = Achievement(page, "Badge", given.name, given.description, given.criteria, image)
    said = Award(signed.uuid, given.awarded_at, status)
    return Contents(made, Holder(signed.holder_uuid, given.holder.email or "", signed.salt), said)
