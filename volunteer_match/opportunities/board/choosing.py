"""Which needs a list shows, by its filters."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import request
from sqlalchemy import ColumnElement, Select

from volunteer_match.glossary import Kind, OpportunityState
from volunteer_match.opportunities.board.rows import Line
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.opportunities.queries import is_still_to_come, of_partner, seen_by_staff
from volunteer_match.organisations.models import Partner

SOON = timedelta(days=7)
STATES = ("open", "past", "closed", "cancelled")
TABS = ("open", "drafts", "past")


def is_open(now: datetime) -> ColumnElement[bool]:
    """Published and still to come."""
    return (Opportunity.state == OpportunityState.PUBLISHED) & is_still_to_come(now)


def tab_of_partner(partner_id: int, tab: str, now: datetime) -> Select[Opportunity]:
    """A partner's needs on one tab: open, drafts or past. A draft that was thrown away is on none."""
    conditions = {
        "open": is_open(now),
        "drafts": Opportunity.state == OpportunityState.DRAFT,
        "past": Opportunity.published_at.is_not(None) & ~is_open(now),
    }
    return of_partner(partner_id).where(conditions[tab])


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """What a coordinator asked the board for. Empty texts mean: all."""

    words: str
    kind: str
    state: str
    partner: str
    unfilled: bool
    soon: bool

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.kind or self.partner or self.unfilled or self.soon or self.state != "open")


def read_choice() -> BoardChoice:
    """The choice in the address; what it can't mean is left out."""
    kind, state = request.args.get("kind", ""), request.args.get("state", "open")
    return BoardChoice(
        words=request.args.get("q", "").strip(),
        kind=kind if kind in set(Kind) else "",
        state=state if state in STATES else "open",
        partner=request.args.get("partner", ""),
        unfilled=request.args.get("unfilled") == "yes",
        soon=request.args.get("soon") == "yes",
    )


def chosen_for_board(choice: BoardChoice, now: datetime) -> Select[Opportunity]:
    """The needs that the choice leaves, as far as the database can tell; the newest first."""
    states = {
        "open": is_open(now),
        "past": (Opportunity.state == OpportunityState.PUBLISHED) & ~is_still_to_come(now),
        "closed": Opportunity.state == OpportunityState.CLOSED,
        "cancelled": (Opportunity.state == OpportunityState.CANCELLED) & Opportunity.published_at.is_not(None),
    }
    chosen = seen_by_staff().where(states[choice.state])
    if choice.kind:
        chosen = chosen.where(Opportunity.kind == Kind(choice.kind))
    if choice.partner:
        chosen = chosen.where(Partner.public_id == choice.partner)
    return chosen.order_by(Opportunity.published_at.desc(), Opportunity.id.desc())


def narrow(lines: list[Line], choice: BoardChoice, now: datetime) -> list[Line]:
    """What depends on how full a need is, and when it comes next."""
    if choice.unfilled:
        lines = [line for line in lines if line.fullness.left > 0]
    return [line for line in lines if not choice.soon or is_soon(line, now)]


def is_soon(line: Line, now: datetime) -> bool:
    """Begins, or ends for a flexible need, within a week."""
    moment = line.fullness.next_start or line.opportunity.deadline
    return moment is not None and moment <= now + SOON


def nobody_fills(lines: list[Line], now: datetime) -> list[Line]:
    """Open needs with places left that start soon, or that nobody has claimed; those that wait longest come first."""
    urgent = [line for line in lines if line.fullness.left and (is_soon(line, now) or line.fullness.is_untouched)]
    return sorted(urgent, key=lambda line: (line.opportunity.published_at or now, line.opportunity.id))
