"""Reads of the ledgers for one month of a company."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal_column, select
from sqlalchemy.orm import aliased

from volunteer_match.challenges.models import Challenge, Participation
from volunteer_match.extensions import db
from volunteer_match.glossary import Move
from volunteer_match.hours.models import HourEntry, HourStep
from volunteer_match.impact.glossary import Metric, Tenure, Tree
from volunteer_match.impact.settling.gathering import Gathered
from volunteer_match.impact.settling.rules import Month, cause_of, language_of, place_of, speed_of, tenure_of
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.opportunities.models import Opportunity, OpportunityLanguage
from volunteer_match.organisations.models import Partner
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

YES = (Move.APPROVE, Move.ACCEPT)
"""A coordinator said yes to a claim, or an agent to an invitation: the need has found somebody."""


def gather(company_id: int, month: Month) -> Gathered:
    """Everything that a month came to."""
    found = Gathered()
    _add_hours(found, company_id, month)
    _add_members(found, company_id, month)
    _add_needs(found, company_id, month)
    _add_challenges(found, company_id, month)
    return found


def _touched(company_id: int, month: Month) -> Select[int, int, int]:
    """Entries whose confirmed minutes changed in the month: before it, and by how much in it."""
    inside = (HourStep.at >= month.begins_at) & (HourStep.at < month.ends_at)
    changed = (
        select(HourStep.entry_id)
        .join(HourEntry, HourEntry.id == HourStep.entry_id)
        .where(inside, HourStep.confirmed_change != 0, HourEntry.company_id == company_id)
    )
    return (
        select(
            HourStep.entry_id,
            _sum_where(HourStep.at < month.begins_at).label("before"),
            _sum_where(inside).label("within"),
        )
        .where(HourStep.entry_id.in_(changed), HourStep.at < month.ends_at)
        .group_by(HourStep.entry_id)
    )


def _sum_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, HourStep.confirmed_change), else_=0))


def _add_hours(found: Gathered, company_id: int, month: Month) -> None:
    sums = _touched(company_id, month).subquery()
    rows = db.session.execute(
        select(HourEntry.agent_id, HourEntry.site_id, HourEntry.team_id, HourEntry.is_attendance)
        .add_columns(Opportunity.id, Opportunity.kind, Opportunity.cause, Partner.cause)
        .add_columns(AgentProfile.created_at, sums.c.before, sums.c.within)
        .join(sums, sums.c.entry_id == HourEntry.id)
        .join(Match, Match.id == HourEntry.match_id)
        .join(Opportunity, Opportunity.id == Match.opportunity_id)
        .join(Partner, Partner.id == HourEntry.partner_id)
        .join(AgentProfile, AgentProfile.account_id == HourEntry.agent_id)
    ).all()
    languages = _languages({row[4] for row in rows})
    for agent_id, site_id, team_id, is_attendance, need, kind, cause, partner_cause, joined_at, before, within in rows:
        places = (
            (Tree.PLACE, place_of(site_id, team_id)),
            (Tree.TENURE, (tenure_of(joined_at, month.ends_at).value,)),
            (Tree.KIND, (kind.value,)),
            (Tree.LANGUAGE, language_of(languages[need])),
            (Tree.CAUSE, cause_of(cause or partner_cause)),
        )
        found.add(Metric.MINUTES, agent_id, int(within), places)
        if is_attendance:
            counted = int(before + within > 0) - int(before > 0)
            found.add(Metric.SESSIONS, agent_id, counted, places[:1])


def _languages(needs: set[int]) -> defaultdict[int, list[str]]:
    """The languages that each need asks for."""
    asked = defaultdict(list)
    for part in _parts(sorted(needs)):
        rows = select(OpportunityLanguage.opportunity_id, OpportunityLanguage.tag).where(
            OpportunityLanguage.opportunity_id.in_(part), OpportunityLanguage.is_required
        )
        for need, tag in db.session.execute(rows):
            asked[need].append(tag)
    return asked


def _parts(ids: list[int], size: int = 500) -> Iterator[list[int]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def _add_members(found: Gathered, company_id: int, month: Month) -> None:
    """Who could have given something when the month ended."""
    bands = [
        (AgentProfile.created_at > month.ends_at - timedelta(days=band.days), band.value)
        for band in Tenure
        if band.days
    ]
    band = case(*bands, else_=Tenure.LONGER.value).label("band")
    rows = db.session.execute(
        select(AgentProfile.site_id, AgentProfile.team_id, band, func.count())
        .join(Account, Account.id == AgentProfile.account_id)
        .where(AgentProfile.company_id == company_id, AgentProfile.created_at < month.ends_at)
        .where(*(_is_later(column, month.ends_at) for column in (Account.deactivated_at, Account.deleted_at)))
        .group_by(AgentProfile.site_id, AgentProfile.team_id, literal_column("band"))
    )
    for site_id, team_id, name, number in rows:
        found.add_members(Tree.PLACE, place_of(site_id, team_id), number)
        found.add_members(Tree.TENURE, (name,), number)


def _is_later(column: Any, at: datetime) -> Any:
    return column.is_(None) | (column >= at)


def _add_needs(found: Gathered, company_id: int, month: Month) -> None:
    """Needs that found their first person in the month. Behind each stand all who were approved for it in the month."""
    earlier, earlier_match = aliased(MatchEvent), aliased(Match)
    found_before = (
        select(earlier.id)
        .join(earlier_match, earlier_match.id == earlier.match_id)
        .where(earlier_match.opportunity_id == Match.opportunity_id, earlier_match.company_id == company_id)
        .where(earlier.move.in_(YES), earlier.at < month.begins_at)
    )
    rows = db.session.execute(
        select(Opportunity.id, Match.agent_id, MatchEvent.at, Opportunity.published_at)
        .join(Match, Match.id == MatchEvent.match_id)
        .join(Opportunity, Opportunity.id == Match.opportunity_id)
        .where(MatchEvent.move.in_(YES), MatchEvent.at >= month.begins_at, MatchEvent.at < month.ends_at)
        .where(Match.company_id == company_id, Opportunity.published_at.is_not(None), ~found_before.exists())
        .order_by(MatchEvent.at)
    )
    people: defaultdict[int, set[int]] = defaultdict(set)
    waited: dict[int, timedelta] = {}
    for need, agent_id, at, published_at in rows:
        people[need].add(agent_id)
        waited.setdefault(need, at - (published_at or at))
    for need, wait in waited.items():
        found.add_one(Metric.NEEDS, people[need], [(Tree.SPEED, (speed_of(wait).value,))])


def _add_challenges(found: Gathered, company_id: int, month: Month) -> None:
    """Challenges that closed in the month, with the totals of everybody in them."""
    rows = db.session.execute(
        select(Challenge.id, Participation.agent_id, Participation.grams, Participation.actions)
        .join(Participation, Participation.challenge_id == Challenge.id)
        .where(
            Challenge.company_id == company_id,
            Challenge.closed_at >= month.begins_at,
            Challenge.closed_at < month.ends_at,
        )
    )
    for challenge_id, agent_id, grams, actions in rows:
        place = [(Tree.CHALLENGE, (str(challenge_id),))]
        found.add(Metric.GRAMS, agent_id, grams, place)
        found.add(Metric.ACTIONS, agent_id, actions, place)
