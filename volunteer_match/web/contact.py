"""The one rule for every text that reaches the other side: no private contact in it. What a person types is refused,
so that they can mend it; what is imported is redacted by the same finder (integrations/review.py).
"""

from typing import Any

from flask_babel import gettext
from wtforms import ValidationError

from volunteer_match.integrations.redaction import redact


def no_private_contact(_form: Any, field: Any) -> None:
    """A validator: refuses e-mail addresses and telephone numbers. Nobody should have to give theirs away."""
    if redact(field.data or "")[1]:
        raise ValidationError(
            gettext("Please leave out e-mail addresses and telephone numbers: people reach each other on these pages.")
        )
