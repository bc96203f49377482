"""The CSRF token, masked anew for each answer.

Pages are compressed, also for people who are signed in. A token that reads the same in every answer could then be
guessed from the length of answers (BREACH). So what stands in a page is a fresh random mask and the token XOR that
mask; the check takes the mask off before Flask-WTF sees it.
"""

import base64
import binascii
import secrets

from flask import g
from flask_wtf.csrf import CSRFProtect, generate_csrf


def mask_token(token: str) -> str:
    """Returns URL-safe text that unmasks to `token` and differs every time."""
    plain = token.encode()
    mask = secrets.token_bytes(len(plain))
    return base64.urlsafe_b64encode(mask + bytes(a ^ b for a, b in zip(mask, plain, strict=True))).decode()


def unmask_token(masked: str | None) -> str | None:
    """The token behind `masked`; None where it is no masked token."""
    try:
        raw = base64.urlsafe_b64decode((masked or "").encode())
        half = len(raw) // 2
        return bytes(a ^ b for a, b in zip(raw[:half], raw[half:], strict=True)).decode() or None
    except (ValueError, binascii.Error):
        return None


def masked_csrf_token() -> str:
    """What `csrf_token()` in templates gives: one mask for each answer, as a page of cards has a form in every card."""
    if "masked_csrf_token" not in g:
        g.masked_csrf_token = mask_token(generate_csrf())
    return str(g.masked_csrf_token)


class MaskedCSRFProtect(CSRFProtect):  # type: ignore[misc]  # Flask-WTF is untyped
    """Flask-WTF's protection of every POST, on masked tokens."""

    def _get_csrf_token(self) -> str | None:
        return unmask_token(super()._get_csrf_token())
