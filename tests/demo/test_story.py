"""What happens in the demo world could have happened: on whatever day it is loaded, by the rules of the house."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from tests.demo.facts import Moment
from volunteer_match.demo.casting import Casting, NobodyFitsError
from volunteer_match.demo.dates import deadline_of, happened, local_start, said, shifts_between, span_of
from volunteer_match.demo.fitting import REFERENCES
from volunteer_match.demo.shape import DemoSession
from volunteer_match.demo.story import DemoWorld
from volunteer_match.demo.world import build_world
from volunteer_match.glossary import HOLDS_PLACE, KEEPS_PLACE, MatchState, Move, OpportunityState, Role
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.moves import rules_for
from volunteer_match.matching.facts import Settings
from volunteer_match.matching.gates import check_gates
from volunteer_match.matching.ranking import rank_agents, rank_opportunities

NOWS = [
    pytest.param(now.replace(hour=hour), id=f"{now:%a %d %b} {hour:02d}h")
    for now, hour in zip(REFERENCES[::3], (0, 4, 8, 12, 15, 19, 23, 2, 9, 17), strict=True)
] + [pytest.param(datetime(2026, 11, 24, 2, tzinfo=UTC), id="an ordinary Tuesday")]
SETTINGS = Settings()


@pytest.fixture(scope="module")
def world() -> DemoWorld:
    return build_world()


@pytest.fixture(scope="module", params=NOWS)
def moment(request: pytest.FixtureRequest, world: DemoWorld) -> Moment:
    return Moment(world, request.param)


def test_matches_in_every_state(moment: Moment) -> None:
    states = Counter(state for _, state in moment.states)
    assert set(states) == set(MatchState)
    assert states[MatchState.PENDING] >= 12
    assert states[MatchState.APPROVED] >= 15
    assert states[MatchState.COMPLETED] >= 20


def test_coordinators_have_work_today(moment: Moment) -> None:
    pending = [(match, moment.span_of(match)) for match, state in moment.states if state is MatchState.PENDING]
    assert len({match.claim for match, _ in pending}) >= 10
    soon = [match for match, span in pending if span and span[0] < moment.now + timedelta(hours=48)]
    assert len(soon) >= 3
    assert all(span is None or span[1] > moment.now - timedelta(hours=24) for _, span in pending)


def test_every_move_is_one_of_the_table_by_somebody_who_may(moment: Moment) -> None:
    staff = {person.email for person in moment.world.staff if person.role is Role.COORDINATOR}
    members = {member.email: partner.key for partner in moment.world.partners for member in partner.members}
    for match in moment.world.matches:
        agent, need = moment.agents[match.agent], moment.opportunities[match.opportunity]
        state: MatchState | None = None
        for move in match.moves:
            rules = [rule for rule in rules_for(move.move, state) if rule.to_state is move.to]
            who = {Who.PLATFORM} if move.by is None else {Who.COORDINATOR} if move.by in staff else set()
            who |= {Who.AGENT} if move.by == agent.email else set()
            who |= {Who.PARTNER} if members.get(move.by or "") == need.partner else set()
            assert any(rule.who & who for rule in rules), (match.opportunity, state, move)
            assert (move.reason is not None) == (move.move is Move.RETURN)
            state = move.to


def test_moves_follow_each_other_after_the_need_was_posted(moment: Moment) -> None:
    for match in moment.world.matches:
        need, agent = moment.opportunities[match.opportunity], moment.agents[match.agent]
        span = moment.span_of(match)
        times = [at for _, at in happened(match, span, moment.now)]
        assert times == sorted(times)
        assert times[0] > moment.now - timedelta(days=min(need.posted_days_ago, agent.joined_days_ago))
        if span and match.state in KEEPS_PLACE:
            decided = [at for move, at in happened(match, span, moment.now) if move.move is Move.APPROVE]
            assert all(at < span[0] for at in decided), match
        messages = [at for _, at in said(match, span, moment.now)]
        assert len(messages) == len(match.messages)
        assert all(times[0] < at for at in messages)


def test_no_place_is_given_twice_and_only_full_sessions_have_a_waitlist(moment: Moment) -> None:
    for need in moment.world.opportunities:
        places = [session.places for session in need.sessions] if need.sessions else []
        for index, count in enumerate(places):
            assert moment.taken(need.key, index) <= count, (need.key, index)
        if need.flexible:
            assert moment.taken(need.key, None) <= need.flexible.places
    for match, state in moment.states:
        if state is MatchState.WAITLISTED and match.session is not None:
            need = moment.opportunities[match.opportunity]
            assert moment.taken(need.key, match.session) == need.sessions[match.session].places


def test_nobody_is_in_two_places(moment: Moment) -> None:
    pairs = [(match.agent, match.opportunity, match.session) for match in moment.world.matches]
    assert len(set(pairs)) == len(pairs)
    for agent in {match.agent for match in moment.world.matches}:
        spans = sorted(
            span
            for match, state in moment.states
            if match.agent == agent and state in KEEPS_PLACE and (span := moment.span_of(match))
        )
        assert all(one[1] <= other[0] for one, other in pairwise(spans)), agent


def test_whoever_has_promised_something_can_keep_it(moment: Moment) -> None:
    """Matching's own gates, for every session that is promised or waits: skills, languages, hours, shifts, limits."""
    asked = [
        match
        for match, state in moment.states
        if state in HOLDS_PLACE | {MatchState.INVITED, MatchState.WAITLISTED}
        and ((span := moment.span_of(match)) is None or span[0] > moment.now)
    ]
    assert len(asked) > 40
    for match in asked:
        need = moment.opportunities[match.opportunity]
        if need.state is not OpportunityState.PUBLISHED:
            continue
        facts = moment.opportunity_facts(need, None if match.session is None else (match.session,))
        report = check_gates(moment.agent_facts(moment.agents[match.agent], match), facts, moment.now, SETTINGS)
        assert report.passed, (match.agent, match.opportunity, match.session, [g for g in report.gates if not g.passed])


