"""The list of partners and the page of one, for coordinators."""

from collections import Counter

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext
from flask_login import current_user

from volunteer_match.glossary import Verdict
from volunteer_match.organisations.actions import refuse_partner, verify_partner
from volunteer_match.organisations.forms import DecisionForm
from volunteer_match.organisations.models import Partner
from volunteer_match.organisations.queries import decisions_on, find_partner, members_of, read_partners
from volunteer_match.people.catalogue.search_index import words_of
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.labels import label
from volunteer_match.web.messages import tell
from volunteer_match.web.pages import pages_of
from volunteer_match.web.times import format_instant, time_tag

blueprint = Blueprint("verifying", __name__)
PAGE_SIZE = 25
TABS: dict[str, Verdict | None] = {"open": None, "verified": Verdict.VERIFIED, "refused": Verdict.REFUSED}


def partner_or_404(public_id: str) -> Partner:
    found = find_partner(public_id)
    if found is None:
        abort(404)
    return found


@blueprint.get("/partners")
@staff
def list_partners() -> ResponseReturnValue:
    """All partners by verdict: first those who wait for one."""
    shown = request.args.get("show", "")
    shown = shown if shown in TABS else "open"
    typed = request.args.get("q", "").strip()
    every = read_partners(current_user.company_id)
    counts = Counter(verdict for _partner, verdict in every)
    rows = [partner for partner, verdict in every if verdict is TABS[shown] and _is_meant(partner, typed)]
    pages = pages_of(len(rows), PAGE_SIZE)
    labels = {
        "open": _("Not yet checked"),
        "verified": pgettext("partners", "Verified"),
        "refused": pgettext("partners", "Refused"),
    }
    tabs = [
        {
            "label": labels[name],
            "url": url_for("verifying.list_partners", show=name),
            "current": name == shown,
            "count": counts[verdict],
        }
        for name, verdict in TABS.items()
    ]
    here = rows[(pages.here - 1) * PAGE_SIZE : pages.here * PAGE_SIZE]
    return page(
        "organisations/verifying/partners.html",
        partners=here,
        tabs=tabs,
        pages=pages,
        typed=typed,
        shown=shown,
        verdict=TABS[shown],
    )


def _is_meant(partner: Partner, typed: str) -> bool:
    """Whether every word that was typed begins a word of the name or the city."""
    known = words_of(f"{partner.name} {partner.city}")
    return all(any(word.startswith(begun) for word in known) for begun in words_of(typed))


@blueprint.get("/partners/<public_id>")
@staff
def show_partner(public_id: str) -> ResponseReturnValue:
    return _partner_page(partner_or_404(public_id), DecisionForm(None))


def _partner_page(partner: Partner, form: DecisionForm, status: int = 200) -> ResponseReturnValue:
    zone: str = current_user.time_zone
    decisions = decisions_on(partner.id, current_user.company_id)
    return page(
        "organisations/verifying/partner.html",
        status=status,
        partner=partner,
        form=form,
        verdict=decisions[-1][0].verdict if decisions else None,
        events=[
            {
                "title": label(decision.verdict),
                "who": account.display_name if account else "—",
                "when": time_tag(decision.decided_at, format_instant(decision.decided_at, zone)),
                "icon": "badge-check" if decision.verdict is Verdict.VERIFIED else "circle-x",
                "tone": "good" if decision.verdict is Verdict.VERIFIED else "bad",
                "note": decision.reason or None,
            }
            for decision, account in decisions
        ],
        members=members_of(partner.id),
        zone=zone,
    )


@blueprint.post("/partners/<public_id>/verification")
@staff
def verify(public_id: str) -> ResponseReturnValue:
    partner = partner_or_404(public_id)
    verify_partner(partner, current_user.account, now())
    tell(_("%(partner)s is verified: your agents see its needs now.", partner=partner.name))
    return see_other("verifying.show_partner", public_id=public_id)


@blueprint.post("/partners/<public_id>/refusal")
@staff
def refuse(public_id: str) -> ResponseReturnValue:
    """A no, or a verification taken back; with a reason."""
    partner, form = partner_or_404(public_id), DecisionForm()
    if not form.validate():
        return _partner_page(partner, form, 422)
    refuse_partner(partner, current_user.account, now(), form.reason.data)
    tell(_("%(partner)s is refused: your agents don't see its needs.", partner=partner.name))
    return see_other("verifying.show_partner", public_id=public_id)
