"""For you: the list of needs as one agent sees it, and the page of one."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.glossary import Role
from volunteer_match.matches.cover.queries import open_asks
from volunteer_match.matches.explanations import Explainer
from volunteer_match.opportunities.browsing.cards import Card, card_of
from volunteer_match.opportunities.browsing.for_you import ForYou
from volunteer_match.opportunities.browsing.forms import FilterForm
from volunteer_match.opportunities.browsing.listing import Choice, Offer, words_of
from volunteer_match.opportunities.browsing.queries import next_commitment
from volunteer_match.opportunities.browsing.week import coming_week
from volunteer_match.people.models import Account
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("browsing", __name__)
PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Tag:
    """What narrows the list, and the address of the list without it."""

    label: str
    url: str


def volunteer_address(public_id: str) -> str:
    """The page of a need as a volunteer sees it; staff say so, for theirs shows another page at the same address."""
    extra = {} if current_user.role is Role.AGENT else {"as": "volunteer"}
    return url_for("opportunities.show_opportunity", public_id=public_id, **extra)  # type: ignore[arg-type]


def _choice(form: FilterForm) -> Choice:
    return Choice(
        words=words_of(form.q.data),
        kinds=frozenset(form.kind.data or ()),
        languages=frozenset(form.language.data or ()),
        when=form.when.data or "",
        length=form.length.data or "",
        untaken_only=form.needs.data == "most",
        newest_first=form.sort.data == "newest",
    )


def _without(name: str, value: str) -> str:
    """The address of this list with one filter taken away."""
    kept: dict[str, list[str]] = {
        key: [each for each in values if (key, each) != (name, value)] for key, values in request.args.lists()
    }
    kept.pop("page", None)
    return url_for("browsing.for_you", **{key: values for key, values in kept.items() if values})  # type: ignore[arg-type]


def _tags(form: FilterForm) -> list[Tag]:
    words = [Tag(f"“{form.q.data}”", _without("q", request.args.get("q", "")))] if form.q.data else []
    return words + [
        Tag(str(choice.label), _without(field.name, choice.value))
        for field in form.filtered
        for choice in field.choices
        if choice.value and choice.value in (field.data if isinstance(field.data, list) else [field.data])
    ]


def _heading(found: int, form: FilterForm, *, is_narrowed: bool) -> str:
    if form.sort.data == "newest":
        return ngettext("%(num)s fits you, newest first", "%(num)s fit you, newest first", found)
    if is_narrowed:
        return ngettext("%(num)s fits you and your filters", "%(num)s fit you and your filters", found)
    return ngettext("%(num)s fits you, best first", "%(num)s fit you, best first", found)


def _cards(account: Account, *lists: list[Offer]) -> list[list[Card]]:
    explainer = Explainer(account.time_zone)

    def card(offer: Offer) -> Card:
        return card_of(offer, volunteer_address(offer.listing.public_id), explainer, account.time_zone, now())

    return [list(map(card, offers)) for offers in lists]


@blueprint.get("/for-you")
@volunteers
def for_you() -> ResponseReturnValue:
    """The start page of everybody who volunteers."""
    account: Account = current_user.account
    if account.profile is None or account.profile.guide_ended_at is None:
        return see_other("guide.start")
    form = FilterForm(request.args)
    seen = ForYou(account, _choice(form), now())
    form.offer(seen.languages)
    tags, pages = _tags(form), pages_of(seen.found, PAGE_SIZE)
    cards, near = _cards(account, *seen.offers((pages.here - 1) * PAGE_SIZE, PAGE_SIZE))
    values: dict[str, Any] = {
        "form": form,
        "tags": tags,
        "cards": cards,
        "near": near,
        "heading": _heading(seen.found, form, is_narrowed=bool(tags)),
        "pages": pages,
        "asks": open_asks(account.id, now()),
        "next_match": next_commitment(account.id, now()),
        "week": coming_week(seen.agent, now()),
        "zone": account.time_zone,
        "now": now(),
        "greeting": greeting(account),
    }
    return page("opportunities/browsing/for_you.html", block="results", **values)


def greeting(account: Account) -> str:
    """By the reader's own clock."""
    hour = now().astimezone(ZoneInfo(account.time_zone)).hour
    if 5 <= hour < 12:
        return _("Good morning, %(name)s", name=account.given_name)
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s", name=account.given_name)
    return _("Good evening, %(name)s", name=account.given_name)
