"""The page of one entry: what it is, what happened, and what its reader may do."""

from datetime import datetime
from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from volunteer_match.extensions import db
from volunteer_match.glossary import HoursAct
from volunteer_match.hours.entries import facts_of
from volunteer_match.hours.forms import AdjustForm, AmendForm, DecisionForm, DisputeForm, QuestionForm, length_data
from volunteer_match.hours.models import HourEntry, HourStep
from volunteer_match.hours.queries import find_entry, history_of
from volunteer_match.hours.rules import HoursRefusal, offered_acts
from volunteer_match.matches.move_rule import Who
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused
from volunteer_match.web.clock import now
from volunteer_match.web.forms import Form
from volunteer_match.web.fragments import page
from volunteer_match.web.labels import actor_name, label
from volunteer_match.web.times import format_instant, format_minutes

Bound = tuple[HoursAct, Form]


def entry_or_404(entry_id: str) -> HourEntry:
    return find_entry(entry_id, current_user.account) or abort(404)


def form_for(act: HoursAct, part: Who | None, entry: HourEntry | None = None) -> Form:
    """The form of an act: as it was sent, or with `entry` as it is first shown."""
    sort: type[Form] = {
        HoursAct.AMEND: AmendForm,
        HoursAct.ADJUST: AdjustForm,
        HoursAct.DISPUTE: DisputeForm if part is Who.AGENT else QuestionForm,
        HoursAct.DECIDE: DecisionForm,
    }[act]
    if entry is None:
        return sort(prefix=act.value)
    data = {**length_data(entry.minutes), "what": entry.what}
    return sort(formdata=None, prefix=act.value, data=data)


def show_entry(entry: HourEntry, bound: Bound | None = None, status: int = 200) -> ResponseReturnValue:
    """The page; `bound` is the form that was sent and has faults."""
    viewer: Account = current_user.account
    facts = facts_of(entry, viewer, now())
    acts = offered_acts(facts)
    forms: dict[str, Any] = {
        act.value: bound[1] if bound and bound[0] is act else form_for(act, facts.part, entry)
        for act in acts
        if act in (HoursAct.AMEND, HoursAct.ADJUST, HoursAct.DISPUTE, HoursAct.DECIDE)
    }
    return page(
        "hours/entry.html",
        status=status,
        entry=entry,
        part=facts.part.value if facts.part else "",
        acts=[act.value for act in acts],
        forms=forms,
        form=bound[1] if bound else None,
        history=[_line(step, viewer) for step in history_of(entry)],
    )


def _line(step: HourStep, viewer: Account) -> dict[str, Any]:
    """One step as components/lists.html shows it."""
    total = step.waiting_change + step.confirmed_change
    change = "" if total == 0 else f"{'+' if total > 0 else '−'}{format_minutes(abs(total))}"
    return {
        "state": step.state.value,
        "title": f"{label(step.act)} {change}".strip(),
        "who": actor_name(step.actor, viewer),
        "when": format_instant(step.at, viewer.time_zone),
        "note": step.note,
    }


def show_refused(refused: Refused, entry: HourEntry, bound: Bound | None = None) -> ResponseReturnValue:
    """Undoes what was begun and says why: on the page as it is now, or 404 where it is not theirs."""
    refusal = refused.refusal
    entry_id, moment = entry.public_id, now()
    db.session.rollback()
    if refusal is HoursRefusal.NOT_YOURS:
        abort(404)
    return _show_again(entry_or_404(entry_id), gettext(refusal.sentence), bound, moment)


def _show_again(entry: HourEntry, sentence: str, bound: Bound | None, moment: datetime) -> ResponseReturnValue:
    """The sentence stands at the form if the entry still takes that act, else alone on top."""
    acts = offered_acts(facts_of(entry, current_user.account, moment))
    act, form = bound if bound and bound[0] in acts else (HoursAct.CONFIRM, Form())
    form.form_errors.append(sentence)
    return show_entry(entry, (act, form), 409)
