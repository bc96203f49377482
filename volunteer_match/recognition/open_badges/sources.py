"""What a signed file is about: a certificate or a badge, read as an achievement."""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from volunteer_match.extensions import db
from volunteer_match.organisations.models import Company
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.badges.words import badge_words
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


def contents_of(source: Certificate | BadgeAward, signed: SignedBadge, key: BadgeKey) -> Contents:
    """What the file of `source`, signed by `key`, says now, in its holder's language."""
    status = status_address(key, signed.list_number), signed.place
    if isinstance(source, Certificate):
        with force_locale(source.language):
            return _of_certificate(source, signed, status)
    with force_locale(source.agent.account.locale):
        return _of_badge(source, signed, status)


def _of_certificate(certificate: Certificate, signed: SignedBadge, status: tuple[str, int]) -> Contents:
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


def _of_badge(given: BadgeAward, signed: SignedBadge, status: tuple[str, int]) -> Contents:
    words, code = badge_words(given.badge), given.badge.value
    page, image = address("badges.show_badge", code=code), address("badges.show_picture", code=code)
    made = Achievement(page, "Badge", words.name, words.meaning, words.asks, image)
    said = Award(signed.uuid, given.awarded_at, status)
    return Contents(made, Holder(signed.holder_uuid, given.agent.account.email or "", signed.salt), said)
