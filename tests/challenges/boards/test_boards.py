"""Boards on both databases: exact after every change, silent about small groups, final at the end."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from tests.challenges.boards.crowd import Crowd, heads, standing
from volunteer_match.availability.models import AvailabilityException, Shift
from volunteer_match.challenges.boards.actions import note_change
from volunteer_match.challenges.boards.final import keep_standing
from volunteer_match.challenges.boards.live import whole_of
from volunteer_match.challenges.boards.models import BoardBin, BoardPerson, BoardSite, BoardTeam, Standing
from volunteer_match.challenges.boards.queries import Board, View, board_of
from volunteer_match.challenges.boards.rebuilding import rebuild
from volunteer_match.challenges.boards.rules import per_head
from volunteer_match.challenges.boards.streaks.queries import streak_of
from volunteer_match.challenges.boards.streaks.rules import DAY, WEEK, Streak, week_of
from volunteer_match.challenges.totals import NOTHING, Totals
from volunteer_match.database import Base
from volunteer_match.extensions import db
from volunteer_match.glossary import BoardKind, ChallengeState

TEAMS, SITES, PEOPLE = View(), View(BoardKind.SITES), View(BoardKind.PEOPLE)
IN_ALL = View(is_per_head=False)


def places_told(board: Board) -> list[tuple[str | None, int | None]]:
    return [(line.name, line.place) for run in board.runs for line in run]


def amounts(crowd: Crowd) -> dict[int, int]:
    return {one.id: one.grams for one in crowd.people}


def by_team(crowd: Crowd) -> Counter[int | None]:
    sums = Counter[int | None]()
    for one in crowd.people:
        sums[one.team_id] += one.grams
    return sums


def rows_of(table: type[Base], *names: str) -> set[tuple[object, ...]]:
    return {tuple(row) for row in db.session.execute(select(*(getattr(table, name) for name in names)))}


def kept(crowd: Crowd) -> list[object]:
    """Everything that boards are read from, whatever slot it is in."""
    bins = Counter[int]()
    for number, people in db.session.execute(select(BoardBin.bin, BoardBin.people)):
        bins[number] += people
    whole = whole_of(crowd.challenge.id)
    return [
        rows_of(BoardPerson, "participation_id", "score", "is_counted", "is_shown"),
        rows_of(BoardTeam, "team_id", "people", "total", "per_head", "is_shown"),
        rows_of(BoardSite, "site_key", "people", "loose", "is_shown"),
        +bins,
        (whole.people, whole.total),
    ]


def live(crowd: Crowd) -> Crowd:
    """Three sites with teams large and small, people without a team, and people without a site."""
    for name, sizes in (("Cebu", (9, 7, 3, 2)), ("Davao", (6, 2)), ("Iloilo", (3,))):
        site = crowd.site(name)
        for number, size in enumerate(sizes):
            crowd.team(site, f"{name} {number}", size)
    crowd.add(site)
    crowd.add(None)
    return crowd


def test_running_sums_are_what_the_participations_say(crowd: Crowd) -> None:
    """Random days of logging, correcting, leaving, coming back and changing one's mind, then all of it at once."""
    live(crowd)
    chance = Random(5)
    for _ in range(60):
        who = chance.choice(crowd.people)
        act = chance.random()
        if act < 0.75:
            crowd.log(who, chance.choice((-who.grams, 7, 7, 600, chance.randrange(10**6))))
        elif act < 0.85 and who.left_at is None:
            crowd.leave(who)
        elif act < 0.93:
            crowd.consent(who) if chance.random() < 0.5 else crowd.withdraw(who, crowd.world.now)
    db.session.flush()
    running, version = kept(crowd), whole_of(crowd.challenge.id).version
    rebuild(crowd.challenge)
    db.session.expire_all()
    assert running == kept(crowd)
    assert whole_of(crowd.challenge.id).version > version
    _check_boards(crowd)


def _check_boards(crowd: Crowd) -> None:
    """Every board against the plainest way to say the same."""
    shown = {team: people for team, people, is_shown in rows_of(BoardTeam, "team_id", "people", "is_shown") if is_shown}
    assert shown, "there is something to compare"
    people, sums, amount = heads(crowd), by_team(crowd), amounts(crowd)
    assert all(people[team] == told >= 5 for team, told in shown.items())
    figures = {team: per_head(sums[team], people[team]) for team in shown}
    told = board_of(crowd.challenge, None, TEAMS)
    places = [place for _, place in standing(figures)]
    assert [line.place for run in told.runs for line in run] == places
    assert [line.figure for run in told.runs for line in run] == sorted(
        (f for f in figures.values() if f > 0), reverse=True
    )
    assert told.rest is not None
    assert told.rest.people == sum(people.values()) - sum(shown.values()) >= 5
    assert told.rest.total == sum(sums.values()) - sum(sums[team] for team in shown)
    named = rows_of(BoardPerson, "participation_id", "is_shown")
    order = standing({key: amount[key] for key, is_shown in named if is_shown})
    for key, place in order:
        own = next(one for one in crowd.people if one.id == key)
        mine = [line for run in board_of(crowd.challenge, own, PEOPLE).runs for line in run if line.is_own]
        assert [(line.place, line.figure) for line in mine] == [(place, amount[key])]


