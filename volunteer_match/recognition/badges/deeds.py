"""What somebody did, as rows tell it: attendance that was noted, and actions of challenges that count."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from volunteer_match.challenges.models import Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import EntryState, Format, MatchState, Move
from volunteer_match.hours.days import day_in, zone_of
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.opportunities.models import Opportunity, OpportunityLanguage
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.recognition.badges.fitting import Fitting, count_fitting
from volunteer_match.recognition.badges.rules import Deed

MOST_COUNTED = 20
"""Of so many needs at most, the latest, it is counted how many people could have filled them."""


def deeds_of(agent: AgentProfile, *, counts_fitting: bool) -> list[Deed]:
    """Everything this person did; `counts_fitting` looks for needs that few could fill, which is some work."""
    return [*_attended(agent, counts_fitting), *_actions(agent)]


def _actions(agent: AgentProfile) -> Iterator[Deed]:
    """The first of each month: that is enough for every rule."""
    counted = select(Entry.public_id, Entry.day).where(
        Entry.agent_id == agent.account_id, Entry.state == EntryState.COUNTED
    )
    seen: set[tuple[int, int]] = set()
    for public_id, day in db.session.execute(counted.order_by(Entry.day, Entry.id)):
        if (day.year, day.month) not in seen:
            seen.add((day.year, day.month))
            yield Deed(f"entry:{public_id}", day, is_action=True)


def _attended(agent: AgentProfile, counts_fitting: bool) -> Iterator[Deed]:
    rows = (
        select(Match)
        .where(Match.agent_id == agent.account_id, Match.state == MatchState.COMPLETED)
        .options(joinedload(Match.opportunity).joinedload(Opportunity.partner))
        .order_by(Match.state_since, Match.id)
    )
    matches = db.session.scalars(rows).all()
    needs = list(dict.fromkeys(match.opportunity_id for match in matches))
    languages, first_places = _languages_of(needs), _first_places(needs)
    approved, stood_in = _moved_at([match.id for match in matches])
    fitting = count_fitting(needs[-MOST_COUNTED:], agent.company_id) if counts_fitting else {}
    zone = zone_of(agent)
    for match in matches:
        got_place = approved.get(match.id)
        is_first = got_place is not None and first_places.get(match.opportunity_id) == got_place
        yield _deed(
            match,
            zone,
            languages[match.opportunity_id],
            got_place if is_first else None,
            fitting.get(match.opportunity_id),
            stood_in.get(match.id),
        )


def _deed(
    match: Match,
    zone: str,
    languages: frozenset[str],
    first_at: datetime | None,
    fitting: Fitting | None,
    stood_in_at: datetime | None,
) -> Deed:
    need = match.opportunity
    return Deed(
        ref=f"match:{match.public_id}",
        day=day_in(zone, match.starts_at or match.state_since),
        is_own_time=need.format is Format.FLEXIBLE,
        kind=need.kind,
        cause=need.cause,
        partner=need.partner.public_id,
        languages=languages,
        waited=first_at - need.published_at if first_at and need.published_at else None,
        fitting=fitting.people if fitting else None,
        company_size=fitting.of if fitting else 0,
        stood_in=stood_in_at is not None,
        notice=_notice(match, stood_in_at),
    )


def _notice(match: Match, stood_in_at: datetime | None) -> timedelta | None:
    return match.starts_at - stood_in_at if match.starts_at and stood_in_at else None


def _languages_of(needs: list[int]) -> Mapping[int, frozenset[str]]:
    """The languages each need asked for, without their regions."""
    found: dict[int, set[str]] = defaultdict(set)
    asked = select(OpportunityLanguage.opportunity_id, OpportunityLanguage.tag)
    for need, tag in db.session.execute(
        asked.where(OpportunityLanguage.opportunity_id.in_(needs), OpportunityLanguage.is_required)
    ):
        found[need].add(tag.split("-")[0])
    return defaultdict(frozenset, {need: frozenset(tags) for need, tags in found.items()})


def _first_places(needs: list[int]) -> dict[int, datetime]:
    """When each need had its first person who was approved for it."""
    match = aliased(Match)
    return dict(
        db.session.execute(
            select(match.opportunity_id, func.min(MatchEvent.at))
            .join(match, MatchEvent.match_id == match.id)
            .where(match.opportunity_id.in_(needs), MatchEvent.to_state == MatchState.APPROVED)
            .group_by(match.opportunity_id)
        ).all()
    )


def _moved_at(matches: list[int]) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """When each match was approved first, and when its agent stepped in for somebody, where they did."""
    approved: dict[int, datetime] = {}
    stood_in: dict[int, datetime] = {}
    events = select(MatchEvent.match_id, MatchEvent.at, MatchEvent.move).where(
        MatchEvent.match_id.in_(matches), MatchEvent.to_state == MatchState.APPROVED
    )
    for match_id, at, move in db.session.execute(events.order_by(MatchEvent.id)):
        approved.setdefault(match_id, at)
        if move is Move.COVER:
            stood_in[match_id] = at
    return approved, stood_in
