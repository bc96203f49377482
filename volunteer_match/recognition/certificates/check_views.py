"""Whether a certificate is genuine: for anybody who has its code."""

from typing import Any

from flask import Blueprint, make_response, request
from flask.typing import ResponseReturnValue

from volunteer_match.recognition.certificates.actions import is_limited, note_miss
from volunteer_match.recognition.certificates.codes import read_code
from volunteer_match.recognition.certificates.queries import check
from volunteer_match.recognition.certificates.rules import Standing
from volunteer_match.web.access import public
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page

blueprint = Blueprint("certificate_checks", __name__)
LONGEST_TYPED = 60


@blueprint.get("/certificates/check")
@public
def show_check() -> ResponseReturnValue:
    """The form; with a code what became of it. The same answer for every code that we never gave."""
    typed, address = request.args.get("code", "").strip()[:LONGEST_TYPED], request.remote_addr or ""
    if not typed:
        return _page(typed="", found=None)
    if is_limited(address, now()):
        answer = make_response(_page(typed=typed, found=None, is_limited=True, status=429))
        answer.headers["Retry-After"] = "900"
        return answer
    found = check(read_code(typed))
    if found.standing is Standing.UNKNOWN:
        note_miss(address, now())
    answer = make_response(_page(typed=typed, found=found))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(*, status: int = 200, is_limited: bool = False, **values: Any) -> ResponseReturnValue:
    answer = make_response(
        page(
            "recognition/certificates/check.html",
            status=status,
            is_limited=is_limited,
            **values,
        )
    )
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
