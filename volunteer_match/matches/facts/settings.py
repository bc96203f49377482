"""Matching's settings as a company has them."""

from volunteer_match.matching.facts import Settings, Weights
from volunteer_match.organisations.models import Company

HOUSE = Settings()


def company_settings(company: Company) -> Settings:
    """The house's settings with the company's own in their place."""
    own = company.matching_settings
    return Settings(
        pending_cap=company.pending_cap,
        company_weekly_limit_minutes=company.weekly_limit_minutes,
        fairness=own.get("fairness", HOUSE.fairness),
        attention=own.get("attention", HOUSE.attention),
        seed=own.get("seed", HOUSE.seed),
        weights=Weights(**own.get("weights", {})),
    )
