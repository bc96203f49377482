"""For which needs matches are to be proposed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from volunteer_match.glossary import Kind
from volunteer_match.matches.proposing.queries import OpenNeed
from volunteer_match.web.labels import label

DAYS = (7, 14, 28)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a coordinator narrows the needs by. Empty texts mean: all; `days` 0 means: whenever.

    `waiting` takes in needs with claims that wait for a decision; these may fill by themselves, so they are left out.
    """

    kind: str = ""
    partner: str = ""
    days: int = 0
    waiting: bool = False

    def as_fields(self) -> dict[str, str]:
        """As an address or a form carries it."""
        fields = {
            "kind": self.kind,
            "partner": self.partner,
            "days": str(self.days or ""),
            "waiting": "yes" if self.waiting else "",
        }
        return {name: value for name, value in fields.items() if value}

    def leaves(self, needs: list[OpenNeed], now: datetime) -> list[OpenNeed]:
        """Those of `needs` that are meant, with only the sessions that are."""
        meant = [
            need
            for need in needs
            if (not self.kind or need.opportunity.kind == self.kind)
            and (not self.partner or need.opportunity.partner.public_id == self.partner)
            and (self.waiting or not need.waiting)
        ]
        if self.days:
            meant = [need.until(now + timedelta(days=self.days)) for need in meant]
        return [need for need in meant if need.left]


def read_choice() -> Choice:
    """The choice in the address or the form; what it can't mean is left out."""
    kind, days = request.values.get("kind", ""), request.values.get("days", 0, int)
    return Choice(
        kind=kind if kind in set(Kind) else "",
        partner=request.values.get("partner", ""),
        days=days if days in DAYS else 0,
        waiting=request.values.get("waiting") == "yes",
    )


def days_words(days: int) -> str:
    """ "Within 14 days"."""
    return ngettext("Within %(num)s day", "Within %(num)s days", days)


def partners_of(needs: list[OpenNeed]) -> list[tuple[str, str]]:
    """Public ids and names of the partners of these needs, by name."""
    names = {need.opportunity.partner.public_id: need.opportunity.partner.name for need in needs}
    return sorted(names.items(), key=lambda pair: (pair[1], pair[0]))


def tags_of(choice: Choice, partners: dict[str, str]) -> list[dict[str, str]]:
    """What narrows the needs, each with the address of the page without it."""
    words = {
        "kind": label(Kind(choice.kind)) if choice.kind else "",
        "partner": partners.get(choice.partner, ""),
        "days": days_words(choice.days) if choice.days else "",
        "waiting": _("With claims that wait") if choice.waiting else "",
    }
    fields = choice.as_fields()
    return [
        {"label": text, "url": _address({key: value for key, value in fields.items() if key != name})}
        for name, text in words.items()
        if text
    ]


def _address(fields: dict[str, Any]) -> str:
    return url_for("proposals.show_new", **fields)
