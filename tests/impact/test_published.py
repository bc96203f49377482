"""What is published of a year, and what an attacker makes of every filter, page and period."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from sqlalchemy import func, select

from tests.impact.conftest import LATER, Year
from tests.impact.suppression.test_attack import found_out, only_small_ones
from volunteer_match.challenges.models import Challenge, Participation
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeForm, ChallengeState, Measure
from volunteer_match.impact.facts.report import headlines_of, report_of
from volunteer_match.impact.facts.shapes import Money, PartCode, Question, Report
from volunteer_match.impact.models import ImpactCell, ImpactMonth
from volunteer_match.impact.settling.actions import settle_due
from volunteer_match.impact.suppression import Given, Path, cells_of, publishable
from volunteer_match.people.profile.models import AgentProfile

PERIODS = [(first, last) for first in (1, 2, 3) for last in (1, 2, 3) if first <= last]


def _places(year: Year) -> list[Path]:
    return sorted({(), *((place[0],) for place in year.places), *year.places})


def _reports(year: Year) -> dict[tuple[Path, int, int], Report]:
    """Every answer that the filters can give."""
    return {
        (place, first, last): report_of(Question(year.company_id, date(2026, first, 1), date(2026, last, 1), place))
        for place in _places(year)
        for first, last in PERIODS
    }


def _hours(report: Report) -> int | None:
    figure = report.headlines[0].figure
    assert figure is None or isinstance(figure, int)
    return figure


def _leaves(year: Year, month: int) -> dict[Path, Given]:
    return {place: Given(year.given.get((place, month), {})) for place in year.places}


def _differences(figures: set[int]) -> set[int]:
    return figures | {abs(one - other) for one, other in combinations(figures, 2)}


def _secrets(year: Year) -> set[int]:
    """What every person, and every small group, gave in a month or in several."""
    found = set()
    for month in (1, 2, 3):
        for place in year.places:
            people = year.given.get((place, month), {})
            groups = [group for size in range(1, 5) for group in combinations(people.values(), size)]
            found |= {sum(group) for group in groups if len(people) < 9 or len(group) == 1}
    return found


def test_nobody_can_subtract_their_way_to_a_small_group(year: Year) -> None:
    reports = _reports(year)
    shown = {key: hours for key, report in reports.items() if (hours := _hours(report)) is not None}
    figures = set(shown.values())
    figures |= {
        figure
        for report in reports.values()
        for part in report.parts
        for row in part.rows
        for figure in row.figures
        if isinstance(figure, int) and figure > 1_000
    }
    assert len(figures) > 15
    assert not _differences(figures) & _secrets(year)
    # Sums over months are sums of the months that are shown by themselves: they tell nothing more.
    for (place, first, last), hours in shown.items():
        assert hours == sum(shown.get((place, month, month), 0) for month in range(first, last + 1))
    # So solving each month solves everything.
    for month in (1, 2, 3):
        leaves = _leaves(year, month)
        known = frozenset(place for place in _places(year) if (place, month, month) in shown)
        assert known == publishable(cells_of(leaves))
        for group in found_out(leaves, known):
            assert Given({}).joined(leaves[leaf] for leaf in group).people >= 5


def test_the_same_attacker_finds_people_where_only_small_cells_are_left_out(year: Year) -> None:
    sums = set()
    for month in (1, 2, 3):
        leaves = _leaves(year, month)
        cells = cells_of(leaves)
        sums |= {
            sum(sum(leaf.amounts.values()) for at, leaf in leaves.items() if at[: len(path)] == path)
            for path in only_small_ones(cells)
        }
    assert _differences(sums) & _secrets(year)


def test_what_is_kept_is_whole_and_never_changes(year: Year) -> None:
    everything = sum(sum(people.values()) for people in year.given.values())
    question = Question(year.company_id, date(2026, 1, 1), date(2026, 3, 1))
    first = headlines_of(question)
    assert first[0].figure == everything
    assert first[2].figure == sum(len(people) for people in year.given.values())
    kinds = next(part for part in report_of(question, {PartCode.KINDS}).parts)
    assert [row.figures[0] for row in kinds.rows] == [everything]
    withheld = db.session.scalar(select(func.count()).where(ImpactCell.people.is_(None)))
    kept = db.session.scalar(select(func.count()).where(ImpactCell.people.is_(None), ImpactCell.amount.is_not(None)))
    assert withheld
    assert not kept
    months = list(db.session.execute(select(ImpactMonth.begins_at, ImpactMonth.ends_at).order_by(ImpactMonth.month)))
    assert all(before[1] == after[0] for before, after in pairwise(months))
    assert settle_due(LATER) == 0
    assert headlines_of(question) == first


@pytest.mark.parametrize("code", [PartCode.TENURE, PartCode.VALUE])
def test_parts(year: Year, code: PartCode) -> None:
    part = next(iter(report_of(Question(year.company_id, date(2026, 1, 1), date(2026, 3, 1)), {code}).parts))
    assert part.is_told
    if code is PartCode.VALUE:
        minutes, money = part.rows[0].figures
        assert isinstance(minutes, int)
        assert isinstance(money, Money)
        assert (money.currency, round(money.amount)) == ("PLN", round(minutes * 31.40 / 60))


def test_a_challenge_is_told_of_in_the_month_in_which_it_closed(year: Year) -> None:
    """By itself: five people, of whom none is nearly all of it, or nothing."""
    begin, end = datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    agents = list(db.session.scalars(select(AgentProfile).where(AgentProfile.team_id == int(year.places[0][1]))))
    for title, grams in (("Together", [900, 800, 700, 600, 500]), ("A few", [900, 800, 700, 600])):
        challenge = Challenge(
            company_id=year.company_id,
            template="",
            title=title,
            form=ChallengeForm.CONTEST,
            measure=Measure.CARBON,
            time_zone="UTC",
            starts_on=begin.date(),
            ends_on=end.date(),
            state=ChallengeState.CLOSED,
            created_at=begin,
            closed_at=begin + timedelta(days=9),
        )
        db.session.add(challenge)
        db.session.flush()
        db.session.add_all(
            Participation(
                challenge_id=challenge.id, agent_id=agent.account_id, joined_at=begin, grams=amount, actions=1
            )
            for agent, amount in zip(agents, grams, strict=False)
        )
    db.session.flush()
    assert settle_due(end + timedelta(days=2)) == 1
    report = report_of(Question(year.company_id, begin.date(), begin.date()), {PartCode.CHALLENGES})
    rows = {row.label: row.figures for row in report.parts[0].rows}
    assert rows == {"Together": (3_500, 5, 5), "A few": (None, None, None)}
