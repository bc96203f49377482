"""The running sums behind the boards: written in the transaction of what changes them, read by queries.py.

Locks come in one order: the participation's row, the turn of the challenge (only where somebody comes or goes), team,
site, bins. So hundreds can log at once: what they share are rows of a team, and sums that are spread over slots.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import case, select, update

from volunteer_match.challenges.boards.bins import bin_of
from volunteer_match.challenges.boards.groups import shown_parts
from volunteer_match.challenges.boards.models import BoardBin, BoardSite, BoardSum, BoardTeam
from volunteer_match.challenges.boards.rules import THOUSAND
from volunteer_match.challenges.models import Participation
from volunteer_match.database.transactions import take_turn_for
from volunteer_match.database.writing import add_to_row
from volunteer_match.extensions import db

SLOTS = 16
NO_SITE = 0
"""The key of those who have neither team nor site."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a participation counts. A team counts where the team is, whatever the site of the person."""

    challenge_id: int
    site_key: int
    team_id: int | None
    slot: int


def seat_of(participation: Participation) -> Seat:
    team = participation.team
    site_key = team.site_id if team else participation.site_id or NO_SITE
    return Seat(participation.challenge_id, site_key, participation.team_id, participation.id % SLOTS)


def add_amount(seat: Seat, change: int) -> None:
    """So much more in the challenge's measure, of somebody who counts."""
    if seat.team_id is not None:
        _add_to_team(seat, total=change)
    add_version(seat, change)


def add_version(seat: Seat, change: int = 0) -> None:
    """Boards look different now; `change` is what the site has more."""
    keys = {"challenge_id": seat.challenge_id, "site_key": seat.site_key, "slot": seat.slot}
    add_to_row(db.session, BoardSum, keys, {"total": change, "version": 1})


def _add_to_team(seat: Seat, *, people: int = 0, total: int = 0) -> None:
    """The update reads what stands there when its turn comes, so that the figure per head is that of both."""
    heads, has = BoardTeam.people + people, BoardTeam.total + total
    figure = case((heads > 0, case((has > 0, has), else_=0) * THOUSAND // case((heads > 0, heads), else_=1)), else_=0)
    db.session.execute(
        update(BoardTeam)
        .where(BoardTeam.challenge_id == seat.challenge_id, BoardTeam.team_id == seat.team_id)
        .values(people=heads, total=has, per_head=figure)
        .execution_options(synchronize_session=False)
    )


def move_bins(seat: Seat, before: int | None, after: int | None) -> None:
    """A listed person's figure; None is not listed. Nothing is listed that is not above 0."""
    leaves = bin_of(before) if before and before > 0 else None
    enters = bin_of(after) if after and after > 0 else None
    if leaves == enters:
        return
    moves = [(number, change) for number, change in ((leaves, -1), (enters, 1)) if number is not None]
    for number, change in sorted(moves):
        keys = {"challenge_id": seat.challenge_id, "bin": number, "slot": seat.slot}
        add_to_row(db.session, BoardBin, keys, {"people": change})


def add_person(seat: Seat, change: int) -> None:
    """Somebody comes (1) or goes (-1): which groups show a figure of their own is decided anew, one after the other."""
    take_turn_for(db.session, f"board:{seat.challenge_id}")
    if seat.team_id is not None:
        _begin_team(seat)
        _add_to_team(seat, people=change)
    keys = {"challenge_id": seat.challenge_id, "site_key": seat.site_key}
    amounts = {"people": change, "loose": change if seat.team_id is None else 0}
    add_to_row(db.session, BoardSite, keys, amounts, is_shown=False)
    add_version(seat)
    regroup(seat.challenge_id, {seat.site_key})


def _begin_team(seat: Seat) -> None:
    keys = {"challenge_id": seat.challenge_id, "team_id": seat.team_id}
    if db.session.get(BoardTeam, keys) is None:
        db.session.add(BoardTeam(**keys, site_id=seat.site_key, people=0, total=0, per_head=0, is_shown=False))
        db.session.flush()


def regroup(challenge_id: int, site_keys: set[int]) -> None:
    """Decides which sites show a figure, and which teams of these sites and of those where that has changed."""
    rows = db.session.execute(
        select(BoardSite.site_key, BoardSite.people, BoardSite.loose, BoardSite.is_shown).where(
            BoardSite.challenge_id == challenge_id
        )
    ).all()
    shown = shown_parts({row.site_key: row.people for row in rows})
    changed = {row.site_key for row in rows if row.is_shown != (row.site_key in shown)}
    for is_shown in (True, False):
        _mark_sites(challenge_id, [key for key in changed if (key in shown) is is_shown], is_shown=is_shown)
    for row in rows:
        if row.site_key in site_keys | changed:
            _regroup_teams(challenge_id, row.site_key, row.loose, is_open=row.site_key in shown)


def _mark_sites(challenge_id: int, keys: list[int], *, is_shown: bool) -> None:
    if keys:
        where = BoardSite.challenge_id == challenge_id, BoardSite.site_key.in_(keys)
        db.session.execute(
            update(BoardSite).where(*where).values(is_shown=is_shown).execution_options(synchronize_session=False)
        )


def _regroup_teams(challenge_id: int, site_key: int, loose: int, *, is_open: bool) -> None:
    """Who is in no team is a part of the site as well: their figure must not follow from those of the teams."""
    rows = db.session.execute(
        select(BoardTeam.team_id, BoardTeam.people, BoardTeam.is_shown).where(
            BoardTeam.challenge_id == challenge_id, BoardTeam.site_id == site_key
        )
    ).all()
    parts = {row.team_id: row.people for row in rows} | {0: loose}
    shown = shown_parts(parts) if is_open else frozenset()
    _mark_teams(challenge_id, (row.team_id for row in rows if row.team_id in shown and not row.is_shown), shows=True)
    _mark_teams(challenge_id, (row.team_id for row in rows if row.team_id not in shown and row.is_shown), shows=False)


def _mark_teams(challenge_id: int, team_ids: Iterable[int], *, shows: bool) -> None:
    if ids := sorted(team_ids):
        where = BoardTeam.challenge_id == challenge_id, BoardTeam.team_id.in_(ids)
        db.session.execute(
            update(BoardTeam).where(*where).values(is_shown=shows).execution_options(synchronize_session=False)
        )
