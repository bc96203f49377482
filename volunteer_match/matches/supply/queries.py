"""Exact supply, for coordinators: worked out once for a need as it is, and remembered."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Lock
from typing import TypeVar

from flask import current_app
from pyroaring import BitMap

from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matches.supply.source import Held, current
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.supply import Supply, count_passing, measure
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.models import Company
from volunteer_match.organisations.queries import partners_verified_by

_KEPT = 5000
"""Answers kept in a process; the oldest give way."""
_lock = Lock()


def totals(opportunities: Sequence[Opportunity], company: Company, now: datetime) -> dict[int, int]:
    """How many of the company's agents pass all gates of each need (by row number) whose partner it verified."""
    verified = partners_verified_by(company.id)
    shown = [one.id for one in opportunities if one.partner_id in verified]
    if not shown:
        return {}
    held, settings = current(now), company_settings(company)
    within = _agents_of(held, company)

    def counted(need: OpportunityFacts) -> int:
        return _remembered(
            held,
            ("total", company.id, repr(need)),
            lambda: count_passing(held.index.agents, need, now, settings, within),
        )

    return {key: counted(need) for key, need in opportunity_facts(shown, now).items()}


def supply_of(opportunity: Opportunity, company: Company, now: datetime) -> tuple[OpportunityFacts, Supply]:
    """Everything about one need, with the need as it was looked at."""
    held, settings = current(now), company_settings(company)
    need = opportunity_facts([opportunity.id], now)[opportunity.id]
    within = _agents_of(held, company)
    return need, _remembered(
        held, ("supply", company.id, repr(need)), lambda: measure(held.index.agents, need, now, settings, within)
    )


def _agents_of(held: Held, company: Company) -> BitMap:
    agents = held.index.agents
    return agents.postings.get(("company", agents.companies.find(company.public_id)))


A = TypeVar("A")


def _remembered(held: Held, question: tuple[object, ...], work: Callable[[], A]) -> A:
    """The answer to a question about a need as it is now and an index as it was made."""
    with _lock:
        kept: OrderedDict[object, A] = current_app.extensions.setdefault("supply_answers", OrderedDict())
        key = (held.made_at, *question)
        if key not in kept:
            kept[key] = work()
            if len(kept) > _KEPT:
                kept.popitem(last=False)
        return kept[key]
