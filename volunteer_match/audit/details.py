"""The details of an entry of the audit log, which are codes and numbers, in the reader's language."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from volunteer_match.glossary import Kind, ReturnReason, Role
from volunteer_match.web.labels import label

NAMES: dict[str, Any] = {
    "added": _("added"),
    "agent": _("agent"),
    "agents": _("agents"),
    "asks_per_week": _("Invitations a week to one person"),
    "attention": _("Make room among needs"),
    "days": _("days"),
    "fairness": _("Make room among volunteers"),
    "kind": _("kind"),
    "lines": _("invitations"),
    "needs": _("needs"),
    "new": _("new"),
    "old": _("before"),
    "opportunities": _("needs"),
    "pending_cap": _("Claims that one person may have waiting"),
    "reason": _("reason"),
    "refused": _("not sent"),
    "renamed": _("renamed"),
    "rest_gap_minutes": _("Minutes of rest before and after a shift"),
    "role": _("role"),
    "sent": _("sent"),
    "skill": _("skill"),
    "template": _("kind of message"),
    "time_zone": _("Time zone"),
    "unchanged": _("unchanged"),
    "updated": _("updated"),
    "weekly_limit_minutes": _("Minutes a week that one person may give"),
}
CODES: Mapping[str, type[Enum]] = {"role": Role, "old": Role, "new": Role, "reason": ReturnReason, "kind": Kind}
"""Details whose value is a member of the glossary."""


def _value(name: str, value: Any) -> str:
    if isinstance(value, list):
        return " → ".join(_value(name, each) for each in value)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if value is None:
        return "–"
    codes = CODES.get(name)
    known = {str(member.value): member for member in codes} if codes else {}
    return label(known[value]) if value in known else str(value)


def details_words(details: Mapping[str, Any]) -> str:
    """ "role: Agent; days: 3"; names and codes of another version of the program stay as they are."""
    return "; ".join(
        f"{NAMES.get(name, name.replace('_', ' '))}: {_value(name, value)}" for name, value in details.items()
    )
