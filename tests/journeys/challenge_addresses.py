"""The pages of challenges, with what the walk makes where the demo world has none of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from volunteer_match.challenges import actions
from volunteer_match.challenges.actions import phase_at
from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.dates import Phase
from volunteer_match.challenges.logged.worth import worth_of
from volunteer_match.challenges.making.actions import ChallengeValues, create, open_challenge
from volunteer_match.challenges.models import Challenge, Entry, Participation
from volunteer_match.database import new_public_id
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeForm, ChallengeState, EntryState, Measure, Role
from volunteer_match.hours.days import day_in
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.clock import now

Values = list[dict[str, Any]]
Finder = Callable[[Account | None], Values]
CODES = ("kwh-saved", "own-solar", "electricity-meter", "town-tree")
"""With a figure, with a photo, with six fields, with a place."""


def _make(company_id: int, codes: tuple[str, ...]) -> Challenge:
    by = db.session.scalars(select(Account).where(Account.role == Role.COORDINATOR, Account.company_id == company_id))
    today = now().date()
    days = today - timedelta(days=4), today + timedelta(days=9)
    values = ChallengeValues(
        "Off at night", "Made for the walk.", ChallengeForm.TOGETHER, Measure.ENERGY, 9, "Asia/Manila", *days, codes
    )
    return create("own", values, by.first(), now())  # type: ignore[arg-type]


def _running(company_id: int) -> Challenge:
    """One that is on: the demo world's, or one made for the walk."""
    alive = select(Challenge).where(Challenge.company_id == company_id, Challenge.state == ChallengeState.OPEN)
    for challenge in db.session.scalars(alive.order_by(Challenge.id)):
        if phase_at(challenge, now()) is Phase.RUNNING:
            return challenge
    made = _make(company_id, CODES)
    open_challenge(made, db.session.get_one(Account, made.created_by_id), now())
    return made


def _own(viewer: Account | None) -> tuple[Participation, str] | None:
    """The viewer's part in it, and an action that they can log; None for staff who don't volunteer."""
    assert viewer is not None
    assert viewer.company_id is not None
    profile = db.session.get(AgentProfile, viewer.id)
    if profile is None:
        return None
    begin_write(db.session)
    profile = db.session.get_one(AgentProfile, viewer.id)
    challenge = _running(profile.company_id)
    part = actions.join(challenge, profile, now())
    db.session.commit()
    return part, next(one.action for one in challenge.actions if not ACTIONS[one.action].is_metered)


def _forms(viewer: Account | None) -> Values:
    found = _own(viewer)
    if found is None:
        return []
    part, code = found
    offered = [one.action for one in part.challenge.actions]
    metered = [code for code in offered if ACTIONS[code].is_metered][:1]
    return [{"challenge_id": part.challenge.public_id, "code": one} for one in (code, *metered)]


def _own_entry(viewer: Account | None) -> Values:
    """Something of the viewer's that they can still correct."""
    found = _own(viewer)
    if found is None:
        return []
    part, code = found
    kept = select(Entry).where(
        Entry.participation_id == part.id, Entry.state.in_([EntryState.COUNTED, EntryState.WAITING])
    )
    entry = db.session.scalars(kept.limit(1)).first()
    if entry is None:
        begin_write(db.session)
        typed = {wanted.name: "1" for wanted in ACTIONS[code].inputs}
        day = day_in(part.agent.account.time_zone, now())
        entry = actions.log(part, code, day, lambda: worth_of(part, code, typed), new_public_id(), now())
        db.session.commit()
    return [{"entry_id": entry.public_id}]


def _one(viewer: Account | None, *states: ChallengeState) -> Values:
    """One challenge in each of these states, where there is one; a running one there always is."""
    assert viewer is not None
    assert viewer.company_id is not None
    begin_write(db.session)
    _running(viewer.company_id)
    db.session.commit()
    found = [
        db.session.scalar(
            select(Challenge.public_id)
            .where(Challenge.company_id == viewer.company_id, Challenge.state == state)
            .order_by(Challenge.id)
            .limit(1)
        )
        for state in states
    ]
    return [{"challenge_id": public_id} for public_id in found if public_id]


def _draft(viewer: Account | None) -> Values:
    assert viewer is not None
    assert viewer.company_id is not None
    begin_write(db.session)
    draft = db.session.scalars(
        select(Challenge).where(Challenge.company_id == viewer.company_id, Challenge.state == ChallengeState.DRAFT)
    ).first() or _make(viewer.company_id, CODES)
    db.session.commit()
    return [{"challenge_id": draft.public_id}]


def _entry(viewer: Account | None) -> Values:
    """One's own; for staff one of somebody else too, once there is one."""
    assert viewer is not None
    others = select(Entry.public_id).where(
        Entry.company_id == viewer.company_id, Entry.agent_id != viewer.id, Entry.state == EntryState.WAITING
    )
    waiting = db.session.scalar(others.limit(1)) if viewer.role is not Role.AGENT else None
    return [*_own_entry(viewer), *([{"entry_id": waiting}] if waiting else [])]


VALUES: dict[str, Finder] = {
    "challenge_decisions.list_entries": lambda viewer: _one(viewer, ChallengeState.OPEN),
    "challenge_entries.show": _entry,
    "challenge_entries.show_correction": _own_entry,
    "challenge_entries.show_form": _forms,
    "challenge_making.show_closing": lambda viewer: _one(viewer, ChallengeState.OPEN),
    "challenge_making.show_draft": _draft,
    "challenge_making.show_edit": _draft,
    "challenge_making.show_limits": _draft,
    "challenge_making.show_new": lambda _viewer: [{"template": "home-energy"}],
    "challenges.show": lambda viewer: _one(viewer, ChallengeState.OPEN, ChallengeState.CLOSED),
}
