"""Changing what a company sets for all its people."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from volunteer_match.audit.actions import record
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account


@dataclass(frozen=True, slots=True)
class CompanySettings:
    """None in `weekly_limit_minutes` means no limit."""

    name: str
    time_zone: str
    pending_cap: int
    pending_days: int
    invitation_days: int
    weekly_limit_minutes: int | None
    asks_per_week: int
    rest_gap_minutes: int
    fairness: float
    """How strongly volunteers who were asked lately make room: matching's factor, 1 is off."""
    attention: float
    """The same for needs that had matches lately."""
    shows_impact: bool
    """Whether everybody may see the company's totals."""


MATCHING = ("fairness", "attention")
"""Kept among the company's settings of matching, not in columns."""


def _current(company: Company, name: str) -> Any:
    return getattr(company_settings(company) if name in MATCHING else company, name)


def change_settings(company: Company, wish: CompanySettings, actor: Account, now: datetime) -> None:
    """Saves them; the log says which numbers changed, from what to what. Saving the same changes nothing."""
    changed = {name: value for name, value in asdict(wish).items() if _current(company, name) != value}
    if not changed:
        return
    told: dict[str, Any] = {name: [_current(company, name), value] for name, value in changed.items() if name != "name"}
    for name, value in changed.items():
        if name in MATCHING:
            company.matching_settings = {**company.matching_settings, name: value}
        else:
            setattr(company, name, value)
    record("company.settings", actor, now, subject=company, **told)
    note_change("company", company.id, now)
