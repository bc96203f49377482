"""What was logged in a challenge, and what a coordinator says to it."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.challenges import actions
from volunteer_match.challenges.deciding.forms import WordsForm
from volunteer_match.challenges.logged.showing import entry_or_404, show_entry, show_refused
from volunteer_match.challenges.queries import count_entries, entries_in
from volunteer_match.challenges.views import challenge_or_404
from volunteer_match.challenges.wording import action_title, amount_words
from volunteer_match.glossary import EntryAct
from volunteer_match.refusals import Refused
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.pages import pages_of

blueprint = Blueprint("challenge_decisions", __name__)
PAGE_SIZE = 50


@blueprint.get("/challenges/<challenge_id>/entries")
@staff
def list_entries(challenge_id: str) -> ResponseReturnValue:
    challenge, only = challenge_or_404(challenge_id), request.args.get("show") != "all"
    undecided, every = count_entries(challenge, only_undecided=True), count_entries(challenge)
    pages = pages_of(undecided if only else every, PAGE_SIZE)
    entries = entries_in(challenge, only_undecided=only, most=PAGE_SIZE, skip=(pages.here - 1) * PAGE_SIZE)
    return page(
        "challenges/deciding/entries.html",
        challenge=challenge,
        rows=[(one, action_title(one.action), amount_words(one.action, one.amount)) for one in entries],
        only_undecided=only,
        undecided=undecided,
        every=every,
        pages=pages,
    )


@blueprint.post("/challenge-entries/<entry_id>/acceptance")
@staff
def accept(entry_id: str) -> ResponseReturnValue:
    entry = entry_or_404(entry_id)
    challenge_id = entry.challenge.public_id
    try:
        actions.accept(entry, current_user.account, now())
    except Refused as refused:
        return show_refused(refused, entry_id)
    tell(_("Accepted. It counts now."))
    return see_other("challenge_decisions.list_entries", challenge_id=challenge_id)


@blueprint.post("/challenge-entries/<entry_id>/question")
@staff
def question(entry_id: str) -> ResponseReturnValue:
    return _say(entry_id, EntryAct.QUESTION)


@blueprint.post("/challenge-entries/<entry_id>/refusal")
@staff
def refuse(entry_id: str) -> ResponseReturnValue:
    return _say(entry_id, EntryAct.REFUSE)


def _say(entry_id: str, act: EntryAct) -> ResponseReturnValue:
    """Asks, or says no, with the coordinator's words."""
    entry, form = entry_or_404(entry_id), WordsForm.of(act, is_sent=True)
    if not form.validate():
        return show_entry(entry, form, 422)
    challenge_id = entry.challenge.public_id
    say = actions.question if act is EntryAct.QUESTION else actions.refuse
    try:
        say(entry, form.words.data, current_user.account, now())
    except Refused as refused:
        return show_refused(refused, entry_id)
    tell(_("The person is told, and reads your words."))
    return see_other("challenge_decisions.list_entries", challenge_id=challenge_id)
