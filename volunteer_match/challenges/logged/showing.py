"""The page of one entry, for whoever logged it and for coordinators."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.challenges.catalogue import ACTIONS, InputKind
from volunteer_match.challenges.deciding.forms import WordsForm
from volunteer_match.challenges.entries import facts_of, frozen_step
from volunteer_match.challenges.evidence.queries import photos_of
from volunteer_match.challenges.logged.working import working_lines
from volunteer_match.challenges.models import Entry, EntryStep
from volunteer_match.challenges.queries import find_entry, history_of
from volunteer_match.challenges.refusing import refusal_words
from volunteer_match.challenges.rules import ChallengeRefusal, offered_acts
from volunteer_match.challenges.wording import action_title, amount_words, input_title
from volunteer_match.challenges.wording.units import plain_number
from volunteer_match.challenges.words import effect_words
from volunteer_match.extensions import db
from volunteer_match.glossary import EntryAct
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page
from volunteer_match.web.labels import actor_name, label
from volunteer_match.web.times import format_date, format_instant


def entry_or_404(entry_id: str) -> Entry:
    return find_entry(entry_id, current_user.account) or abort(404)


def entry_values(entry: Entry) -> dict[str, Any]:
    """What an entry came to, and how, in words."""
    frozen = frozen_step(entry)
    return {
        "entry": entry,
        "title": action_title(entry.action),
        "amount": amount_words(entry.action, entry.amount),
        "effects": effect_words(frozen.working or {}),
        "working": working_lines(entry.action, frozen),
        "typed": _typed(entry, frozen),
    }


def show_entry(
    entry: Entry, form: WordsForm | None = None, status: int = 200, refusal: str | None = None
) -> ResponseReturnValue:
    """The page; `form` is the one that was sent and has faults, `refusal` what stood in the way of a button."""
    viewer: Account = current_user.account
    acts = offered_acts(facts_of(entry, viewer, now()))
    history = history_of(entry)
    return page(
        "challenges/logged/entry.html",
        status=status,
        **entry_values(entry),
        acts=acts if entry.action in ACTIONS else acts - {EntryAct.CORRECT},
        photos=photos_of(entry),
        is_own=entry.agent_id == viewer.id,
        said=next((step.note for step in reversed(history) if step.note), ""),
        form=form,
        forms={
            act.value: form if form and form.act is act else WordsForm.of(act)
            for act in (EntryAct.QUESTION, EntryAct.REFUSE)
        },
        refusal=refusal,
        history=[_line(step, viewer) for step in reversed(history)],
    )


def _typed(entry: Entry, frozen: EntryStep) -> list[tuple[str, str]]:
    """What the person typed, as it was asked; numbers and days as the reader writes them."""
    kinds = {wanted.name: wanted.kind for wanted in ACTIONS[entry.action].inputs} if entry.action in ACTIONS else {}
    typed = frozen.inputs or {}
    return [(input_title(entry.action, name), _said(kinds.get(name), value)) for name, value in typed.items()]


def _said(kind: InputKind | None, value: str) -> str:
    if kind is None:
        return value
    return (
        format_date(date.fromisoformat(value), with_year=True)
        if kind is InputKind.DATE
        else plain_number(Decimal(value))
    )


def _line(step: EntryStep, viewer: Account) -> dict[str, Any]:
    """One step as components/lists.html shows it."""
    return {
        "state": step.state.value,
        "title": label(step.act),
        "who": actor_name(step.actor, viewer),
        "when": format_instant(step.at, viewer.time_zone),
        "note": step.note,
    }


def show_refused(refused: Refused, entry_id: str) -> ResponseReturnValue:
    """Undoes what was begun and says why on the page as it is now; 404 where it is not theirs."""
    db.session.rollback()
    if refused.refusal is ChallengeRefusal.NOT_YOURS:
        abort(404)
    return show_entry(entry_or_404(entry_id), status=409, refusal=refusal_words(refused))
