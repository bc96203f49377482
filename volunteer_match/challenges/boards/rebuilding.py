"""Builds the running sums of a challenge anew from its participations: for rows that came in bulk, and to repair."""

from collections import Counter
from itertools import repeat

from sqlalchemy import ColumnElement, Integer, case, cast, delete, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from volunteer_match.challenges.boards.bins import bin_of
from volunteer_match.challenges.boards.counting import NO_SITE, regroup
from volunteer_match.challenges.boards.live import whole_of
from volunteer_match.challenges.boards.models import (
    LISTED,
    BoardBin,
    BoardPerson,
    BoardSite,
    BoardSum,
    BoardTeam,
)
from volunteer_match.challenges.boards.rules import per_head
from volunteer_match.challenges.models import Challenge, Participation
from volunteer_match.challenges.totals import KEPT_IN
from volunteer_match.database.transactions import take_turn_for
from volunteer_match.database.writing import insert_columns
from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind
from volunteer_match.organisations.models import Team
from volunteer_match.recognition.consents.queries import is_consented_by


def rebuild(challenge: Challenge) -> None:
    """Nobody may log meanwhile: what is written between the first read here and the commit would be lost."""
    take_turn_for(db.session, f"board:{challenge.id}")
    version = whole_of(challenge.id).version + 1
    for table in (BoardPerson, BoardTeam, BoardSite, BoardSum, BoardBin):
        db.session.execute(delete(table).where(table.challenge_id == challenge.id))
    _add_people(challenge)
    _add_teams(challenge.id)
    _add_sites(challenge.id, version)
    _add_bins(challenge.id)
    keys = db.session.scalars(select(BoardSite.site_key).where(BoardSite.challenge_id == challenge.id))
    regroup(challenge.id, set(keys))


def _add_people(challenge: Challenge) -> None:
    score: InstrumentedAttribute[int] = getattr(Participation, KEPT_IN[challenge.measure])
    takes_part = Participation.left_at.is_(None)
    rows = select(
        Participation.id,
        Participation.challenge_id,
        score,
        takes_part | (score != 0),
        takes_part & is_consented_by(Participation.agent_id, ConsentKind.BOARDS),
    ).where(Participation.challenge_id == challenge.id)
    names = ["participation_id", "challenge_id", "score", "is_counted", "is_shown"]
    db.session.execute(insert(BoardPerson).from_select(names, rows))


def _add_teams(challenge_id: int) -> None:
    rows = (
        select(Team.id, Team.site_id, _heads(), func.sum(BoardPerson.score))
        .join(Participation, Participation.team_id == Team.id)
        .join(BoardPerson, BoardPerson.participation_id == Participation.id)
        .where(BoardPerson.challenge_id == challenge_id)
        .group_by(Team.id, Team.site_id)
    )
    teams = [(*row[:3], int(row[3])) for row in db.session.execute(rows)]
    insert_columns(
        db.session,
        BoardTeam,
        {
            "challenge_id": repeat(challenge_id, len(teams)),
            "team_id": [team_id for team_id, *_ in teams],
            "site_id": [site_id for _, site_id, *_ in teams],
            "people": [people for _, _, people, _ in teams],
            "total": [total for *_, total in teams],
            "per_head": [per_head(total, people) for _, _, people, total in teams],
            "is_shown": repeat(False, len(teams)),
        },
    )


def _heads() -> ColumnElement[int]:
    return func.sum(cast(BoardPerson.is_counted, Integer))


def _add_sites(challenge_id: int, version: int) -> None:
    key = func.coalesce(Team.site_id, Participation.site_id, NO_SITE)
    loose = func.sum(case((Participation.team_id.is_(None), cast(BoardPerson.is_counted, Integer)), else_=0))
    rows = (
        select(key, _heads(), loose, func.sum(BoardPerson.score))
        .join_from(BoardPerson, Participation, BoardPerson.participation_id == Participation.id)
        .outerjoin(Team, Team.id == Participation.team_id)
        .where(BoardPerson.challenge_id == challenge_id)
        .group_by(key)
    )
    for site_key, people, alone, total in db.session.execute(rows).all():
        common = {"challenge_id": challenge_id, "site_key": site_key}
        db.session.add(BoardSite(**common, people=people, loose=alone, is_shown=False))
        db.session.add(BoardSum(**common, slot=0, total=int(total), version=version))
    db.session.flush()


def _add_bins(challenge_id: int) -> None:
    scores = select(BoardPerson.score, func.count()).where(BoardPerson.challenge_id == challenge_id, LISTED)
    bins = Counter[int]()
    for score, people in db.session.execute(scores.group_by(BoardPerson.score)):
        bins[bin_of(score)] += people
    db.session.add_all(
        BoardBin(challenge_id=challenge_id, bin=number, slot=0, people=people) for number, people in bins.items()
    )
    db.session.flush()
