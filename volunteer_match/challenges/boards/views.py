"""The board of a challenge: its page, the look of an open page at what is new, and one's own name on it."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.challenges.boards.queries import find_challenge_on_board, whole_standing
from volunteer_match.challenges.boards.showing import asked_view, board_values, parts_of
from volunteer_match.challenges.models import Challenge
from volunteer_match.challenges.queries import find_participation
from volunteer_match.glossary import ChallengeState, ConsentKind
from volunteer_match.recognition.consents.actions import choose_consents
from volunteer_match.recognition.consents.queries import kinds_consented
from volunteer_match.web.access import by_itself, public, volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import is_fragment, page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("boards", __name__)


def challenge_or_404(challenge_id: str) -> Challenge:
    return find_challenge_on_board(challenge_id, current_user.account) or abort(404)


@blueprint.get("/challenges/<challenge_id>/board")
@volunteers
def show_board(challenge_id: str) -> ResponseReturnValue:
    challenge = challenge_or_404(challenge_id)
    own = find_participation(challenge, current_user.id)
    return page("challenges/boards/board.html", **parts_of(challenge, own, current_user.account, now()))


@blueprint.get("/challenges/<challenge_id>/board/news")
@public
@by_itself
def show_news(challenge_id: str) -> ResponseReturnValue:
    """What an open page asks for: the block, or 204 as long as it is as the page has seen it. Who is signed out is
    told nothing.
    """
    if not is_fragment():
        return see_other("boards.show_board", challenge_id=challenge_id)
    if not current_user.is_authenticated:
        return "", 204
    challenge = challenge_or_404(challenge_id)
    whole = whole_standing(challenge)
    if challenge.state is ChallengeState.OPEN and request.args.get("seen") == str(whole.version):
        return "", 204
    own = find_participation(challenge, current_user.id)
    values = board_values(challenge, own, current_user.account, asked_view(), whole)
    return page("challenges/boards/board.html", block="board", **values)


@blueprint.post("/challenges/<challenge_id>/board/name")
@volunteers
def show_name(challenge_id: str) -> ResponseReturnValue:
    return _choose(challenge_id, shows=True)


@blueprint.post("/challenges/<challenge_id>/board/name/removal")
@volunteers
def hide_name(challenge_id: str) -> ResponseReturnValue:
    return _choose(challenge_id, shows=False)


def _choose(challenge_id: str, *, shows: bool) -> ResponseReturnValue:
    """One yes holds for the boards of all challenges, and one no."""
    challenge = challenge_or_404(challenge_id)
    own = find_participation(challenge, current_user.id)
    if own is None or own.left_at is not None:
        abort(404)
    given = kinds_consented(current_user.account)
    wanted = given | {ConsentKind.BOARDS} if shows else given - {ConsentKind.BOARDS}
    choose_consents(current_user.account, wanted, now())
    tell(_("Your name stands on the board of people now.") if shows else _("Your name is off the boards."))
    return see_other("boards.show_board", challenge_id=challenge_id, board="people", _anchor="board")
