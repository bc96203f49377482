"""My badges, and what each of them means for everybody who sees one."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.recognition.badges.catalogue import FAMILIES, Badge
from volunteer_match.recognition.badges.pictures import picture
from volunteer_match.recognition.badges.queries import standing_awards
from volunteer_match.recognition.badges.words import badge_words, family_words
from volunteer_match.web.access import public, volunteers
from volunteer_match.web.fragments import page

blueprint = Blueprint("badges", __name__)


@blueprint.get("/badges")
@volunteers
def show_badges() -> ResponseReturnValue:
    mine = standing_awards(current_user.id)
    had = {award.badge for award in mine}
    ahead = [
        (family_words(family), [(badge, badge_words(badge)) for badge in badges if badge not in had])
        for family, badges in FAMILIES.items()
    ]
    return page(
        "recognition/badges/badges.html",
        mine=[(award, badge_words(award.badge)) for award in mine],
        ahead=[(words, badges) for words, badges in ahead if badges],
    )


def badge_or_404(code: str) -> Badge:
    return Badge(code) if code in set(Badge) else abort(404)


@blueprint.get("/badges/<code>")
@public
def show_badge(code: str) -> ResponseReturnValue:
    """What the badge asks. Signed copies lead here, so everybody may read it."""
    badge = badge_or_404(code)
    family = next(family for family, badges in FAMILIES.items() if badge in badges)
    return page("recognition/badges/badge.html", badge=badge, words=badge_words(badge), family=family_words(family)[0])


@blueprint.get("/badges/<code>/picture.svg")
@public
def show_picture(code: str) -> ResponseReturnValue:
    return Response(picture(badge_or_404(code)), mimetype="image/svg+xml")
