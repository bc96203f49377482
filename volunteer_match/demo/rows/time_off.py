"""Volunteer time off of the demo world: what the sites give, and what some agents asked for."""

from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_match.availability.models import Shift
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.hours.time_off.actions import approve, ask, take_due
from volunteer_match.hours.time_off.requests import Wish
from volunteer_match.hours.time_off.terms.actions import TermsWish, set_terms
from volunteer_match.organisations.models import Site
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused

TERMS = TermsWish(first_month=1, yearly_minutes=16 * 60, carried_minutes=4 * 60, automatic_minutes=2 * 60)
LENGTHS = (2, 3, 4, 2, 6)
"""Hours; up to two are approved by themselves."""
ASKING, LONG_AGO = 9, timedelta(days=5)
"""How many agents asked, and when the earliest request was for."""


def add_time_off(company_id: int, now: datetime) -> None:
    """Each of some agents asks for part of a shift: some are over, some ahead, some wait for a coordinator."""
    for site in db.session.scalars(select(Site).where(Site.company_id == company_id)):
        set_terms(site, TERMS, None, now)
    db.session.flush()
    coordinator = db.session.scalars(
        select(Account).where(Account.company_id == company_id, Account.role == Role.COORDINATOR).order_by(Account.id)
    ).first()
    assert coordinator is not None
    agents = select(AgentProfile).where(AgentProfile.company_id == company_id).order_by(AgentProfile.account_id)
    for number, agent in enumerate(db.session.scalars(agents.limit(ASKING))):
        _ask(agent, number, now, coordinator)
    take_due(now)


def _ask(agent: AgentProfile, number: int, now: datetime, coordinator: Account) -> None:
    """A past shift's part and a coming one's; every second long one is approved."""
    for since in (now - LONG_AGO, now + timedelta(days=1)):
        shift = db.session.scalars(
            select(Shift)
            .where(Shift.agent_id == agent.account_id, Shift.starts_at > since)
            .order_by(Shift.starts_at)
            .limit(1)
        ).first()
        length = timedelta(hours=LENGTHS[number % len(LENGTHS)])
        if shift is None:
            continue
        asked_at = since - timedelta(hours=1)
        try:
            made = ask(agent, Wish(shift.starts_at, shift.starts_at + length), asked_at)
        except Refused:
            continue
        if made.starts_at < now or number % 2:
            approve(made, coordinator, asked_at + timedelta(minutes=30))
