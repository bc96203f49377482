"""What the guide offers first."""

from sqlalchemy import func, select

from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile

WIDELY_SPOKEN = ("en", "es", "fil", "hi", "ar", "pl", "fr", "pt")
LANGUAGES_OFFERED = 8


def common_languages(account: Account, held: list[str]) -> list[str]:
    """Tags: those held, the reader's own, those that most colleagues speak, then widely spoken ones."""
    rows = db.session.execute(
        select(AgentLanguage.tag, func.count().label("speakers"))
        .join(AgentProfile, AgentLanguage.agent_id == AgentProfile.account_id)
        .where(AgentProfile.company_id == account.company_id)
        .group_by(AgentLanguage.tag)
        .order_by(func.count().desc(), AgentLanguage.tag)
        .limit(LANGUAGES_OFFERED)
    )
    colleagues = [tag for tag, _speakers in rows]
    offered = list(dict.fromkeys([*held, account.locale.partition("-")[0], *colleagues, *WIDELY_SPOKEN]))
    return offered[: max(LANGUAGES_OFFERED, len(held))]
