"""The page of one need for its partner and for coordinators."""

from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.glossary import OpportunityState, Verdict
from volunteer_match.matches.supply.queries import supply_of
from volunteer_match.matches.supply.words import Meter, exact_meter
from volunteer_match.opportunities import rules
from volunteer_match.opportunities.board.queries import actor_names, count_taken
from volunteer_match.opportunities.board.rows import lines_of
from volunteer_match.opportunities.models import Opportunity, OpportunityEvent
from volunteer_match.opportunities.queries import find_editable_by_staff, find_record
from volunteer_match.opportunities.words import move_words
from volunteer_match.organisations.queries import find_verification, is_verified_by_anybody
from volunteer_match.people.models import Account
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page
from volunteer_match.web.times import format_instant, time_tag


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do with this need now."""

    edit: bool
    close: bool
    reopen: bool
    cancel: bool


def _may(opportunity: Opportunity, *, is_theirs: bool) -> May:
    state = opportunity.state
    return May(
        edit=is_theirs and rules.may_edit(state),
        close=is_theirs and rules.may_close(state),
        reopen=is_theirs and state is OpportunityState.CLOSED,
        cancel=is_theirs and rules.may_cancel(state),
    )


def partner_show(opportunity: Opportunity) -> ResponseReturnValue:
    """A need for the partner who wrote it: how full it is, and everything they can do with it."""
    return _show(
        opportunity,
        is_staff=False,
        is_theirs=True,
        is_verified=is_verified_by_anybody(opportunity.partner_id),
        record=None,
    )


def staff_show(opportunity: Opportunity) -> ResponseReturnValue:
    """A need for coordinators: with the way to people for it, and where it came from."""
    account: Account = current_user.account
    verification = find_verification(opportunity.partner_id, account.company_id)
    is_verified = verification is not None and verification.verdict is Verdict.VERIFIED
    return _show(
        opportunity,
        is_staff=True,
        is_theirs=find_editable_by_staff(opportunity.public_id, account.company_id) is not None,
        is_verified=is_verified,
        record=find_record(opportunity.id),
        meter=_meter(opportunity, account) if is_verified else None,
    )


def _meter(opportunity: Opportunity, account: Account) -> Meter | None:
    """The exact supply among the reader's company, of what is open."""
    if opportunity.state is not OpportunityState.PUBLISHED or account.company is None:
        return None
    need, supply = supply_of(opportunity, account.company, now())
    return exact_meter(supply, need, account.time_zone)


def _show(
    opportunity: Opportunity,
    *,
    is_staff: bool,
    is_theirs: bool,
    is_verified: bool,
    record: object,
    meter: Meter | None = None,
) -> ResponseReturnValue:
    account: Account = current_user.account
    return page(
        "opportunities/board/need.html",
        opportunity=opportunity,
        line=lines_of([opportunity], account.time_zone, now())[0],
        taken=count_taken(opportunity.id),
        may=_may(opportunity, is_theirs=is_theirs),
        is_staff=is_staff,
        is_verified=is_verified,
        record=record,
        meter=meter,
        events=_timeline(opportunity.events, account.time_zone),
        zone=account.time_zone,
        now=now(),
    )


def _timeline(events: list[OpportunityEvent], zone: str) -> list[dict[str, str | None]]:
    """What happened, oldest first, as components/lists.html shows it."""
    names = actor_names({event.actor_id for event in events if event.actor_id is not None})
    lines: list[dict[str, str | None]] = []
    for event in events:
        icon, title = move_words(event.move)
        when = time_tag(event.at, format_instant(event.at, zone))
        who = names.get(event.actor_id or 0, "Volunteer Match")
        note = event.reason if event.move in NOTED else None
        lines.append({"title": title, "who": who, "when": when, "icon": icon, "tone": "", "note": note or None})
    return lines


NOTED = frozenset({rules.OpportunityMove.CANCELLED, rules.OpportunityMove.SESSION_CANCELLED})
"""Events whose reason was written for people to read; an import's is the name of its source."""
