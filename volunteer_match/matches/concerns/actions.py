"""Concerns are raised by anybody, and handled by coordinators."""

from datetime import datetime

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import ConcernCategory
from volunteer_match.matches.concerns.queries import responsible_companies
from volunteer_match.matches.models import Concern, Match
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.webhooks.actions import announce
from volunteer_match.notifications.webhooks.rules import Topic
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account
from volunteer_match.people.queries import staff_of


def raise_concern(
    reporter: Account,
    opportunity: Opportunity,
    match: Match | None,
    category: ConcernCategory,
    body: str,
    now: datetime,
) -> None:
    """Puts it before the coordinators, and tells them; never the person concerned, who may be one of them."""
    companies: list[int | None] = [*responsible_companies(reporter, opportunity, match)]
    for company_id in companies or [None]:
        db.session.add(
            Concern(
                company_id=company_id,
                reporter_id=reporter.id,
                opportunity_id=opportunity.id,
                match_id=match.id if match else None,
                category=category,
                body=body,
                created_at=now,
            )
        )
        if company_id is not None:
            _tell(company_id, opportunity, match, now)
            announce([company_id], Topic.CONCERN, {}, now)


def _tell(company_id: int, opportunity: Opportunity, match: Match | None, now: datetime) -> None:
    for account in staff_of(company_id):
        if match is None or account.id != match.agent_id:
            notify(account, NoticeKind.CONCERN_RAISED, {"title": opportunity.title}, "/concerns", now)


def handle(concern: Concern, actor: Account, outcome: str, now: datetime) -> None:
    """Writes down what was done. A second coordinator's words do not overwrite the first's."""
    if concern.handled_at is not None:
        return
    concern.handled_at, concern.handled_by_id, concern.outcome = now, actor.id, outcome
    record("concern.handle", actor, now, subject=concern)
