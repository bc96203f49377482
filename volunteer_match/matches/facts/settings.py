"""Matching's settings as a company has them."""

from collections.abc import Sequence

from volunteer_match.matching.facts import CompanyLimits, Settings, Weights
from volunteer_match.organisations.models import Company

HOUSE = Settings()


def company_settings(company: Company, companies: Sequence[Company] = ()) -> Settings:
    """The house's settings with the company's own in their place; of `companies` each keeps its own limits."""
    own = company.matching_settings
    return Settings(
        pending_cap=company.pending_cap,
        company_weekly_limit_minutes=company.weekly_limit_minutes,
        fairness=own.get("fairness", HOUSE.fairness),
        attention=own.get("attention", HOUSE.attention),
        seed=own.get("seed", HOUSE.seed),
        weights=Weights(**own.get("weights", {})),
        companies={each.public_id: _limits(each) for each in companies},
    )


def _limits(company: Company) -> CompanyLimits:
    return CompanyLimits(company.pending_cap, company.weekly_limit_minutes)
