"""Exact supply, for coordinators: worked out once for a need as it is, and remembered for an hour."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from threading import Lock
from typing import TypeVar

from flask import current_app
from pyroaring import BitMap

from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matches.supply.source import HOUR, everybody
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.matching.indexing.agents import Agents
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
    settings = company_settings(company)

    def counted(need: OpportunityFacts) -> int:
        def count() -> int:
            with everybody(now) as agents:
                return count_passing(agents, need, now, settings, _employed(agents, company))

        return _remembered(("total", company.id, repr(need)), now, count)

    return {key: counted(need) for key, need in opportunity_facts(shown, now).items()}


def supply_of(opportunity: Opportunity, company: Company, now: datetime) -> tuple[OpportunityFacts, Supply]:
    """Everything about one need, with the need as it was looked at."""
    need = opportunity_facts([opportunity.id], now)[opportunity.id]

    def measured() -> Supply:
        with everybody(now) as agents:
            return measure(agents, need, now, company_settings(company), _employed(agents, company))

    return need, _remembered(("supply", company.id, repr(need)), now, measured)


def _employed(agents: Agents, company: Company) -> BitMap:
    return agents.postings.get(("company", agents.companies.find(company.public_id)))


A = TypeVar("A")


def _remembered(question: tuple[object, ...], now: datetime, work: Callable[[], A]) -> A:
    """The answer to a question about a need as it is; of the people as they were at some moment of the last hour."""
    with _lock:
        kept: OrderedDict[object, tuple[datetime, A]] = current_app.extensions.setdefault(
            "supply_answers", OrderedDict()
        )
        found = kept.get(question)
        if found is None or not timedelta(0) <= now - found[0] < HOUR:
            found = kept[question] = now, work()
            kept.move_to_end(question)
            if len(kept) > _KEPT:
                kept.popitem(last=False)
        return found[1]
