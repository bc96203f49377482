"""A certificate as a document."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date
from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from volunteer_match.glossary import Kind
from volunteer_match.recognition.certificates.codes import shown_code
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.typesetting.setting import Paper, set_document
from volunteer_match.web.application import settings
from volunteer_match.web.labels import cause_name, label
from volunteer_match.web.locale import shown_locale
from volunteer_match.web.times import format_minutes


def certificate_pdf(certificate: Certificate, paper: Paper) -> bytes:
    """The PDF, in the language in which it was issued; the same bytes each time. Raises NoFont."""
    with force_locale(certificate.language):
        data = _data(certificate)
    return set_document("certificate", data, certificate.issued_at, paper=paper, language=certificate.language)


def _data(certificate: Certificate) -> dict[str, Any]:
    company, total = certificate.company_name, format_minutes(certificate.minutes)
    first, last, issued = map(_day, (certificate.first_day, certificate.last_day, certificate.issued_on))
    base = settings().base_url
    code = shown_code(certificate.code)
    return {
        "title": _("Certificate of volunteering %(code)s", code=code),
        "company": company,
        "heading": _("Certificate of volunteering"),
        "lead": _("%(company)s certifies that", company=company),
        "name": certificate.holder_name,
        "gave": _("gave confirmed volunteer time of"),
        "figure": total,
        "period": _("from %(first)s to %(last)s.", first=first, last=last),
        "columns": [[_("Organisation"), False], [_("Cause"), False], [_("Kind of help"), False], [_("Time"), True]],
        "rows": [line_words(line) for line in certificate.lines],
        "total": [_("All together"), "", "", total],
        "note": _(
            "Each of these hours was confirmed by the organisation that it was given to, or by a coordinator of "
            "%(company)s.",
            company=company,
        ),
        "issued": _("Issued by %(company)s on %(day)s.", company=company, day=issued),
        "check_label": _("Is it genuine? See for yourself"),
        "check_url": base + url_for("certificate_checks.show_check", code=code),
        "check_address": urlsplit(base).netloc + url_for("certificate_checks.show_check"),
        "code_label": _("Code"),
        "code": code,
    }


def line_words(line: dict[str, Any]) -> list[str]:
    """Organisation, cause, kind of help and time, in the reader's language."""
    return [line["name"], cause_name(line["cause"]), label(Kind(line["kind"])), format_minutes(line["minutes"])]


def _day(day: date) -> str:
    """ "26 November 2026", as a document says it."""
    return format_date(day, "long", locale=shown_locale())
