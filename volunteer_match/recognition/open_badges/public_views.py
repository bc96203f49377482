"""What verifiers fetch: who issues, keys, achievements, and what is revoked. Nothing here is about a person."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify
from flask.typing import ResponseReturnValue

from volunteer_match.organisations.models import Company
from volunteer_match.recognition.open_badges.actions import signed_list
from volunteer_match.recognition.open_badges.credential import OPEN_BADGES, VC, achievement, profile
from volunteer_match.recognition.open_badges.keys import keys_of
from volunteer_match.recognition.open_badges.models import BadgeKey
from volunteer_match.recognition.open_badges.queries import find_issuer, find_key, has_list
from volunteer_match.recognition.open_badges.sources import CONFIRMED_HOURS, address, confirmed_hours, issuer_of
from volunteer_match.web.access import public
from volunteer_match.web.clock import now

blueprint = Blueprint("open_badges", __name__)
FRESH = "public, max-age=300"


def _issuer_or_404(issuer_id: str) -> Company:
    return find_issuer(issuer_id) or abort(404)


def _open(answer: Response) -> Response:
    """For programs of any site: what is here is public."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = FRESH
    return answer


def _json(values: dict[str, Any]) -> Response:
    return _open(jsonify(values))


def _jwk(key: BadgeKey) -> dict[str, Any]:
    place = address("open_badges.show_key", key_id=key.public_id)
    return {**key.public_jwk, "kid": place, "alg": "RS256", "use": "sig"}


@blueprint.get("/open-badges/issuers/<issuer_id>")
@public
def show_issuer(issuer_id: str) -> ResponseReturnValue:
    return _json({"@context": [VC, OPEN_BADGES], **profile(issuer_of(_issuer_or_404(issuer_id).id))})


@blueprint.get("/open-badges/issuers/<issuer_id>/keys")
@public
def show_keys(issuer_id: str) -> ResponseReturnValue:
    """Every key that counts, as a JWK set."""
    keys = keys_of(_issuer_or_404(issuer_id).id)
    return _json({"keys": [_jwk(key) for key in keys if key.withdrawn_at is None]})


@blueprint.get("/open-badges/keys/<key_id>")
@public
def show_key(key_id: str) -> ResponseReturnValue:
    return _json(_jwk(find_key(key_id) or abort(404)))


@blueprint.get("/open-badges/issuers/<issuer_id>/achievements/<code>")
@public
def show_achievement(issuer_id: str, code: str) -> ResponseReturnValue:
    company = _issuer_or_404(issuer_id)
    if code != CONFIRMED_HOURS:
        abort(404)
    return _json({"@context": [VC, OPEN_BADGES], **achievement(confirmed_hours(company), issuer_of(company.id))})


@blueprint.get("/open-badges/keys/<key_id>/status/<int:number>")
@public
def show_status(key_id: str, number: int) -> ResponseReturnValue:
    key = find_key(key_id) or abort(404)
    if not 0 < number < 2**31 or not has_list(key.company_id, number):
        abort(404)
    text = signed_list(key, number, now()) or abort(404)
    return _open(Response(text, mimetype="application/vc+jwt"))
