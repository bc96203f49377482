"""Boards of a challenge that runs, read from the running sums."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import BigInteger, Subquery, cast, func, select

from volunteer_match.challenges.boards.bins import ALONE, bin_of, first_of
from volunteer_match.challenges.boards.counting import NO_SITE
from volunteer_match.challenges.boards.ladder import Ladder, Ties
from volunteer_match.challenges.boards.models import (
    LISTED,
    SHOWN,
    BoardBin,
    BoardPerson,
    BoardSite,
    BoardSum,
    BoardTeam,
)
from volunteer_match.challenges.boards.rules import THOUSAND
from volunteer_match.challenges.models import Challenge
from volunteer_match.extensions import db
from volunteer_match.glossary import BoardKind


def ladder_of(challenge: Challenge, board: BoardKind, *, is_per_head: bool) -> Ladder:
    if board is BoardKind.PEOPLE:
        return _people(challenge.id)
    if board is BoardKind.SITES:
        sites = _sites(challenge.id)
        figure = sites.c.total * THOUSAND // sites.c.people if is_per_head else sites.c.total
        return Ladder(figure, sites.c.key, (sites.c.is_shown, sites.c.total > 0, sites.c.key != NO_SITE))
    of_team = BoardTeam.per_head if is_per_head else BoardTeam.total
    return Ladder(of_team.expression, BoardTeam.team_id.expression, (BoardTeam.challenge_id == challenge.id, SHOWN))


def _people(challenge_id: int) -> Ladder:
    where = BoardPerson.challenge_id == challenge_id, LISTED
    counted = Ladder(BoardPerson.score.expression, BoardPerson.participation_id.expression, where)

    def better(figure: int) -> int:
        """All bins above that of the figure, and those of its own bin who have more."""
        number = bin_of(figure)
        above = select(func.coalesce(func.sum(BoardBin.people), 0)).where(
            BoardBin.challenge_id == challenge_id, BoardBin.bin > number
        )
        beyond = first_of(number + 1)
        within = select(func.count()).where(*where, BoardPerson.score > figure, BoardPerson.score < beyond)
        return int(db.session.scalar(select(above.scalar_subquery() + within.scalar_subquery())) or 0)

    def ties(figures: Collection[int]) -> Ties:
        """Where a bin is one figure, it knows; there many may share one."""
        low, high = [one for one in figures if one < ALONE], [one for one in figures if one >= ALONE]
        found = dict(counted.counted_ties(high)) if high else {}
        if low:
            bins = select(BoardBin.bin, func.sum(BoardBin.people)).where(
                BoardBin.challenge_id == challenge_id, BoardBin.bin.in_(low)
            )
            found |= {number: int(people) for number, people in db.session.execute(bins.group_by(BoardBin.bin))}
        return found

    return Ladder(counted.figure, counted.key, where, better, ties)


def _sites(challenge_id: int) -> Subquery:
    sums = (
        select(BoardSum.site_key, func.sum(BoardSum.total).label("total"))
        .where(BoardSum.challenge_id == challenge_id)
        .group_by(BoardSum.site_key)
        .subquery()
    )
    return (
        select(
            BoardSite.site_key.label("key"),
            BoardSite.people,
            BoardSite.is_shown,
            cast(sums.c.total, BigInteger).label("total"),
        )
        .join(sums, sums.c.site_key == BoardSite.site_key)
        .where(BoardSite.challenge_id == challenge_id)
        .subquery()
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """Several groups as one. `version` grows with every change of what a board shows."""

    people: int
    total: int
    version: int = 0


def wholes_of(challenge_ids: Collection[int]) -> dict[int, Whole]:
    """Everybody of each challenge together; one that nobody has joined is left out."""
    people = select(func.sum(BoardSite.people)).where(BoardSite.challenge_id == BoardSum.challenge_id).scalar_subquery()
    sums = (
        select(BoardSum.challenge_id, people, func.sum(BoardSum.total), func.sum(BoardSum.version))
        .where(BoardSum.challenge_id.in_(challenge_ids))
        .group_by(BoardSum.challenge_id)
    )
    return {
        number: Whole(int(heads or 0), int(total), int(version))
        for number, heads, total, version in db.session.execute(sums)
    }


def whole_of(challenge_id: int) -> Whole:
    return wholes_of([challenge_id]).get(challenge_id, Whole(0, 0))


def rest_of(challenge_id: int, board: BoardKind, whole: Whole) -> Whole:
    """Of `whole`, all together who are in no team, or site, that shows a figure of its own."""
    if board is BoardKind.SITES:
        sites = _sites(challenge_id)
        sums = select(func.sum(sites.c.people), func.sum(sites.c.total)).where(sites.c.is_shown, sites.c.key != NO_SITE)
    else:
        sums = select(func.sum(BoardTeam.people), func.sum(BoardTeam.total)).where(
            BoardTeam.challenge_id == challenge_id, BoardTeam.is_shown
        )
    people, total = db.session.execute(sums).one()
    return Whole(whole.people - int(people or 0), whole.total - int(total or 0))