def test_a_long_board_shows_the_first_and_mine_with_my_neighbours(crowd: Crowd) -> None:
    site = crowd.site("Cebu")
    for _ in range(30):
        crowd.consent(crowd.add(site))
    for number, who in enumerate(crowd.people):
        crowd.log(who, 1_000 * (number // 2 + 1))
    me = crowd.people[7]
    first, around = board_of(crowd.challenge, me, PEOPLE).runs
    assert [line.place for line in first] == [1, 1, 3, 3, 5, 5, 7, 7, 9, 9]
    assert [line.place for line in around] == [19, 21, 21, 23, 23, 25, 25]
    assert [line.is_own for line in around] == [False, False, False, True, False, False, False]
    assert all(line.is_shared for line in [*first, *around])
    assert [line.figure for line in around if not line.is_own] == [None] * 6, "figures of others are not told"
    assert {line.name for line in around} <= {f"Person {number}" for number in range(30)}


def test_small_groups_never_show_and_the_final_standing_stays(crowd: Crowd) -> None:
    live(crowd)
    for number, who in enumerate(crowd.people):
        crowd.log(who, 100 + number)
    shown = {name for name, _ in places_told(board_of(crowd.challenge, None, TEAMS))}
    assert shown == {"Cebu 0", "Cebu 1"}, "Davao 1 has two people, so Davao 0 would tell of them"
    assert {name for name, _ in places_told(board_of(crowd.challenge, None, SITES))} == {"Cebu", "Davao"}
    small = next(one for one in crowd.people if one.team and one.team.name == "Cebu 2")
    assert board_of(crowd.challenge, small, TEAMS).is_own_in_rest
    person = crowd.people[32]
    before = {view: board_of(crowd.challenge, person, view) for view in (TEAMS, IN_ALL, SITES, PEOPLE)}
    keep_standing(crowd.challenge)
    crowd.challenge.state = ChallengeState.CLOSED
    db.session.flush()
    for who in crowd.people:
        crowd.log(who, 5_000)
    for view, board in before.items():
        after = board_of(crowd.challenge, person, view)
        assert (after.runs, after.rest) == (board.runs, board.rest)
        assert (after.whole.people, after.whole.total, after.is_final) == (board.whole.people, board.whole.total, True)
    assert "Person 32" in {name for name, _ in places_told(board_of(crowd.challenge, None, PEOPLE))}
    crowd.withdraw(person, crowd.world.now)
    after = places_told(board_of(crowd.challenge, None, PEOPLE))
    assert [place for _, place in after] == [place for _, place in places_told(before[PEOPLE])]
    assert {None} == {name for name, _ in after} - {name for name, _ in places_told(before[PEOPLE])}
    keep_standing(crowd.challenge)  # sent twice, it stays
    for change in (update(Standing).values(total=1), delete(Standing)):
        with pytest.raises(DatabaseError, match="final standing"), db.session.begin_nested():
            db.session.execute(change)


def test_too_few_people_show_nothing_at_all(crowd: Crowd) -> None:
    crowd.team(crowd.site("Cebu"), "Cebu 0", 4)
    for who in crowd.people:
        crowd.log(who, 100)
    assert board_of(crowd.challenge, crowd.people[0], TEAMS).runs == []
    assert not board_of(crowd.challenge, None, SITES).is_told
    last = crowd.add(crowd.people[0].site, crowd.people[0].team)
    assert places_told(board_of(crowd.challenge, None, TEAMS)) == [("Cebu 0", 1)], "the fifth brings it up, at once"
    crowd.leave(last)
    assert board_of(crowd.challenge, None, TEAMS).runs == [], "and takes it down again"


def test_weeks_in_a_row_survive_days_off_and_shifts_that_are_gone(crowd: Crowd) -> None:
    """Logged four weeks ago, two weeks away or at work, logged again: the row goes on, also without the shifts."""
    me = crowd.add(None, name="agent")
    monday = week_of(crowd.world.now.date())
    for ago in (4, 3, 0):
        crowd.enter(me, monday - ago * WEEK)
    assert streak_of(me, monday) == Streak(1, 0, is_safe=True)
    db.session.add_all(
        AvailabilityException(agent_id=me.agent_id, day=monday - 2 * WEEK + n * DAY, is_available=False)
        for n in range(3)
    )
    for number in range(6):
        start = datetime.combine(monday - WEEK + number * DAY, time(6), UTC)
        shift = {"starts_at": start, "ends_at": start + timedelta(hours=8)}
        db.session.add(Shift(company_id=crowd.challenge.company_id, agent_id=me.agent_id, **shift))
    db.session.flush()
    assert streak_of(me, monday) == Streak(3, 2, is_safe=True)
    note_change(me, NOTHING, Totals(actions=1), monday)
    db.session.execute(delete(Shift))
    assert streak_of(me, monday) == Streak(3, 2, is_safe=True)
    assert streak_of(me, monday + 6 * WEEK) == Streak(0, 0, is_safe=False), (
        "its last day, four weeks after the last entry"
    )
