"""The challenges of a company, one of them, joining and leaving."""

from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.challenges import actions, words
from volunteer_match.challenges.boards.showing import parts_of
from volunteer_match.challenges.catalogue import ACTIONS
from volunteer_match.challenges.dates import JOINABLE, Phase
from volunteer_match.challenges.logged.showing import entry_values
from volunteer_match.challenges.models import Challenge, Participation
from volunteer_match.challenges.queries import (
    Standing,
    count_entries,
    entries_of,
    find_challenge,
    find_entry,
    find_participation,
    list_challenges,
    standing_of,
)
from volunteer_match.challenges.refusing import refusal_words
from volunteer_match.challenges.wording import action_title, amount_words
from volunteer_match.extensions import db
from volunteer_match.people.policy import is_staff
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.refusals import Refused
from volunteer_match.web.access import volunteers
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("challenges", __name__)


def challenge_or_404(public_id: str) -> Challenge:
    return find_challenge(public_id, current_user.account) or abort(404)


def participation_or_404(challenge: Challenge) -> Participation:
    return find_participation(challenge, current_user.id) or abort(404)


def own_profile_or_404() -> AgentProfile:
    """Staff may take part too, once they have a profile."""
    profile: AgentProfile | None = current_user.account.profile
    return profile or abort(404)


def shown(standing: Standing) -> dict[str, Any]:
    """A challenge with its state by the clock and its figures in words."""
    challenge, phase = standing.challenge, standing.challenge.phase_at(now())
    own = standing.own if standing.own and standing.own.left_at is None else None
    reached = standing.reached
    return {
        "row": challenge,
        "phase": phase.value,
        "people": standing.people,
        "reached": reached,
        "reached_words": None if reached is None else words.measure_words(challenge.measure, reached),
        "goal_words": words.measure_words(challenge.measure, challenge.goal) if challenge.goal else None,
        "dates": words.dates_words(challenge),
        "is_in": own is not None,
        "may_join": own is None and phase in JOINABLE and current_user.account.profile is not None,
        "may_log": own is not None and phase is Phase.RUNNING,
    }


@blueprint.get("/challenges")
@volunteers
def list_all() -> ResponseReturnValue:
    every = [shown(standing) for standing in list_challenges(current_user.account)]
    by_phase = {phase.value: [one for one in every if one["phase"] == phase.value] for phase in Phase}
    return page("challenges/list.html", by_phase=by_phase, is_staff=is_staff(current_user.role))


@blueprint.get("/challenges/<challenge_id>")
@volunteers
def show(challenge_id: str) -> ResponseReturnValue:
    return challenge_page(challenge_or_404(challenge_id))


def challenge_page(
    challenge: Challenge, *, refusal: str | None = None, step: dict[str, Any] | None = None, status: int = 200
) -> ResponseReturnValue:
    """The page; `step` is the form of an action that was sent and has faults, `refusal` why a button failed."""
    standing, zone = standing_of(challenge, current_user.account), current_user.time_zone
    own = standing.own
    staff = is_staff(current_user.role)
    return page(
        "challenges/challenge.html",
        status=status,
        refusal=refusal,
        step=step,
        logged=_just_logged(challenge),
        one=shown(standing),
        own=own,
        own_reached=words.measure_words(challenge.measure, words.total_in(own.totals, challenge.measure))
        if own
        else "",
        entries=entries_of(own) if own else [],
        start=words.start_words(challenge, zone),
        end=words.end_words(challenge, zone),
        offered=[(row, action_title(row.action), ceiling_words(row)) for row in challenge.actions],
        action_title=action_title,
        amount_words=amount_words,
        measure_words=words.measure_words,
        total_in=words.total_in,
        is_staff=staff,
        undecided=count_entries(challenge, only_undecided=True) if staff else 0,
        **parts_of(challenge, own, current_user.account, now()),
    )


def _just_logged(challenge: Challenge) -> dict[str, Any] | None:
    """The entry in the address, where the reader made it here a moment ago."""
    entry = find_entry(request.args.get("logged", ""), current_user.account)
    is_theirs = entry is not None and entry.agent_id == current_user.id and entry.challenge_id == challenge.id
    return entry_values(entry) if entry is not None and is_theirs else None


def ceiling_words(row: Any) -> str:
    """ "up to 20 kWh a day"."""
    if ACTIONS[row.action].is_metered:
        return _("once in this challenge")
    return _("up to %(amount)s a day", amount=amount_words(row.action, row.daily_ceiling))


@blueprint.post("/challenges/<challenge_id>/participation")
@volunteers
def join(challenge_id: str) -> ResponseReturnValue:
    challenge = challenge_or_404(challenge_id)
    try:
        actions.join(challenge, own_profile_or_404(), now())
    except Refused as refused:
        return refused_page(challenge_id, refused)
    tell(_("You are in. Log what you do here, on the day or the day after."))
    return see_other("challenges.show", challenge_id=challenge_id)


@blueprint.post("/challenges/<challenge_id>/leaving")
@volunteers
def leave(challenge_id: str) -> ResponseReturnValue:
    challenge = challenge_or_404(challenge_id)
    actions.leave(participation_or_404(challenge), now())
    tell(_("You have left. What you did still counts, and you can come back at any time."))
    return see_other("challenges.show", challenge_id=challenge_id)


def refused_page(challenge_id: str, refused: Refused) -> ResponseReturnValue:
    """Undoes what was begun, and says why on the page of the challenge."""
    db.session.rollback()
    return challenge_page(challenge_or_404(challenge_id), refusal=refusal_words(refused), status=409)
