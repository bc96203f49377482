"""What the templates of a board need: for the page of a challenge, and for the block that is asked for again."""

from datetime import datetime
from typing import Any

from flask import request, url_for
from flask_babel import gettext

from volunteer_match.challenges.boards.live import Whole
from volunteer_match.challenges.boards.models import BoardPerson
from volunteer_match.challenges.boards.queries import Board, View, board_of, place_unseen, whole_standing
from volunteer_match.challenges.boards.rules import THOUSAND, Progress, per_head, progress
from volunteer_match.challenges.boards.streaks.queries import streak_of
from volunteer_match.challenges.boards.words import (
    BOARD_WORDS,
    column_words,
    figure_words,
    frozen_words,
    kept_words,
    own_words,
    streak_words,
)
from volunteer_match.challenges.models import Challenge, Participation
from volunteer_match.extensions import db
from volunteer_match.glossary import BoardKind, ChallengeForm, ChallengeState, ConsentKind
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.people.models import Account
from volunteer_match.recognition.consents.queries import has_consented

BOARDS = {board.value: board for board in BOARD_WORDS}


def asked_view() -> View:
    """The board in the address: teams per head, unless another one is asked for."""
    board = BOARDS.get(request.args.get("board", ""), BoardKind.TEAMS)
    return View(board, request.args.get("by") != "total")


def address_of(challenge: Challenge, view: View) -> str:
    return url_for(
        "boards.show_board",
        challenge_id=challenge.public_id,
        board=view.board.value if view.board is not BoardKind.TEAMS else None,
        by="total" if not view.is_per_head else None,
    )


def board_values(
    challenge: Challenge, own: Participation | None, account: Account, view: View, whole: Whole | None = None
) -> dict[str, Any]:
    """Everything that `challenges/boards/block.html` shows. `whole`: everybody together, where it is known already."""
    is_closed = challenge.state is ChallengeState.CLOSED
    whole = whole or whole_standing(challenge)
    board = board_of(challenge, own, view, whole)
    return {
        "challenge": challenge,
        "board": board,
        "seen": whole.version,
        "asks_again": challenge.state is ChallengeState.OPEN,
        "is_closed": is_closed,
        "has_places": challenge.form is ChallengeForm.CONTEST,
        "tabs": _tabs(challenge, view),
        "ways": _ways(challenge, view) if view.board is not BoardKind.PEOPLE else [],
        "column": column_words(challenge.measure, view),
        "board_name": str(BOARD_WORDS[view.board]),
        "own_words": own_words(challenge.measure, board),
        "figure": lambda amount: figure_words(challenge.measure, amount if view.has_heads else amount * THOUSAND),
        "most": max((line.figure or 0 for run in board.runs for line in run), default=0),
        "rest_figure": _rest_figure(board),
        "goal": _goal(challenge, board),
        "whole_words": kept_words(challenge.measure, board.whole.total),
        "consent": _consent(challenge, own, account, view),
    }


def _rest_figure(board: Board) -> int | None:
    if board.rest is None:
        return None
    return per_head(board.rest.total, board.rest.people) if board.view.is_per_head else board.rest.total


def _tabs(challenge: Challenge, view: View) -> list[dict[str, Any]]:
    return [
        {
            "label": str(words),
            "url": address_of(challenge, View(board, view.is_per_head)),
            "current": board is view.board,
        }
        for board, words in BOARD_WORDS.items()
    ]


def _ways(challenge: Challenge, view: View) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": address_of(challenge, View(view.board, way)), "current": way is view.is_per_head}
        for way, label in ((True, gettext("Per head")), (False, gettext("In all")))
    ]


def _goal(challenge: Challenge, board: Board) -> tuple[Progress, str, str] | None:
    """How far the goal is, what was reached, and the goal, in words."""
    if challenge.goal is None or not board.is_told:
        return None
    words = kept_words(challenge.measure, board.whole.total), kept_words(challenge.measure, challenge.goal)
    return progress(board.whole.total, challenge.goal), *words


def _consent(challenge: Challenge, own: Participation | None, account: Account, view: View) -> dict[str, Any] | None:
    """Whether the reader stands on the board of people by name, and where they would."""
    if view.board is not BoardKind.PEOPLE or own is None or own.left_at is not None:
        return None
    if challenge.state is not ChallengeState.OPEN:
        return None
    is_given = has_consented(account, ConsentKind.BOARDS)
    row = db.session.get(BoardPerson, own.id)
    unseen = place_unseen(challenge, own, row.score) if row and row.score > 0 and not is_given else None
    return {"is_given": is_given, "place": unseen}


def parts_of(challenge: Challenge, own: Participation | None, account: Account, now: datetime) -> dict[str, Any]:
    """What the page of a challenge shows of its board and of the reader's weeks in a row."""
    is_in = own is not None and own.left_at is None
    return {
        "streak": streak_values(own, now) if own and is_in else None,
        **board_values(challenge, own, account, asked_view()),
    }


def streak_values(own: Participation, now: datetime) -> dict[str, str]:
    """What `challenges/boards/streak.html` shows."""
    streak = streak_of(own, day_in(zone_of(own.agent), now))
    title, next_step = streak_words(streak)
    return {"title": title, "next": next_step, "frozen": frozen_words(streak)}
