"""The final standing: written once when a challenge closes, read from then on."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, func, insert, literal, select, true

from volunteer_match.challenges.boards.ladder import Ladder
from volunteer_match.challenges.boards.live import Whole, ladder_of, rest_of, whole_of
from volunteer_match.challenges.boards.models import (
    LISTED,
    PLACED,
    SHOWN,
    BoardPerson,
    BoardSite,
    BoardTeam,
    Standing,
)
from volunteer_match.challenges.boards.rules import THOUSAND, per_head
from volunteer_match.challenges.models import Challenge
from volunteer_match.extensions import db
from volunteer_match.glossary import BoardKind
from volunteer_match.organisations.models import Site, Team

REST = 0
"""The key of those together who have no place of their own."""
COLUMNS = ("challenge_id", "board", "key", "name", "part_of", "people", "total", "per_head", "is_placed")


def keep_standing(challenge: Challenge) -> None:
    """Writes how it ended, in the transaction that closes it; what stands already stays."""
    if find_row(challenge, BoardKind.WHOLE, REST) is not None:
        return
    whole = whole_of(challenge.id)
    _add_row(challenge, BoardKind.WHOLE, whole)
    for board in (BoardKind.TEAMS, BoardKind.SITES):
        _add_row(challenge, board, rest_of(challenge.id, board, whole))
    _add_places(_teams(challenge.id))
    _add_places(_sites(challenge))
    _add_places(_people(challenge.id))


def _add_row(challenge: Challenge, board: BoardKind, whole: Whole) -> None:
    figures = {"people": whole.people, "total": whole.total, "per_head": per_head(whole.total, whole.people)}
    db.session.add(Standing(challenge_id=challenge.id, board=board, key=REST, is_placed=False, **figures))
    db.session.flush()


def _add_places(rows: Select[Any]) -> None:
    db.session.execute(insert(Standing).from_select([*COLUMNS, "place", "place_per_head"], rows))


def _row(
    board: BoardKind, challenge_id: int, key: Any, people: Any, total: Any, figure: Any, *names: Any
) -> Select[Any]:
    """The columns of COLUMNS with both places."""
    name, part_of = names or (literal(""), literal(""))
    return select(
        literal(challenge_id).label("challenge_id"),
        literal(board, Standing.board.type).label("board"),
        key,
        name,
        part_of,
        people,
        total,
        figure,
        true(),
        _place(total),
        _place(figure),
    ).order_by(total, key)


def _place(figure: Any) -> ColumnElement[int]:
    return cast(func.rank().over(order_by=figure.desc()), Integer)


def _teams(challenge_id: int) -> Select[Any]:
    team = BoardTeam
    return (
        _row(BoardKind.TEAMS, challenge_id, team.team_id, team.people, team.total, team.per_head, Team.name, Site.name)
        .select_from(team)
        .join(Team, Team.id == team.team_id)
        .join(Site, Site.id == team.site_id)
        .where(team.challenge_id == challenge_id, SHOWN)
    )


def _sites(challenge: Challenge) -> Select[Any]:
    ladder = ladder_of(challenge, BoardKind.SITES, is_per_head=False)
    rows = select(ladder.key.label("key"), ladder.figure.label("total")).where(*ladder.where).subquery()
    figure = rows.c.total * THOUSAND // BoardSite.people
    return (
        _row(BoardKind.SITES, challenge.id, rows.c.key, BoardSite.people, rows.c.total, figure, Site.name, literal(""))
        .select_from(rows)
        .join(Site, Site.id == rows.c.key)
        .join(BoardSite, (BoardSite.site_key == rows.c.key) & (BoardSite.challenge_id == challenge.id))
    )


def _people(challenge_id: int) -> Select[Any]:
    score = BoardPerson.score
    return _row(
        BoardKind.PEOPLE, challenge_id, BoardPerson.participation_id, literal(1), score, score * THOUSAND
    ).where(BoardPerson.challenge_id == challenge_id, LISTED)


def find_row(challenge: Challenge, board: BoardKind, key: int) -> Standing | None:
    return db.session.scalar(
        select(Standing).where(Standing.challenge_id == challenge.id, Standing.board == board, Standing.key == key)
    )


def ladder_of_standing(challenge: Challenge, board: BoardKind, *, is_per_head: bool) -> Ladder:
    figure, place = (Standing.per_head, Standing.place_per_head) if is_per_head else (Standing.total, Standing.place)
    where = Standing.challenge_id == challenge.id, Standing.board == board, PLACED

    def better(amount: int) -> int:
        return int(db.session.scalar(select(place).where(*where, figure == amount).limit(1)) or 1) - 1

    return Ladder(figure.expression, Standing.id.expression, where, better)
