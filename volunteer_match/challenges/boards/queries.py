"""A board as its reader sees it: live while the challenge runs, the final standing from its end on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from volunteer_match.challenges.boards.counting import NO_SITE, seat_of
from volunteer_match.challenges.boards.final import REST, find_row, ladder_of_standing
from volunteer_match.challenges.boards.groups import is_told
from volunteer_match.challenges.boards.ladder import Segment, read_segments
from volunteer_match.challenges.boards.live import Whole, ladder_of, rest_of, whole_of
from volunteer_match.challenges.boards.models import BoardSite, BoardTeam, Standing
from volunteer_match.challenges.models import Challenge, Participation
from volunteer_match.extensions import db
from volunteer_match.glossary import BoardKind, ChallengeState, ConsentKind
from volunteer_match.organisations.models import Site, Team
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.consents.queries import is_consented_by

Known = tuple[str | None, str, int]
"""Name, site of a team, and people of a row."""


@dataclass(frozen=True, slots=True)
class View:
    """Which board, and by what: the figure per head, or the total. People stand by what they have."""

    board: BoardKind = BoardKind.TEAMS
    is_per_head: bool = True

    @property
    def has_heads(self) -> bool:
        """Whether the figures that are shown are per head."""
        return self.is_per_head and self.board is not BoardKind.PEOPLE


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is shown. `name` None is somebody who is not named; `figure` None is not told."""

    place: int | None
    is_shared: bool
    name: str | None
    part_of: str
    people: int
    figure: int | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class Board:
    """`runs`: stretches of neighbours, with others between them. `rest`: all without a place of their own together."""

    view: View
    whole: Whole
    runs: list[list[Line]] = field(default_factory=list)
    rest: Whole | None = None
    is_own_in_rest: bool = False
    is_final: bool = False

    @property
    def is_told(self) -> bool:
        """Whether enough take part for any figure of theirs."""
        return is_told(self.whole.people)


def find_challenge_on_board(public_id: str, viewer: Account) -> Challenge | None:
    """A challenge of the viewer's company that is no draft any more."""
    return db.session.scalar(
        select(Challenge).where(
            Challenge.public_id == public_id,
            Challenge.company_id == viewer.company_id,
            Challenge.state != ChallengeState.DRAFT,
        )
    )


def whole_standing(challenge: Challenge) -> Whole:
    """Everybody together: now, or how it ended."""
    final = find_row(challenge, BoardKind.WHOLE, REST) if challenge.state is ChallengeState.CLOSED else None
    return Whole(final.people, final.total) if final else whole_of(challenge.id)


def board_of(challenge: Challenge, own: Participation | None, view: View, whole: Whole | None = None) -> Board:
    """What somebody sees who takes part with `own`, or doesn't (None). `whole`: all together, where it is known."""
    is_final = challenge.state is ChallengeState.CLOSED
    whole = whole or whole_standing(challenge)
    if not is_told(whole.people):
        return Board(view, whole, is_final=is_final)
    make = ladder_of_standing if is_final else ladder_of
    ladder = make(challenge, view.board, is_per_head=view.has_heads)
    mine = own_key(own, view.board) if own is not None else None
    ladder_key = _standing_id(challenge, view.board, mine) if is_final else mine
    runs = read_segments(ladder, ladder_key)
    keys = [spot.key for run in runs for spot, _ in run]
    known = _known_at_end(view.board, keys) if is_final else _known(challenge, view.board, keys)
    lines = _lines(known, view.board, runs, ladder_key)
    rest = _rest(challenge, view.board, whole, is_final=is_final)
    has_place = any(line.is_own for run in lines for line in run)
    return Board(view, whole, lines, rest, mine is not None and rest is not None and not has_place, is_final)


def own_key(own: Participation, board: BoardKind) -> int | None:
    """The key of the row that is one's own: of the team, site or participation."""
    if board is BoardKind.PEOPLE:
        return own.id
    if board is BoardKind.TEAMS:
        return own.team_id
    return seat_of(own).site_key or None


def place_unseen(challenge: Challenge, own: Participation, score: int) -> int:
    """Where somebody would stand on the board of people, for nobody but themselves."""
    return ladder_of(challenge, BoardKind.PEOPLE, is_per_head=False).count_better(score) + 1


def _standing_id(challenge: Challenge, board: BoardKind, key: int | None) -> int | None:
    row = find_row(challenge, board, key) if key is not None else None
    return row.id if row else None


def _rest(challenge: Challenge, board: BoardKind, whole: Whole, *, is_final: bool) -> Whole | None:
    """Never fewer than five people, or none (boards/groups.py)."""
    if board is BoardKind.PEOPLE:
        return None
    if is_final:
        row = find_row(challenge, board, REST)
        return Whole(row.people, row.total) if row and row.people else None
    rest = rest_of(challenge.id, board, whole)
    return rest if rest.people else None


def _lines(known: Mapping[int, Known], board: BoardKind, runs: list[Segment], mine: int | None) -> list[list[Line]]:
    """Of people only one's own figure is told: with those of others, what somebody beside them has would follow."""
    return [
        [
            Line(
                place.number,
                place.is_shared,
                *known[spot.key],
                figure=spot.figure if board is not BoardKind.PEOPLE or spot.key == mine else None,
                is_own=spot.key == mine,
            )
            for spot, place in run
        ]
        for run in runs
    ]


def _known(challenge: Challenge, board: BoardKind, keys: Collection[int]) -> dict[int, Known]:
    if board is BoardKind.PEOPLE:
        names = names_of_people(keys)
        return {key: (names.get(key), "", 1) for key in keys}
    return _groups(challenge, board, keys)


def _known_at_end(board: BoardKind, ids: Collection[int]) -> dict[int, Known]:
    rows = db.session.scalars(select(Standing).where(Standing.id.in_(ids))).all()
    names = names_of_people([row.key for row in rows]) if board is BoardKind.PEOPLE else {}
    return {row.id: (row.name or names.get(row.key), row.part_of, row.people) for row in rows}


def _groups(challenge: Challenge, board: BoardKind, keys: Collection[int]) -> dict[int, Known]:
    """Name, site and people by key."""
    if board is BoardKind.SITES:
        sites = select(Site.id, Site.name, BoardSite.people).join(BoardSite, BoardSite.site_key == Site.id)
        rows = db.session.execute(sites.where(BoardSite.challenge_id == challenge.id, Site.id.in_(keys)))
        return {key: (name, "", people) for key, name, people in rows if key != NO_SITE}
    teams = (
        select(Team.id, Team.name, Site.name, BoardTeam.people)
        .join(Site, Site.id == Team.site_id)
        .join(BoardTeam, BoardTeam.team_id == Team.id)
        .where(BoardTeam.challenge_id == challenge.id, Team.id.in_(keys))
    )
    return {key: (name, site, people) for key, name, site, people in db.session.execute(teams)}


def names_of_people(participation_ids: Collection[int]) -> dict[int, str]:
    """The names of those who want to be named, by participation. Asked at every look, so that a no holds at once."""
    rows = db.session.execute(
        select(Participation.id, Account)
        .join(AgentProfile, AgentProfile.account_id == Participation.agent_id)
        .join(Account, Account.id == AgentProfile.account_id)
        .where(
            Participation.id.in_(participation_ids),
            is_consented_by(Participation.agent_id, ConsentKind.BOARDS),
            Account.deactivated_at.is_(None),
            Account.deleted_at.is_(None),
        )
    )
    return {number: account.display_name for number, account in rows}
