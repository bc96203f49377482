"""The partner's own needs, and the coordinators' board. Both stand at /opportunities; doors.py tells who sees which."""

from dataclasses import replace

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext
from flask_login import current_user

from volunteer_match.glossary import Kind, OpportunityState
from volunteer_match.matches.supply.queries import totals
from volunteer_match.opportunities.accepting.queries import count_waiting
from volunteer_match.opportunities.board.choosing import (
    TABS,
    BoardChoice,
    chosen_for_board,
    is_open,
    narrow,
    nobody_fills,
    read_choice,
    tab_of_partner,
)
from volunteer_match.opportunities.board.queries import count, partners_on_board, read_matching
from volunteer_match.opportunities.board.rows import Line, lines_of
from volunteer_match.opportunities.board.showing import partner_show, staff_show
from volunteer_match.opportunities.queries import is_offered_by, seen_by_staff
from volunteer_match.organisations.queries import is_verified_by_anybody
from volunteer_match.people.models import Account
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page
from volunteer_match.web.labels import label
from volunteer_match.web.pages import pages_of

__all__ = ["coordinator_board", "partner_list", "partner_show", "staff_show"]
PAGE_SIZE = 25
UNFILLED_SHOWN = 5


def partner_list() -> ResponseReturnValue:
    """My needs: open, drafts or past, with how full each is."""
    account: Account = current_user.account
    membership = account.membership
    assert membership is not None, "a partner member belongs to a partner"
    asked, typed = request.args.get("show", ""), request.args.get("q", "").strip()
    shown = asked if asked in TABS else "open"
    rows = read_matching(tab_of_partner(membership.partner_id, shown, now()), typed)
    pages = pages_of(len(rows), PAGE_SIZE)
    here = rows[(pages.here - 1) * PAGE_SIZE : pages.here * PAGE_SIZE]
    labels = {"open": pgettext("needs", "Open"), "drafts": _("Drafts"), "past": _("Past")}
    counts = {tab: count(tab_of_partner(membership.partner_id, tab, now())) for tab in TABS}
    tabs = [
        {
            "label": labels[tab],
            "url": url_for("opportunities.list_opportunities", show=tab),
            "current": tab == shown,
            "count": counts[tab],
        }
        for tab in TABS
    ]
    return page(
        "opportunities/board/my_needs.html",
        partner=membership.partner,
        lines=lines_of(here, account.time_zone, now()),
        shown=shown,
        tabs=tabs,
        pages=pages,
        has_none=not any(counts.values()),
        is_verified=is_verified_by_anybody(membership.partner_id),
        zone=account.time_zone,
        typed=typed,
    )


def coordinator_board() -> ResponseReturnValue:
    """Every need that staff may see, filtered; on top those that nobody fills."""
    account: Account = current_user.account
    choice = read_choice()
    found = read_matching(chosen_for_board(choice, now()), choice.words)
    lines = narrow(lines_of(found, account.time_zone, now()), choice, now())
    pages = pages_of(len(lines), PAGE_SIZE)
    partners = partners_on_board()
    return page(
        "opportunities/board/board.html",
        block="results",
        lines=_with_supply(lines[(pages.here - 1) * PAGE_SIZE : pages.here * PAGE_SIZE], account),
        found=len(lines),
        pages=pages,
        choice=choice,
        tags=_tags(choice, dict(partners)),
        kinds=[(kind.value, label(kind)) for kind in Kind],
        partners=partners,
        unfilled=[] if choice.is_narrowed else _with_supply(_unfilled(account), account),
        waiting_imports=count_waiting(account.company_id, now()),
        zone=account.time_zone,
    )


def _with_supply(lines: list[Line], account: Account) -> list[Line]:
    """The open ones with how many of the company could do them."""
    assert account.company is not None, "staff belong to a company"
    is_published = [line.opportunity for line in lines if line.opportunity.state is OpportunityState.PUBLISHED]
    found = totals(is_published, account.company, now())
    return [replace(line, supply=found.get(line.opportunity.id)) for line in lines]


def _unfilled(account: Account) -> list[Line]:
    """What this company's agents could fill, and don't."""
    is_ours = is_offered_by(account.company_id)
    rows = read_matching(seen_by_staff().where(is_open(now()), is_ours), "")
    return nobody_fills(lines_of(rows, account.time_zone, now()), now())[:UNFILLED_SHOWN]


def _without(name: str) -> str:
    kept = {key: value for key, value in request.args.to_dict().items() if key not in (name, "page")}
    return url_for("opportunities.list_opportunities", **kept)  # type: ignore[arg-type]


def _tags(choice: BoardChoice, partners: dict[str, str]) -> list[dict[str, str]]:
    """What narrows the board, with the address of the board without it."""
    states = {"past": _("Over"), "closed": _("Closed"), "cancelled": _("Cancelled")}
    chosen = {
        "q": f"“{choice.words}”" if choice.words else "",
        "kind": label(Kind(choice.kind)) if choice.kind else "",
        "state": states.get(choice.state, ""),
        "partner": partners.get(choice.partner, ""),
        "unfilled": _("Places left") if choice.unfilled else "",
        "soon": _("Within a week") if choice.soon else "",
    }
    return [{"label": text, "url": _without(name)} for name, text in chosen.items() if text]
