"""Why no certificate is issued, in words."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.recognition.certificates.rules import CertificateRefusal
from volunteer_match.refusals import Refusal

REFUSALS: dict[Refusal, Any] = {
    CertificateRefusal.NOTHING_CONFIRMED: _(
        "No hours are confirmed in these days. They count once an organisation or a coordinator says yes."
    ),
    CertificateRefusal.NOT_OVER: _("The last day is still to come. Choose today or a day before."),
    CertificateRefusal.BACKWARDS: _("The last day is before the first. Choose a later one."),
    CertificateRefusal.TOO_LONG: _("Choose five years at most. For more, ask for a second certificate."),
}
