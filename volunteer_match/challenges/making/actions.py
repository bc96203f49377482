"""Writes of challenges by coordinators. Every action raises Refused and never commits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import exists, select

from volunteer_match.audit.actions import record
from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.effects import in_thousandths
from volunteer_match.challenges.models import Challenge, ChallengeAction
from volunteer_match.challenges.rules import ChallengeRefusal, OpeningFacts, judge_opening
from volunteer_match.database.transactions import take_turn_for
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeForm, ChallengeState, Measure
from volunteer_match.hours.days import day_in
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


@dataclass(frozen=True, slots=True)
class ChallengeValues:
    """What a coordinator decides. `goal` in what the measure is kept in (totals.py), None without one."""

    title: str
    description: str
    form: ChallengeForm
    measure: Measure
    goal: int | None
    time_zone: str
    starts_on: date
    ends_on: date
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one action: how much of it counts a day, in its unit, and whether a photo is asked."""

    daily_ceiling: Decimal
    asks_evidence: bool


def create(template: str, values: ChallengeValues, actor: Account, now: datetime) -> Challenge:
    """A draft. Each action begins with the limits that the catalogue gives it."""
    assert actor.company_id is not None
    challenge = Challenge(
        company_id=actor.company_id,
        template=template,
        state=ChallengeState.DRAFT,
        created_by_id=actor.id,
        created_at=now,
    )
    _take_over(challenge, values)
    db.session.add(challenge)
    db.session.flush()
    record("challenge.create", actor, now, subject=challenge, template=template)
    return challenge


def edit(challenge: Challenge, values: ChallengeValues, actor: Account, now: datetime) -> None:
    """Changes a draft; actions that stay keep their limits."""
    _hold_draft(challenge)
    _take_over(challenge, values)
    record("challenge.edit", actor, now, subject=challenge)


def _take_over(challenge: Challenge, values: ChallengeValues) -> None:
    for name in ("title", "description", "form", "measure", "goal", "time_zone", "starts_on", "ends_on"):
        setattr(challenge, name, getattr(values, name))
    kept = {one.action: one for one in challenge.actions}
    challenge.actions = [kept.get(code) or _offered(code) for code in values.actions]


def _offered(code: str) -> ChallengeAction:
    action = ACTIONS[code]
    return ChallengeAction(
        action=code, daily_ceiling=in_thousandths(action.daily_ceiling), asks_evidence=action.asks_evidence
    )


def set_limits(challenge: Challenge, limits: Mapping[str, Limits], actor: Account, now: datetime) -> None:
    """Other ceilings than the catalogue's, and where a photo is asked; for a draft."""
    _hold_draft(challenge)
    for one in challenge.actions:
        if (chosen := limits.get(one.action)) is not None:
            one.daily_ceiling, one.asks_evidence = in_thousandths(chosen.daily_ceiling), chosen.asks_evidence
    record("challenge.edit", actor, now, subject=challenge)


def _hold_draft(challenge: Challenge) -> None:
    """Waits for the turn of this draft, and reads it again."""
    db.session.execute(
        select(Challenge)
        .where(Challenge.id == challenge.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if challenge.state is not ChallengeState.DRAFT:
        raise Refused(ChallengeRefusal.NOT_NOW)


def open_challenge(challenge: Challenge, actor: Account, now: datetime) -> None:
    """From now on people can join; what can be logged, and how much of it, stays as it is."""
    take_turn_for(db.session, f"challenges of {challenge.company_id}")
    _hold_draft(challenge)
    facts = OpeningFacts(
        phase=challenge.phase_at(now),
        actions=len(challenge.actions),
        first_day=challenge.starts_on,
        last_day=challenge.ends_on,
        today=day_in(challenge.time_zone, now),
        is_counted_elsewhere=_is_counted_elsewhere(challenge),
    )
    if refusal := judge_opening(facts):
        raise Refused(refusal)
    challenge.state = ChallengeState.OPEN
    record("challenge.open", actor, now, subject=challenge)


def _is_counted_elsewhere(challenge: Challenge) -> bool:
    """One trip, logged in two challenges, would be two in every sum over challenges."""
    same = exists().where(
        Challenge.company_id == challenge.company_id,
        Challenge.id != challenge.id,
        Challenge.state == ChallengeState.OPEN,
        Challenge.starts_on <= challenge.ends_on,
        Challenge.ends_on >= challenge.starts_on,
        ChallengeAction.challenge_id == Challenge.id,
        ChallengeAction.action.in_([one.action for one in challenge.actions]),
    )
    return bool(db.session.scalar(select(same)))


def remove_draft(challenge: Challenge, actor: Account, now: datetime) -> None:
    """A draft that nobody needs; an open challenge is closed instead."""
    _hold_draft(challenge)
    record("challenge.remove", actor, now, subject=challenge)
    db.session.delete(challenge)
