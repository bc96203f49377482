"""A partner asks the supply meter: counted by day, the same question once."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from hashlib import blake2b
from typing import Any

from flask import current_app
from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.matches.supply.models import SupplyQuestions
from volunteer_match.matches.supply.source import secret, snapshot
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.figures import Figures, figures
from volunteer_match.organisations.models import Partner
from volunteer_match.organisations.queries import verifying_companies


class Silence(Enum):
    """Why there is no figure, or no new one."""

    UNVERIFIED = "unverified"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Told:
    """`answer` as `plain` gives it; at the limit it is the last one, to whatever was asked."""

    answer: dict[str, Any] | None
    silence: Silence | None = None


def ask(partner_id: int, need: OpportunityFacts, now: datetime) -> Told:
    """Round figures of the agents of the companies that verified the partner."""
    companies = verifying_companies(partner_id)
    if not companies:
        return Told(None, Silence.UNVERIFIED)
    seen = snapshot(now)
    question = _digest(need, companies, seen.taken_at)
    row = _row_of_today(partner_id, now)
    if row.last_question == question:
        return Told(row.last_answer)
    if row.asked >= current_app.config["SUPPLY_QUESTIONS"]:
        return Told(row.last_answer or None, Silence.LIMIT)
    answer = plain(figures(seen, need, companies, secret()))
    row.asked, row.last_question, row.last_answer = row.asked + 1, question, answer
    return Told(answer)


def _row_of_today(partner_id: int, now: datetime) -> SupplyQuestions:
    """Locked by way of the partner's row: two questions at once are counted one after the other."""
    db.session.execute(select(Partner.id).where(Partner.id == partner_id).with_for_update(key_share=True))
    day = now.date()
    row = db.session.get(SupplyQuestions, (partner_id, day), with_for_update=True)
    if row is None:
        row = SupplyQuestions(partner_id=partner_id, day=day, asked=0, last_question="", last_answer={})
        db.session.add(row)
        db.session.flush()
    return row


def _digest(need: OpportunityFacts, companies: list[str], taken_at: datetime) -> str:
    requires = need.requires
    asked = (
        dict(requires.skills),
        dict(requires.languages),
        sorted(requires.verified_languages),
        requires.credentials,
        requires.minimum_age,
        [(one.id, one.start, one.end) for one in need.sessions],
        (need.format, need.minutes_needed, need.deadline),
        sorted(companies),
        taken_at,
    )
    return blake2b(repr(asked).encode(), digest_size=16).hexdigest()


def plain(found: Figures) -> dict[str, Any]:
    """Figures as they are kept."""
    return {
        "total": found.total,
        "suited": found.suited,
        "costs": [
            {
                "sort": cost.asked.sort.value,
                "name": cost.asked.name,
                "level": cost.asked.level,
                "without": cost.without,
                "lower": cost.lower,
            }
            for cost in found.costs
        ],
        "sessions": dict(found.sessions),
        "shift": [found.shift.hours, found.shift.times] if found.shift else None,
    }