def test_no_agent_waits_for_more_answers_than_the_cap(moment: Moment) -> None:
    pending = Counter(
        agent for agent, _ in {(match.agent, match.claim) for match, state in moment.states if state == "pending"}
    )
    assert max(pending.values()) <= 3


def test_the_showcase_agent_has_a_life(moment: Moment) -> None:
    mine = Counter(state for match, state in moment.states if match.agent == 1)
    assert mine[MatchState.COMPLETED] >= 5
    # One waits for a coordinator, and one for her own yes.
    assert (mine[MatchState.PENDING], mine[MatchState.INVITED]) == (2, 1)
    upcoming = [
        match
        for match, state in moment.states
        if match.agent == 1
        and state is MatchState.APPROVED
        and (span := moment.span_of(match))
        and span[0] > moment.now
    ]
    assert len(upcoming) >= 2


def test_the_showcase_agent_has_good_fits(moment: Moment) -> None:
    mine = {match.opportunity for match in moment.world.matches if match.agent == 1}
    needs = [moment.opportunity_facts(need) for need in moment.open_needs()]
    ranked = rank_opportunities(moment.agent_facts(moment.agents[1]), needs, moment.now, SETTINGS).ranked
    good = [one.opportunity for one in ranked if one.fit >= 600 and one.opportunity not in mine - {"evening-eyes"}]
    assert len(good) >= 8, [(one.opportunity, one.fit) for one in ranked]


def test_some_needs_nobody_can_fill(moment: Moment) -> None:
    agents = [moment.agent_facts(agent) for agent in moment.world.agents]
    for key in ("counselling-dari", "letters-in-swahili", "sign-lessons-for-staff"):
        need = moment.opportunity_facts(moment.opportunities[key])
        assert rank_agents(need, agents, moment.now, SETTINGS).ranked == ()


def test_days_are_counted_in_the_zone_of_the_need(world: DemoWorld) -> None:
    just_after_midnight_in_manila = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    tomorrow, wednesday = DemoSession(1, None, 600, 60, 1), DemoSession(1, 2, 600, 60, 1)
    assert local_start(tomorrow, "Asia/Manila", just_after_midnight_in_manila) == datetime(2026, 11, 25, 10)  # noqa: DTZ001
    assert local_start(tomorrow, "Europe/Dublin", just_after_midnight_in_manila) == datetime(2026, 11, 24, 10)  # noqa: DTZ001
    assert local_start(wednesday, "Europe/Dublin", just_after_midnight_in_manila) == datetime(2026, 11, 25, 10)  # noqa: DTZ001
    need = next(need for need in world.opportunities if need.key == "filipino-story-time")
    assert span_of(need, tomorrow, just_after_midnight_in_manila)[0] == datetime(2026, 11, 25, 2, tzinfo=UTC)


def test_shifts_keep_their_wall_time_when_clocks_change(world: DemoWorld) -> None:
    agent = next(agent for agent in world.agents if agent.time_zone == "Europe/Warsaw")
    spans = shifts_between(agent, 0, 13, datetime(2027, 10, 25, 12, tzinfo=UTC))
    assert len(spans) == 2 * len(agent.shifts)
    summer, winter = spans[0], spans[len(agent.shifts)]
    assert winter[0] - summer[0] == timedelta(days=7, hours=1)


def test_only_flexible_needs_have_a_deadline(world: DemoWorld) -> None:
    now = datetime(2026, 11, 24, 2, tzinfo=UTC)
    needs = {need.key: need for need in world.opportunities}
    assert deadline_of(needs["cv-by-email"], now) == datetime(2026, 12, 3, 18, tzinfo=UTC)
    with pytest.raises(ValueError, match="evening-eyes has sessions"):
        deadline_of(needs["evening-eyes"], now)


def test_a_part_that_nobody_can_play_is_named(world: DemoWorld) -> None:
    need = next(need for need in world.opportunities if need.key == "letters-in-swahili")
    with pytest.raises(NobodyFitsError, match="letters-in-swahili"):
        Casting(Random(1), world.agents).choose(need, need.sessions, holds=True)
