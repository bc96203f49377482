"""Years and lines of an account in words."""

from dataclasses import dataclass

from flask_babel import gettext

from volunteer_match.hours.time_off.models import TimeOffStep
from volunteer_match.hours.time_off.queries import TimeOffAccount
from volunteer_match.people.models import Account
from volunteer_match.web.labels import actor_name, label
from volunteer_match.web.times import format_instant, format_minutes


def year_words(account: TimeOffAccount, year: int) -> str:
    """ "2026", or "2026/27" where years do not begin in January."""
    return str(year) if account.terms.first_month == 1 else f"{year}/{(year + 1) % 100:02}"


def signed_minutes(minutes: int) -> str:
    """ "+1 h 30 min", "−45 min"."""
    return f"{'−' if minutes < 0 else '+'}{format_minutes(abs(minutes))}"


@dataclass(frozen=True, slots=True)
class AccountWords:
    """This year's account, ready to be shown."""

    left: str
    approved: str
    taken: str
    hint: str


def account_words(account: TimeOffAccount) -> AccountWords:
    allowance = account.now
    parts = [gettext("%(length)s a year", length=format_minutes(allowance.yearly))]
    if allowance.carried:
        parts.append(gettext("%(length)s from last year, used first", length=format_minutes(allowance.carried)))
    if allowance.use.granted:
        parts.append(gettext("%(length)s by a coordinator", length=signed_minutes(allowance.use.granted)))
    whole, listed = format_minutes(allowance.whole), ", ".join(parts)
    return AccountWords(
        left=format_minutes(max(0, allowance.left)),
        approved=format_minutes(allowance.use.approved),
        taken=format_minutes(allowance.use.taken),
        hint=listed if len(parts) == 1 else gettext("of %(whole)s: %(parts)s", whole=whole, parts=listed),
    )


def step_line(step: TimeOffStep, viewer: Account) -> dict[str, str]:
    """A line of the ledger as components/lists.html shows it."""
    change = step.granted_change or step.approved_change + step.taken_change
    return {
        "icon": "clock",
        "tone": "",
        "title": f"{label(step.act)} {signed_minutes(change) if change else ''}".strip(),
        "who": actor_name(step.actor, viewer),
        "when": format_instant(step.at, viewer.time_zone),
        "note": step.note,
    }
