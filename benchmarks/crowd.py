"""The demo world in the size that the pages are measured with, and who looks at which page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle

from sqlalchemy import select

from benchmarks.people import Visitor, sign_in
from benchmarks.wire import get
from volunteer_match.config import DEFAULT_DEMO_PASSWORD
from volunteer_match.demo.loader import load_demo
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.queries import visible_ids
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application

AGENTS = 200
NOT_OPEN = 6
"""Needs of the demo world that are drafts, closed, cancelled or of a partner that is not verified, at any size."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody signed in, by role, and the public ids of the open needs."""

    agents: list[Visitor]
    partners: list[Visitor]
    coordinators: list[Visitor]
    needs: list[str]

    def pages(self) -> dict[str, Iterator[bytes]]:
        """The five main pages: endless requests for each, by one person after the other."""
        needs = cycle(self.needs)
        return {
            "For you": (get("/opportunities", one.cookie) for one in cycle(self.agents)),
            "One need": (get(f"/opportunities/{next(needs)}", one.cookie) for one in cycle(self.agents)),
            "My commitments": (get("/commitments", one.cookie) for one in cycle(self.agents)),
            "Approvals": (get("/approvals", one.cookie) for one in cycle(self.coordinators)),
            "My needs": (get("/opportunities", one.cookie) for one in cycle(self.partners)),
        }


def load_crowd(app: Application, opportunities: int) -> Crowd:
    """Fills the empty database of `app` with 200 agents and that many open needs, and signs everybody in."""
    now = datetime.now(UTC).replace(microsecond=0)
    with app.app_context():
        load_demo(now, DEFAULT_DEMO_PASSWORD, agents=AGENTS, opportunities=opportunities + NOT_OPEN)
        company_id = db.session.scalars(select(Company.id).limit(1)).one()
        ids = visible_ids(company_id, now)
        crowd = Crowd(
            agents=_sign_in(app, Role.AGENT, now),
            partners=_sign_in(app, Role.PARTNER_MEMBER, now),
            coordinators=_sign_in(app, Role.COORDINATOR, now),
            needs=list(db.session.scalars(select(Opportunity.public_id).where(Opportunity.id.in_(ids)))),
        )
        db.session.commit()
    return crowd


def _sign_in(app: Application, role: Role, now: datetime) -> list[Visitor]:
    numbers = db.session.scalars(select(Account.id).where(Account.role == role).order_by(Account.id))
    return sign_in(app, list(numbers), now)
