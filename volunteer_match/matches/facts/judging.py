"""Gates of one agent for one need, on what the database says now."""

from datetime import datetime

from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matching.gates import GateReport, check_gates
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account


def gate_report(account: Account, opportunity: Opportunity, now: datetime) -> GateReport:
    """All gates, and which sessions this volunteer may claim. Reads the facts anew at every call."""
    assert account.company is not None, "only employees of a company volunteer"
    agent = agent_facts([account.id], now)[account.id]
    need = opportunity_facts([opportunity.id], now)[opportunity.id]
    return check_gates(agent, need, now, company_settings(account.company))
