"""What boards are read from. All of it follows from participations, is written in the same transaction as they are, and
can be built anew; docs/decisions/0015-boards.md says why each table is there. The final standing is never changed.
"""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped

from volunteer_match.database import Base, operational, personal
from volunteer_match.database.base import Numbered
from volunteer_match.glossary import BoardKind

LISTED = text("is_shown AND score > 0")
SHOWN = text("is_shown AND total > 0")
PLACED = text("is_placed")


class BoardPerson(Base):
    """A participation as boards see it: what it has in the challenge's measure."""

    __tablename__ = "board_people"
    __table_args__ = (
        Index(
            "ix_board_people_listed",
            "challenge_id",
            "score",
            "participation_id",
            sqlite_where=LISTED,
            postgresql_where=LISTED,
        ),
    )

    participation_id: Mapped[int] = operational(ForeignKey("participations.id"), primary_key=True, autoincrement=False)
    challenge_id: Mapped[int] = operational(ForeignKey("challenges.id"))
    score: Mapped[int] = operational(BigInteger, default=0)
    is_counted: Mapped[bool] = operational()
    """Among the people of their team: who takes part, and who left when they had something already."""
    is_shown: Mapped[bool] = operational()
    """On the board of people, by name."""


class BoardTeam(Base):
    """A team in a challenge. `per_head` is in thousandths of the measure's unit (boards/rules.py)."""

    __tablename__ = "board_teams"
    __table_args__ = (
        *(
            Index(
                f"ix_board_teams_{name}",
                "challenge_id",
                name,
                "team_id",
                sqlite_where=SHOWN,
                postgresql_where=SHOWN,
            )
            for name in ("total", "per_head")
        ),
        Index("ix_board_teams_challenge_id_site_id", "challenge_id", "site_id"),
    )

    challenge_id: Mapped[int] = operational(ForeignKey("challenges.id"), primary_key=True)
    team_id: Mapped[int] = operational(ForeignKey("teams.id"), primary_key=True)
    site_id: Mapped[int] = operational(ForeignKey("sites.id"))
    people: Mapped[int] = operational(default=0)
    total: Mapped[int] = operational(BigInteger, default=0)
    per_head: Mapped[int] = operational(BigInteger, default=0)
    is_shown: Mapped[bool] = operational(default=False)


class BoardSite(Base):
    """A site in a challenge: of the team, or of who has none. Site 0 is nobody's, for those without one."""

    __tablename__ = "board_sites"

    challenge_id: Mapped[int] = operational(ForeignKey("challenges.id"), primary_key=True)
    site_key: Mapped[int] = operational(BigInteger, primary_key=True)
    people: Mapped[int] = operational(default=0)
    loose: Mapped[int] = operational(default=0)
    """Of these, so many are in no team."""
    is_shown: Mapped[bool] = operational(default=False)


class BoardSum(Base):
    """A part of what a site has. It is spread over slots, so that hundreds can log at once without a queue."""

    __tablename__ = "board_sums"

    challenge_id: Mapped[int] = operational(ForeignKey("challenges.id"), primary_key=True)
    site_key: Mapped[int] = operational(BigInteger, primary_key=True)
    slot: Mapped[int] = operational(primary_key=True)
    total: Mapped[int] = operational(BigInteger, default=0)
    version: Mapped[int] = operational(BigInteger, default=0)
    """Grows with whatever changes a board of the challenge."""


class BoardBin(Base):
    """How many listed people have a figure within one bin (boards/bins.py), spread over slots as well."""

    __tablename__ = "board_bins"

    challenge_id: Mapped[int] = operational(ForeignKey("challenges.id"), primary_key=True)
    bin: Mapped[int] = operational(primary_key=True)
    slot: Mapped[int] = operational(primary_key=True)
    people: Mapped[int] = operational(default=0)


class FrozenWeek(Base):
    """A week, from this Monday on, that left somebody no time. Kept, for shifts are not kept so long."""

    __tablename__ = "frozen_weeks"

    agent_id: Mapped[int] = personal(ForeignKey("agent_profiles.account_id"), primary_key=True)
    week: Mapped[date] = personal(primary_key=True)


class Standing(Numbered, Base):
    """A row of the final standing. The database refuses to change or delete one.

    People stand here without a name: it is looked up when the board is read, as long as they want to be named.
    """

    __tablename__ = "standings"
    __table_args__ = (
        *(
            Index(
                f"ix_standings_{name}",
                "challenge_id",
                "board",
                name,
                "id",
                sqlite_where=PLACED,
                postgresql_where=PLACED,
            )
            for name in ("total", "per_head")
        ),
        Index("ix_standings_challenge_id_board_key", "challenge_id", "board", "key"),
    )

    challenge_id: Mapped[int] = operational(ForeignKey("challenges.id"))
    board: Mapped[BoardKind] = operational()
    key: Mapped[int] = operational(BigInteger)
    """The row number of the team, site or participation; 0 for all that have no place of their own together."""
    name: Mapped[str] = operational(default="")
    """Of a team or site, as it was called then."""
    part_of: Mapped[str] = operational(default="")
    """The site of a team."""
    people: Mapped[int] = operational()
    total: Mapped[int] = operational(BigInteger)
    per_head: Mapped[int] = operational(BigInteger)
    is_placed: Mapped[bool] = operational()
    place: Mapped[int | None] = operational()
    """By the total."""
    place_per_head: Mapped[int | None] = operational()
