"""Approved volunteer time off is free for matching, though a shift covers it: exactly so long, in the index, too."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.matches.acts import Acts, transaction
from tests.matches.keeping.conftest import told
from volunteer_match.availability.models import Shift
from volunteer_match.extensions import db
from volunteer_match.glossary import TimeOffState
from volunteer_match.hours.time_off.actions import ask, withdraw
from volunteer_match.hours.time_off.requests import Wish
from volunteer_match.hours.time_off.terms.actions import TermsWish, set_terms
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.time_off import added_hours, shifts_left
from volunteer_match.matches.keeping.kept import build_kept
from volunteer_match.matching.facts import AgentFacts, Interval
from volunteer_match.matching.intervals import total, without
from volunteer_match.matching.time import free_intervals
from volunteer_match.organisations.models import Site
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

HOUR = timedelta(hours=1)


def test_the_given_time_is_claimable_and_nothing_beside_it(
    app: Application, acts: Acts, agrees: Callable[[datetime], None]
) -> None:
    now = acts.world.now
    day = (now + timedelta(days=3)).replace(hour=0, minute=0, second=0)
    acts.busy("agent")
    with transaction():
        agent = db.session.get_one(AgentProfile, acts.world.accounts["agent"])
        agent.site_id = acts.world.ids["northwind_site"]
        site = db.session.get_one(Site, agent.site_id)
        set_terms(site, TermsWish(1, 480, 0, 480), acts.account("admin"), now)
        shift = {"starts_at": day + 9 * HOUR, "ends_at": day + 17 * HOUR}
        db.session.add(Shift(company_id=agent.company_id, agent_id=agent.account_id, **shift))
    whole = Interval(day, day + 24 * HOUR)

    def free() -> tuple[Interval, ...]:
        """By the facts as they are read one by one; an index that is built anew says the same."""
        db.session.rollback()
        number = acts.world.accounts["agent"]
        found = free_intervals(agent_facts([number], now)[number], whole)
        assert free_intervals(told(build_kept(now))[number], whole) == found
        return found

    assert free() == ()
    with transaction():
        wish = Wish(day + 14 * HOUR, day + 16 * HOUR)
        made = ask(db.session.get_one(AgentProfile, acts.world.accounts["agent"]), wish, now)
        assert made.state is TimeOffState.APPROVED
    assert free() == (Interval(day + 14 * HOUR, day + 16 * HOUR),), "the rest gap of half an hour does not eat into it"
    agrees(now)
    with transaction():
        withdraw(made, acts.account("agent"), now)
    assert free() == ()
    agrees(now)


DAY = datetime(2026, 3, 28, 12, tzinfo=UTC)
ZONES = st.sampled_from(["Europe/Warsaw", "Asia/Kolkata", "Asia/Kathmandu", "America/Bogota", "Pacific/Chatham"])


@given(
    zone=ZONES,
    gap=st.integers(0, 120),
    shift=st.tuples(st.integers(0, 1200), st.integers(30, 720)),
    off=st.tuples(st.integers(0, 1800), st.integers(15, 720)),
)
def test_it_is_free_whatever_the_shift_the_gap_and_the_zone(
    zone: str, gap: int, shift: tuple[int, int], off: tuple[int, int]
) -> None:
    """Around the night in which Warsaw's clocks change: everything given is free, and no working minute besides."""
    work, given_time = (
        Interval(DAY + timedelta(minutes=start), DAY + timedelta(minutes=start + length))
        for start, length in (shift, off)
    )
    added = added_hours([given_time], zone)
    left = shifts_left([work], [given_time], gap)
    facts = AgentFacts(id="a", time_zone=zone, exceptions=added, shifts=left, rest_gap_minutes=gap)
    free = free_intervals(facts, Interval(DAY - timedelta(days=2), DAY + timedelta(days=4)))
    assert not without([given_time], free)
    beside = total(without(free, [given_time]))
    has_two = (
        given_time.start.astimezone(ZoneInfo(zone)).utcoffset() != given_time.end.astimezone(ZoneInfo(zone)).utcoffset()
    )
    assert beside <= (HOUR if has_two else timedelta())
