"""Concerns are raised by anybody, and handled by coordinators."""

from datetime import datetime

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import ConcernCategory
from volunteer_match.matches.concerns.queries import Subject, responsible_companies
from volunteer_match.matches.models import Concern
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.webhooks.actions import announce
from volunteer_match.notifications.webhooks.rules import Topic
from volunteer_match.people.models import Account
from volunteer_match.people.queries import staff_of


def raise_concern(
    reporter: Account,
    subject: Subject,
    category: ConcernCategory,
    body: str,
    now: datetime,
) -> None:
    """Puts it before the coordinators, and tells them; never the person concerned, who may be one of them."""
    companies: list[int | None] = [*responsible_companies(reporter, subject)]
    for company_id in companies or [None]:
        db.session.add(
            Concern(
                company_id=company_id,
                reporter_id=reporter.id,
                opportunity_id=subject.opportunity.id if subject.opportunity else None,
                match_id=subject.match.id if subject.match else None,
                kudos_id=subject.kudos.id if subject.kudos else None,
                category=category,
                body=body,
                created_at=now,
            )
        )
        if company_id is not None:
            _tell(company_id, subject, now)
            announce([company_id], Topic.CONCERN, {}, now)


def _tell(company_id: int, subject: Subject, now: datetime) -> None:
    about = {subject.match.agent_id if subject.match else None, subject.kudos.author_id if subject.kudos else None}
    params = {"title": subject.opportunity.title if subject.opportunity else ""}
    for account in staff_of(company_id):
        if account.id not in about:
            notify(account, NoticeKind.CONCERN_RAISED, params, "/concerns", now)


def handle(concern: Concern, actor: Account, outcome: str, now: datetime) -> None:
    """Writes down what was done. A second coordinator's words do not overwrite the first's."""
    if concern.handled_at is not None:
        return
    concern.handled_at, concern.handled_by_id, concern.outcome = now, actor.id, outcome
    record("concern.handle", actor, now, subject=concern)
